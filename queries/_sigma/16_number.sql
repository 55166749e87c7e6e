-- A number as JSON writes it; DuckDB's own cast takes more for one (`1_0`, ` 1`, `nan`).
CREATE OR REPLACE TEMP MACRO sigma_number(written) AS
  CASE WHEN regexp_full_match(written, '-?\d+(\.\d+)?([eE][-+]?\d+)?') THEN TRY_CAST(written AS DOUBLE) END
