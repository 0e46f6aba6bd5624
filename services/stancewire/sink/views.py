"""What is asked most, as views: who did what to whom, and how somebody leans day by day. Data only."""

from __future__ import annotations

from typing import Final

_DYADS: Final = """
SELECT e.event_id, e.type, e.mode, e.goldstein, e.status, e.date_start, e.first_seen, e.confidence, e.articles,
       a.party_id AS actor_id, a.name AS actor_name, a.country AS actor_country, a.sector AS actor_sector,
       r.party_id AS recipient_id, r.name AS recipient_name, r.country AS recipient_country,
       r.sector AS recipient_sector
FROM events e
LEFT JOIN event_parties a ON a.event_id = e.event_id AND a.side = 'actor'
LEFT JOIN event_parties r ON r.event_id = e.event_id AND r.side = 'recipient'"""

_DAYS: Final = """
SELECT CAST(published_at AS DATE) AS day, holder_id, holder_name, target_id, target_name,
       COUNT(*) AS stances, COUNT(DISTINCT story_id) AS stories,
       AVG(CASE polarity WHEN 'favour' THEN 1.0 WHEN 'against' THEN -1.0 ELSE 0.0 END) AS leaning
FROM stances
WHERE copy_of IS NULL
GROUP BY 1, 2, 3, 4, 5"""

VIEWS: Final = {"event_dyads": _DYADS, "stance_days": _DAYS}
"""Each view's name and its question, in SQL that DuckDB and PostgreSQL share."""
