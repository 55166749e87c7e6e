DELETE FROM ranges;
