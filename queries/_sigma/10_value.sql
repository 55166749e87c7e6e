-- The values of the statement that runs, bound as one list. A constant to the planner: filters on it go down into the scan, and a regular
-- expression is compiled once.
CREATE OR REPLACE TEMP MACRO sigma_value(number) AS getvariable('sigma_values')[number]
