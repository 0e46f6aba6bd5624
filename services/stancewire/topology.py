"""THE FLOW AS A TABLE: which stage reads what, writes what, remembers what. Data only.

article.raw.v1 → ingest → article.accepted.v1 → enrich → event.mention.v1 → merge → event.v1
"""

from __future__ import annotations

from dataclasses import dataclass

from stancewire_schemas import topics


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage: topic names without prefix. `memory` is the compacted topic that it rebuilds itself from."""

    name: str
    reads: str
    writes: tuple[str, ...]
    memory: str
    rejects: str


INGEST = StageRow(
    name="ingest",
    reads=topics.RAW.name,
    writes=(topics.ACCEPTED.name,),
    memory=topics.INDEX.name,
    rejects=topics.DEAD.name,
)
ENRICH = StageRow(
    name="enrich",
    reads=topics.ACCEPTED.name,
    writes=(topics.STANCE.name, topics.MENTION.name),
    memory=topics.ENRICHED.name,
    rejects=topics.DEAD.name,
)
MERGE = StageRow(
    name="merge",
    reads=topics.MENTION.name,
    writes=(),
    memory=topics.EVENT.name,
    rejects=topics.DEAD.name,
)

STAGES = {row.name: row for row in (INGEST, ENRICH, MERGE)}
