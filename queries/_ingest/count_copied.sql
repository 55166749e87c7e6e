SELECT count(*) AS events FROM events WHERE copies > 0;
