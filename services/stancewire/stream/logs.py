"""Log lines on stderr: one JSON object each, or coloured for a person. Never an article's text."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Any

import structlog

from stancewire.settings import Settings

CHATTY = ("aiokafka", "faust", "mode", "kafka", "asyncio", "aiohttp", "stancewire.stream.app")
"""Heard from warnings on: at lower levels some of them print message bytes. Faust logs under our App's module."""


SAME_LINE_S = 10.0
MOST_LINES = 1000


class OncePerWhile(logging.Filter):
    """Lets the same line of a library through once in ten seconds: aiokafka repeats one ten times a second."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether to write the line. Lines are the same when their template is, whatever stands in it."""
        line = (record.name, str(record.msg)[:200])
        if record.name.startswith("stancewire."):
            return True
        if record.created - self._last.get(line, -SAME_LINE_S) < SAME_LINE_S:
            return False
        if len(self._last) >= MOST_LINES:
            self._last.clear()
        self._last[line] = record.created
        return True


def configure(settings: Settings, **bound: Any) -> None:
    """Set up logging for the process; `bound` stands in every line."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[Any] = [
        # A library's own threads have no context.
        lambda _logger, _method, line: {**bound, **line},
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_words,
                _shorten,
                _renderer(settings),
            ],
        )
    )
    handler.addFilter(OncePerWhile())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def _renderer(settings: Settings) -> Any:
    if settings.log_format == "pretty":
        return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    return structlog.processors.JSONRenderer(sort_keys=True)


def _without_words(_logger: Any, _method: str, line: Any) -> Any:
    # The text of an exception may quote what it stumbled over; its type and place do not.
    told = line.pop("exc_info", None)
    error = told if isinstance(told, BaseException) else told[1] if isinstance(told, tuple) else None
    if told is True:
        error = sys.exc_info()[1]
    if error is not None:
        line["exception"] = "".join(_places(error))
    return line


def _places(error: BaseException) -> Iterator[str]:
    above = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if above is not None:
        yield from _places(above)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__name__}\n"


def _shorten(_logger: Any, _method: str, line: Any) -> Any:
    # A library's message may quote what it could not read; two hundred code points of it do no harm.
    for key, value in line.items():
        if isinstance(value, str) and key not in {"exception", "timestamp"}:
            line[key] = value[:200]
    return line
