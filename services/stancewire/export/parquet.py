"""`parquet`: the fields of `plover-json` as typed columns, lists and structures; needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from stancewire.errors import UserError
from stancewire.export.plover import FIELDS
from stancewire.export.told import Told


def write(events: Iterable[Told], out: IO[bytes]) -> None:
    """Write one table. Raise UserError where pyarrow is not installed."""
    arrow, parquet = _library()
    table = [{name: value(told) for name, value in FIELDS.items()} for told in events]
    parquet.write_table(arrow.Table.from_pylist(table, schema=schema(arrow)), out, compression="zstd")


def schema(arrow: Any) -> Any:
    """Return the Arrow schema: names and order of `plover-json`, so that files of no event have columns too."""
    text, number, real = arrow.string(), arrow.int64(), arrow.float64()
    span = {"start": number, "end": number, "text": text}
    party = arrow.struct(dict.fromkeys(("id", "name", "type", "country", "sector", "role"), text))
    typed = {
        "revision": number, "dead": number, "injured": number, "goldstein": real, "confidence": real,
        "context": arrow.list_(text), "actor": arrow.list_(party), "recipient": arrow.list_(party),
        "claimed_by": party,
        "date": arrow.struct(
            {"start": text, "end": text, "granularity": text, "kind": text, "basis": arrow.struct(span)}
        ),
        "event_loc": arrow.struct(
            {"name": text, "geonames_id": number, "country": text, "wikidata_id": text,
             "countries": arrow.list_(text), "lat": real, "lon": real, "kind": text,
             "role": text, "confidence": real}
        ),
        "magnitudes": arrow.list_(
            arrow.struct({**span, "kind": text, "value": real, "low": real, "high": real, "unit": text})
        ),
        "sources": arrow.list_(
            arrow.struct(dict.fromkeys(("article_id", "publisher", "published", "url", "evidence"), text))
        ),
    }  # fmt: skip
    return arrow.schema([(name, typed.get(name, text)) for name in FIELDS])


def _library() -> tuple[Any, Any]:
    # Only this format needs it, and it is large.
    try:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise UserError("--format parquet needs pyarrow: pip install 'stancewire[export]'") from None
    return pa, pq
