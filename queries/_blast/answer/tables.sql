-- What of a radius others read: the tables that docs/case.md names.
SELECT table_name AS name FROM duckdb_tables() WHERE "temporary" AND starts_with(table_name, 'blast_') ORDER BY table_name;
