INSERT INTO spread_shown FROM names_of('spread_hinted_nodes');
