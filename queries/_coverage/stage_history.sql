CREATE OR REPLACE TEMP TABLE history_lines (account_id VARCHAR, region VARCHAR, raw VARCHAR);
