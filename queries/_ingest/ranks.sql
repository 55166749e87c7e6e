-- How good a proof is, best first: it decides which of several copies is the event.
CREATE OR REPLACE TEMP MACRO proof_rank(verdict) AS
  CASE verdict WHEN 'valid' THEN 0 WHEN 'altered-container' THEN 1 WHEN 'moved' THEN 2 WHEN 'unverified' THEN 3 WHEN 'unlisted' THEN 4
    ELSE 5 END;
