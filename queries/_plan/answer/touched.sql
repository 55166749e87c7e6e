-- Identity providers whose past has to be read.
SELECT arn FROM plan_providers WHERE arn IS NOT NULL ORDER BY arn;
