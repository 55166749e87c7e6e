-- Listed by an ingest that was interrupted, and not by this one: never read, and said so.
UPDATE objects SET outcome = 'unavailable', verdict = 'unavailable',
  problem = 'listed by an earlier ingest that was interrupted, and not by this one',
  detail = 'listed by an earlier ingest that was interrupted, and not by this one'
WHERE outcome IS NULL AND source IS NOT NULL;
