"""Articles of the length that wires really send, made of the sample stories; and odd ones, to measure by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from importlib.resources import files
from itertools import cycle, islice
from random import Random
from typing import Final

from stancewire.benchmarks.newswire import made_up_word
from stancewire.core.ids import content_id, sha256_hex
from stancewire_schemas import AcceptedArticleV1, RawArticleV1

STORIES_EACH: Final = 10
"""About 800 words: the length of a full wire report."""

_QUARTERS: Final = 4
_MOST_LINES: Final = 20_000
_PAGE_ONE: Final = 6
"""Articles that tell each story about once."""

_JOINTS: Final = (", while ", ", and ", ", as ", ", after ", " and that ")


def raw_articles(count: int, stories: int = STORIES_EACH) -> list[RawArticleV1]:
    """Return articles that join so many stories each, the n-th from the n-th story on, so that each differs.

    Nearly each sentence tells an event, some ten times as many as in a wire's daily file (`wire_articles`). A day
    is published for every six of them: all tell of the same week, as a wire does.
    """
    return [_joined(number, stories) for number in range(count)]


def wire_articles(count: int) -> list[RawArticleV1]:
    """Return articles of the length, the subjects and the density of events of a wire's daily file.

    Each has a quarter of four sample reports, from dateline to credit, and shares some of it with others, as a
    wire's own stories share their background.
    """
    return [_mixed(number) for number in range(count)]


def _mixed(number: int) -> RawArticleV1:
    known = _samples("reports.jsonl")
    first, step = number % len(known), 1 + number // len(known)
    chosen = [known[(first + step * k) % len(known)] for k in range(_QUARTERS)]
    lines = [line for k, report in enumerate(chosen) for line in _quarter(report.text.split("\n"), k)]
    return _bench_article(number, "\n".join(lines))


def _quarter(lines: list[str], which: int) -> list[str]:
    return lines[len(lines) * which // _QUARTERS : len(lines) * (which + 1) // _QUARTERS]


def _stories() -> tuple[RawArticleV1, ...]:
    return _samples("stories.jsonl")


@cache
def _samples(name: str) -> tuple[RawArticleV1, ...]:
    lines = (files("stancewire.data") / "samples" / name).read_text(encoding="utf-8").splitlines()
    return tuple({story.text: story for story in map(RawArticleV1.model_validate_json, lines)}.values())


def _joined(number: int, stories: int) -> RawArticleV1:
    known = _stories()
    first, step = number % len(known), 1 + number // len(known)
    chosen = [known[(first + step * k) % len(known)] for k in range(stories)]
    return _bench_article(number, "\n".join(story.text for story in chosen))


def _bench_article(number: int, text: str) -> RawArticleV1:
    moment = _stories()[0].published_at
    return RawArticleV1(
        id=f"bench-{number}",
        text=text,
        publisher="Bench",
        published_at=None if moment is None else moment + timedelta(days=number // _PAGE_ONE),
    )


def short_articles(count: int) -> list[RawArticleV1]:
    """Return articles of one sample story each, about 80 words, no two alike."""
    known = _stories()
    return [
        story.model_copy(update={"id": f"short-{number}", "text": f"{story.text}\nThis was item {number}."})
        for number, story in zip(range(count), cycle(known), strict=False)
    ]


def renamed(articles: list[RawArticleV1]) -> list[RawArticleV1]:
    """Return the same texts under other ids, as another paper would print them."""
    return [article.model_copy(update={"id": f"copy-{article.id}"}) for article in articles]


def accepted(article: RawArticleV1) -> AcceptedArticleV1:
    """Return the article as ingest would hand it on."""
    content = sha256_hex(article.text.encode())
    return AcceptedArticleV1(
        id=article.id,
        version=1,
        story_id=content_id("bench", content),
        content_sha256=content,
        language="en",
        article=article,
    )


def words(articles: list[RawArticleV1]) -> int:
    """Return the whitespace words of all articles."""
    return sum(len(article.text.split()) for article in articles)


def long_text(count: int, seed: int) -> AcceptedArticleV1:
    """Return an article of about so many words of the sample stories, in an order of its own."""
    dice = Random(seed)  # noqa: S311  # no secret hangs on it, and it must repeat
    lines = [line for story in _stories() for line in story.text.split("\n")]
    dice.shuffle(lines)
    return _article(f"long-{count}-{seed}", _first_words(lines, count, "\n"))


def long_sentence(tokens: int, count: int, seed: int) -> AcceptedArticleV1:
    """Return an article of about so many words whose every sentence has about so many tokens."""
    dice = Random(seed)  # noqa: S311  # the same
    clauses = [_clause(line) for story in _stories() for line in story.text.split("\n") if len(line.split()) > 5]
    dice.shuffle(clauses)
    endless, lines = cycle(clauses), list[str]()
    for _ in range(max(1, count // tokens)):
        line = next(endless)
        while len(line.split()) < tokens:
            line += dice.choice(_JOINTS) + next(endless)
        lines.append(" ".join(line.split()[:tokens]).rstrip(",") + ".")
    return _article(f"sentence-{tokens}-{seed}", "\n".join(lines))


def cast_of(people: int, count: int, seed: int) -> AcceptedArticleV1:
    """Return an article of about so many words in which so many different people act, each in turn."""
    dice = Random(seed)  # noqa: S311  # the same
    names = [f"{made_up_word(dice, 2).title()} {made_up_word(dice, 3).title()}" for _ in range(people)]
    told = (
        f"{one} told {other} in {dice.choice(('Oslo', 'Lima', 'Cairo', 'Hanoi'))} that the talks failed on Monday."
        for one, other in zip(cycle(names), islice(cycle(names), 1, None), strict=False)
    )
    return _article(f"cast-{people}-{seed}", _first_words(told, count, "\n"))


def _clause(line: str) -> str:
    return line.rstrip('.!?"”').replace(". ", ", ")


def _first_words(lines: Iterable[str], count: int, joint: str) -> str:
    found: list[str] = []
    have = 0
    for line in cycle(list(islice(lines, _MOST_LINES))):
        found.append(line)
        have += len(line.split())
        if have >= count:
            return joint.join(found)
    raise ValueError("no line to make a text of")


def _article(own_id: str, text: str) -> AcceptedArticleV1:
    return accepted(RawArticleV1(id=own_id, text=text, publisher="Bench", published_at=_stories()[0].published_at))
