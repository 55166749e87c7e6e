INSERT INTO events FROM records('torn');
