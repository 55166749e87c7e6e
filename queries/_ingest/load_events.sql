-- One statement loads a batch of records from the stream that the worker threads fill.
INSERT INTO events FROM records('incoming');
