-- Where the last rule is reached, the correlation is true.
INSERT INTO sigma_fired
SELECT DISTINCT CAST($rule AS INTEGER), event_row, grp, began, event_time FROM sigma_chain WHERE item = $item
