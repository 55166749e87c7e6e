SELECT source FROM collections WHERE NOT complete ORDER BY source;
