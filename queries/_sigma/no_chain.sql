-- A correlation in order begins with each record of its first rule. began: the latest time at which the rules so far can have begun.
CREATE OR REPLACE TEMP TABLE sigma_chain AS
SELECT item, event_row, event_time, grp, event_time AS began FROM sigma_items WHERE item = 1
