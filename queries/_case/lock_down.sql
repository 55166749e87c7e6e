-- After this nothing of the configuration can be changed: a query read from the evidence's side of the desk can touch no file.
SET lock_configuration = true;
