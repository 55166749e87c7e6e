DELETE FROM chains;
