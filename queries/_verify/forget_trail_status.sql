DELETE FROM trail_status;
