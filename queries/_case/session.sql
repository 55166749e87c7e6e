-- Times are UTC, whatever the machine thinks.
SET TimeZone = 'UTC';
