"""A coder as fast as its JSON: one event and one stance a text, and a fault where an article asks for one."""

from __future__ import annotations

import os
import re
import signal
import time

from builders import make_enriched, make_entity, make_event, make_stance

from stancewire_schemas import AcceptedArticleV1

TRIGGERS = {"struck": "ASSAULT", "aided": "AID", "accused": "ACCUSE", "joined": "AGREE"}

_TEXT = re.compile(r"(\w+) (struck|aided|accused|joined) (\w+) in the year (\d+)")


class ToyCoder:
    """Reads the texts of `feed.py`. Its faults are those of the process around it."""

    fingerprint = "f00d"

    def __init__(self, delay_s: float = 0) -> None:
        self._delay_s = delay_s

    def code(self, payload: bytes) -> bytes:
        accepted = AcceptedArticleV1.from_bytes(payload)
        assert accepted.article is not None
        if isinstance(fault := accepted.article.metadata.get("fault"), str):
            fail(fault)
        time.sleep(self._delay_s)
        return coded(accepted)


def coded(accepted: AcceptedArticleV1) -> bytes:
    """Return the record of an article, with nothing in it that is not in the text."""
    assert accepted.article is not None
    text = accepted.article.text
    found = _TEXT.search(text)
    assert found, "a text that the feed did not write"
    actor, trigger, recipient, _ = found.groups()
    event = make_event(trigger, text, type=TRIGGERS[trigger])
    record = make_enriched(
        accepted,
        entities=(make_entity("e1", actor, text), make_entity("e2", recipient, text)),
        events=(event,),
        stances=(make_stance("condemned", text),),
    )
    return record.to_bytes()


def fail(fault: str) -> None:
    """Do what the name says to this process."""
    match fault:
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "memory":
            bytearray(8 << 30)
        case "hang":
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            while True:
                time.sleep(0.1)


def load(**_arguments: object) -> ToyCoder:
    """Return the coder; TOY_DELAY_S in the environment slows it down."""
    return ToyCoder(float(os.environ.get("TOY_DELAY_S", "0")))
