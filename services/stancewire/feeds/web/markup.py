"""Bytes of a page as text, and the tree of its markup."""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_META_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_HEAD: Final = 4_096
_DETECTED_FROM: Final = 32_768
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Browsers read these names so, because pages that bear them mean it so.
_MEANT: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}


def decoded(raw: bytes, declared: str | None = None) -> str:
    """Return the text of a document; `declared` is what its host says of the charset. Never fails.

    A mark at the start wins; then UTF-8, for nothing else looks like it by chance; then what host and page declare;
    then a guess.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    found = _META_CHARSET.search(raw, 0, _HEAD)
    said = (declared, found[1].decode("ascii") if found else None)
    for name in ("utf-8", *filter(None, map(_codec, said))):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode(_guessed(raw[:_DETECTED_FROM]), "replace")


def clean(text: str) -> str:
    """Return the text without what no text holds: control characters, and halves of characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: object) -> str | None:
    """Return what is told as one clean line, None where nothing is."""
    return " ".join(clean(str(text)).split()) or None if text else None


def tree_of(markup: str) -> HtmlElement | None:
    """Return the tree of a page, None where there are no elements at all. Fetches nothing, follows no entity."""
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        return document_fromstring(clean(markup).encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _guessed(raw: bytes) -> str:
    """Return the likeliest codec; that of western pages where it fits, and none that only old Macs wrote."""
    fitting = [match.encoding for match in from_bytes(raw)]
    if "cp1252" in fitting:
        return "cp1252"
    return next((name for name in fitting if not name.startswith("mac_")), "cp1252")


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Some codecs of Python turn bytes into bytes.
    return _MEANT.get(known.name, known.name) if known._is_text_encoding else None  # noqa: SLF001  # told nowhere else
