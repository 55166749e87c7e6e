-- Who is in no policy, and why: roles that AWS keeps, and whoever is beyond the busiest two hundred.
SELECT
  count(*) FILTER (of_aws) AS "ofAws",
  count(*) FILTER (NOT of_aws) - (SELECT count(*) FROM harden_chosen) AS "beyond",
  list_sort(list(principal) FILTER (NOT ours AND seeded))[1:10] AS foreign
FROM harden_principals;
