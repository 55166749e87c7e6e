DELETE FROM remarks;
