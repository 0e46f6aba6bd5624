"""The predicate lexicon: which verb or noun, in which surroundings, tells which event, and who fills its roles.

Tables in `data/frames` (columns named in their first line): `verbs_*.tsv` and `nouns_*.tsv` hold the frames,
`classes.tsv` word classes that frames refer to as `@name`, `light_verbs.tsv` verbs that lend their arguments to
an event noun, `domains.tsv` words of sport, markets and fiction that make a reading figurative, `idioms.tsv` fixed
phrases that tell no event ("attack ad", "war of words").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Final, Self

from stancewire.errors import UserError
from stancewire.nlp.ontology import rows
from stancewire_schemas.codes import EventType

ANY_ENTITY: Final = "*"
COLUMNS: Final = (
    "id", "trigger", "pos", "needs", "type", "mode", "cameo", "actor", "recipient", "flags",
    "example", "example_actors", "example_recipients",
)  # fmt: skip


@dataclass(frozen=True)
class Need:
    """A test on one slot: it must be filled, by one of `words` or by an entity; `barred` turns it round.

    `*` stands for any entity, `*state` for a country or its government, `*decider` for these and named people,
    `*people` for people who are no body.
    """

    slot: str
    words: frozenset[str]
    barred: bool

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """The slots of which one must hold it: "from|out" names two."""
        return tuple(self.slot.split("|"))

    @cached_property
    def is_plain(self) -> bool:
        """Whether only words are asked for, and no kind of entity."""
        return not any(word.startswith(ANY_ENTITY) for word in self.words)


@dataclass(frozen=True)
class Frame:
    """One predicate in one sense. `actor` and `recipient` list slots in the order in which they are tried."""

    id: str
    trigger: str
    pos: str
    needs: tuple[Need, ...]
    type: EventType
    mode: str | None
    cameo: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    flags: frozenset[str]
    example: str
    example_actors: tuple[str, ...]
    example_recipients: tuple[str, ...]

    @cached_property
    def told(self) -> tuple[frozenset[str], ...]:
        """The words that its tests ask for: of each set one must stand in the sentence."""
        return tuple(need.words for need in self.needs if need.words and need.is_plain and not need.barred)

    def may_fit(self, vocabulary: frozenset[str]) -> bool:
        """Tell whether a sentence of these words can meet the tests; a look at sets, before any slot is read."""
        return not any(map(vocabulary.isdisjoint, self.told))


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb whose argument `slot` holds an event noun; its subject is that event's actor or recipient."""

    lemma: str
    slot: str
    subject_as: str


@dataclass(frozen=True, slots=True)
class Frames:
    """All tables, indexed by lemma, most demanding frame first. Immutable; shared by all articles."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    light: dict[str, tuple[LightVerb, ...]]
    domains: dict[str, tuple[str, int]]
    idioms: dict[str, tuple[tuple[str, ...], ...]]
    classes: dict[str, frozenset[str]]
    all: tuple[Frame, ...]

    @classmethod
    def load(cls, extra_files: Iterable[Path] = ()) -> Self:
        """Load the tables, then a user's own frame files. Raise UserError for a line that cannot be read."""
        classes = {name: frozenset(words.split()) for name, words in rows("frames/classes.tsv")}
        lines = [(name, cells) for name in frame_tables() for cells in rows(name)]
        for path in extra_files:
            lines += [(path.name, line.split("\t")) for line in _lines(path)]
        frames = tuple(_frame(name, cells, classes) for name, cells in lines)
        return cls(
            verbs=_by_trigger(f for f in frames if f.pos == "verb"),
            nouns=_by_trigger(f for f in frames if f.pos == "noun"),
            light=_light_verbs(),
            domains={word: (domain, int(weight)) for word, domain, weight in rows("frames/domains.tsv")},
            idioms=_idioms(),
            classes=classes,
            all=frames,
        )


def frame_tables() -> list[str]:
    """Return the names of the tables that hold frames, in order."""
    folder = files("stancewire.data").joinpath("frames")
    names = sorted(item.name for item in folder.iterdir())
    return [f"frames/{name}" for name in names if name.startswith(("verbs_", "nouns_"))]


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"frame file {path.name} cannot be read: {error}") from error
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _frame(table: str, cells: list[str], classes: dict[str, frozenset[str]]) -> Frame:
    if len(cells) != len(COLUMNS):
        raise UserError(f"{table}: a frame has {len(COLUMNS)} cells, found {len(cells)} in: {cells[0]}")
    row = dict(zip(COLUMNS, (cell if cell != "-" else "" for cell in cells), strict=True))
    try:
        return Frame(
            id=row["id"],
            trigger=row["trigger"],
            pos=row["pos"],
            needs=tuple(_need(text, classes) for text in row["needs"].split()),
            type=EventType(row["type"]),
            mode=row["mode"] or None,
            cameo=row["cameo"],
            actor=tuple(row["actor"].split()),
            recipient=tuple(row["recipient"].split()),
            flags=frozenset(row["flags"].split()),
            example=row["example"],
            example_actors=_names(row["example_actors"]),
            example_recipients=_names(row["example_recipients"]),
        )
    except (ValueError, KeyError) as error:
        raise UserError(f"{table}: frame {row['id']} cannot be read: {error}") from error


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("|") if name)


def _need(text: str, classes: dict[str, frozenset[str]]) -> Need:
    """Read `slot`, `slot=word|@class|*` or `slot!=word`."""
    barred = "!=" in text
    slot, _, words = text.partition("!=" if barred else "=")
    wanted: set[str] = set()
    for word in words.split("|") if words else ():
        wanted |= classes[word[1:]] if word.startswith("@") else {word}
    return Need(slot, frozenset(wanted), barred)


def _by_trigger(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    index: dict[str, list[Frame]] = {}
    for frame in frames:
        index.setdefault(frame.trigger, []).append(frame)
    return {word: tuple(sorted(found, key=_specificity)) for word, found in sorted(index.items())}


def _specificity(frame: Frame) -> tuple[int, int, str]:
    """Sort key: a named word says more than any entity, that more than a filled or an empty slot."""
    weights = (_weight(need) for need in frame.needs)
    return (-sum(weights), sum(len(need.words) for need in frame.needs), frame.id)


def _idioms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the fixed phrases whose words tell no event, by their first word."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase, _ in rows("frames/idioms.tsv"):
        words = tuple(phrase.split())
        index.setdefault(words[0], []).append(words)
    return {word: tuple(found) for word, found in index.items()}


def _weight(need: Need) -> int:
    if need.barred or not need.words:
        return 1
    return 2 if any(word.startswith(ANY_ENTITY) for word in need.words) else 4


def _light_verbs() -> dict[str, tuple[LightVerb, ...]]:
    index: dict[str, list[LightVerb]] = {}
    for lemma, slot, subject_as in rows("frames/light_verbs.tsv"):
        index.setdefault(lemma, []).append(LightVerb(lemma, slot, subject_as))
    return {lemma: tuple(found) for lemma, found in index.items()}
