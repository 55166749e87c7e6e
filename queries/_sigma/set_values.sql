-- The values of the next statement.
SET VARIABLE sigma_values = $values
