-- Whether the case has ever seen the seed.
SELECT count(*) AS nodes FROM spread_seeds;
