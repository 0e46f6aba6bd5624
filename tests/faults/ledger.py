"""The ledger: after a fault has healed, every topic is read from its start and held against the oracle.

Outputs must hold the records that the oracle names (each at least once) and nothing else, every compacted memory
must end in exactly that state, and offsets must be committed to the end.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from faults.oracle import Expected, Identity, expected_of
from kafka_workers import Cluster

from stancewire.topology import STAGES, StageRow
from stancewire_schemas import CARDS, AcceptedArticleV1, DeadLetterV1, topics


@dataclass(frozen=True)
class Account:
    """What the check found: messages in, outcomes, and what was written more than once."""

    messages: int
    outcomes: Mapping[str, int]
    repeats: int


def view_of(row: StageRow, state: Mapping[tuple[int, bytes], bytes | None]) -> object:
    """Return what subscribers see in the end, without what depends on the order of two ids: who copied whom."""
    bodies = {key: json.loads(value) for (_, key), value in state.items() if value is not None}
    if row.memory == topics.EVENT.name:
        return sorted(tuple(body["mention_ids"]) for body in bodies.values())
    for body in bodies.values():
        body.get("article", {}).pop("copy_of", None)
    return bodies


def check(cluster: Cluster, fed: int) -> Account:
    """Check every promise of the ledger; return the account. Read only, after everything has settled."""
    logs = {card.name: whole(cluster, card.name) for card in CARDS}
    expected, clean = expected_of(logs)
    assert len(logs[topics.RAW.name]) == fed, "the feed itself is not whole"
    for name, row in STAGES.items():
        _check_stage(row, expected[name], logs)
        assert sum(expected[name].outcomes.values()) == len(logs[row.reads])
        assert cluster.ends(row.reads) == cluster.committed(name, row.reads), f"{name}: committed is not end"
    _check_letters(cluster, expected.values(), logs[topics.DEAD.name])
    _check_versions(logs[topics.ACCEPTED.name])
    _check_clean(logs, clean)
    _check_topics(cluster)
    outcomes = expected["ingest"].outcomes
    return Account(fed, dict(outcomes), _repeats(logs))


def whole(cluster: Cluster, topic: str) -> list[Any]:
    """Return every record of a topic; fail where the reading left a hole: only markers of transactions may."""
    records = cluster.read(topic)
    if topic != topics.RAW.name:
        found = Counter(record.partition for record in records)
        ends = {number: end for number, end in cluster.ends(topic).items() if end}
        assert found == ends, f"{topic} was not read to its ends: {dict(found)} of {ends}"
    return records


def _check_stage(row: StageRow, expected: Expected, logs: Mapping[str, list[Any]]) -> None:
    for topic in (*row.writes, row.memory):
        fixed = topic == row.memory
        found = {(topic, r.partition if fixed else None, r.key, r.value) for r in logs[topic]}
        wanted = {identity for identity in expected.records if identity[0] == topic}
        lost, strange = wanted - found, found - wanted
        beside = f"; others: {_short(strange)}; {_differences(lost, strange)}" if strange else ""
        assert not lost, f"{row.name} lost {len(lost)} records of {topic}: {_short(lost)}{beside}"
        assert not strange, f"{row.name} wrote {len(strange)} records that no message asks for: {_short(strange)}"
    view = {(r.partition, r.key): r.value for r in logs[row.memory]}
    state = expected.state
    wrong = {key for key in view.keys() | state.keys() if view.get(key) != state.get(key)}
    assert not wrong, f"{row.memory} ends otherwise than without the fault: {sorted(wrong)[:3]}"
    payloads: defaultdict[Any, set[str]] = defaultdict(set)
    for topic in (*row.writes, row.memory):
        for record in logs[topic]:
            payloads[_record_id(topic, record)].add(hashlib.sha256(record.value or b"").hexdigest())
    assert all(len(hashes) == 1 for hashes in payloads.values()), "one record has two payloads"


def _check_clean(logs: Mapping[str, list[Any]], clean: Mapping[str, Expected]) -> None:
    for name, row in STAGES.items():
        found = {(record.partition, record.key): record.value for record in logs[row.memory]}
        same = view_of(row, found) == view_of(row, clean[name].state)
        assert same, f"{row.memory} is not what a run without faults leaves"


def _record_id(topic: str, record: Any) -> tuple[object, ...]:
    """Return what must determine the bytes: the id, and which version or revision of it."""
    body = {} if record.value is None else json.loads(record.value)
    article = body.get("article") or {}
    return (
        topic,
        dict(record.headers)["ce_id"],
        record.value is None,
        body.get("withdrawn"),
        body.get("version"),
        # The first text has the number of an erasure that came before it, of which nothing was ever accepted.
        body.get("content_sha256"),
        body.get("revision"),
        _tellings(body),
        article.get("version"),
    )


def _tellings(body: dict[str, Any]) -> tuple[str, ...]:
    # An event that all its tellings have left may be founded anew: its revisions then count from one again.
    return tuple(f"{source['mention_id']} {source['version']}" for source in body.get("sources", ()))


def _check_letters(cluster: Cluster, expected: Iterable[Expected], letters: list[Any]) -> None:
    wanted = {place: reason for part in expected for place, reason in part.dead.items()}
    found: dict[tuple[str, int, int], str] = {}
    for record in letters:
        if record.value is None:
            continue
        letter = DeadLetterV1.from_bytes(record.value)
        found[letter.topic.removeprefix(cluster.prefix), letter.partition, letter.offset] = letter.reason
    assert found == wanted, f"dead letters differ: {set(found.items()) ^ set(wanted.items())}"


def _check_versions(accepted: list[Any]) -> None:
    newest: dict[tuple[int, str], int] = {}
    seen: set[tuple[str, int]] = set()
    for record in accepted:
        article = AcceptedArticleV1.from_bytes(record.value)
        if (article.id, article.version) in seen:
            continue
        seen.add((article.id, article.version))
        place = (record.partition, article.id)
        assert article.version > newest.get(place, 0), f"{article.id}: version {article.version} came late"
        newest[place] = article.version


def _check_topics(cluster: Cluster) -> None:
    with cluster.admin() as admin:
        own = {name for name in admin.list_topics() if name.startswith(cluster.prefix)}
    assert own == {cluster.prefix + card.name for card in CARDS}, "a topic that nobody asked for"


def _repeats(logs: Mapping[str, list[Any]]) -> int:
    total = 0
    for card in CARDS:
        if card.name != topics.RAW.name:
            records = [(r.partition, r.key, r.value) for r in logs[card.name]]
            total += len(records) - len(set(records))
    return total


def _short(identities: set[Identity]) -> str:
    first = next(iter(identities))
    return f"key {first[2]!r}, value {(first[3] or b'-')[:200]!r}"


def _differences(lost: set[Identity], strange: set[Identity]) -> str:
    """Name the fields in which a lost record differs from one of the same id that nobody asked for."""
    others = {_id_of(value): json.loads(value) for *_, value in strange if value}
    for *_, value in lost:
        other = others.get(_id_of(value)) if value else None
        if value and other:
            body = json.loads(value)
            return "; ".join(f"{k}: {v!r} became {other.get(k)!r}" for k, v in body.items() if other.get(k) != v)
    return ""


def _id_of(value: bytes) -> str:
    return str(json.loads(value).get("id"))
