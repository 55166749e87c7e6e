INSERT INTO events FROM records('found_records');
