"""The entities under construction: one for each key, whatever the order in which the rules find its mentions."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter

from stancewire.nlp.document import Entity, Mention
from stancewire.nlp.knowledge import Entry
from stancewire.nlp.tree import Doc
from stancewire_schemas.codes import EntityType


@dataclass(slots=True)
class Cast:
    """Entities by key. A key is the id of a knowledge base entry, or words that stand for one thing here.

    `country_at` gives the country that a token names or belongs to by its name or adjective, `place_at` the country
    of the town or province that it names; `home` is the one country that the text is about, `mainland` the one that
    it is mostly about, though others are named too; `spoken_for` holds the tokens of titles, which are no actors of
    their own, and `named` those inside names.
    """

    parse: Doc
    by_key: dict[str, Entity] = field(default_factory=dict)
    by_head: dict[int, Entity] = field(default_factory=dict)
    country_at: dict[int, str] = field(default_factory=dict)
    place_at: dict[int, str] = field(default_factory=dict)
    home: str | None = None
    mainland: str | None = None
    spoken_for: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)

    def known(self, entry: Entry, why: str) -> Entity:
        """Return the entity of an entry of the knowledge base."""
        entity = self.by_key.get(entry.id)
        if entity is None:
            entity = Entity(entry.name, entry.type, id=entry.id, country=entry.country, why=why)
            entity.sector = None if entry.sector is None else entry.sector.value
            self.by_key[entry.id] = entity
        return entity

    def unknown(self, key: str, name: str, kind: EntityType, why: str) -> Entity:
        """Return the entity of this key; a new one gets the name, type and rule."""
        entity = self.by_key.get(key)
        if entity is None:
            entity = self.by_key[key] = Entity(name, kind, why=why)
        return entity

    def add(self, entity: Entity, mention: Mention) -> None:
        """Give the entity a mention. A head that another entity already has keeps its entity."""
        there = self.by_head.get(mention.head)
        if there is None:
            self.by_head[mention.head] = entity
        if there is None or (there is entity and mention not in entity.mentions):
            entity.mentions.append(mention)

    def entities(self) -> list[Entity]:
        """Return the entities that have mentions, by first mention, each with its mentions in order."""
        present = [entity for entity in self.by_key.values() if entity.mentions]
        for entity in present:
            if len(entity.mentions) > 1:
                entity.mentions.sort(key=attrgetter("start", "end"))
        return sorted(present, key=lambda entity: (entity.mentions[0].start, -entity.mentions[0].end))
