-- Confidence as a number, so that "the weakest edge of the path" is a maximum: 0 exact, 1 high, 2 medium, 3 low.
CREATE OR REPLACE TEMP MACRO confidence_name(weakness) AS
  CASE weakness WHEN 0 THEN 'exact' WHEN 1 THEN 'high' WHEN 2 THEN 'medium' ELSE 'low' END;
