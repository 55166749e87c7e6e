-- Who acted was worked out when the case was sealed (_spread/10_actors.sql).
CREATE OR REPLACE TEMP VIEW spread_actors AS FROM actors;
