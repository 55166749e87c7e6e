-- Fails where DuckDB cannot compile the pattern.
SELECT regexp_matches('', $pattern)
