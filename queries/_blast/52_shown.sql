CREATE OR REPLACE TEMP TABLE spread_shown AS FROM names_of('spread_wanted');
