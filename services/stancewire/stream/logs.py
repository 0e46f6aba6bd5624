"""Log lines on stderr: one JSON object each, or coloured for a person. Never an article's text."""

from __future__ import annotations

import logging
import sys
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
                structlog.processors.format_exc_info,
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
    structlog.contextvars.bind_contextvars(**bound)


def _renderer(settings: Settings) -> Any:
    if settings.log_format == "pretty":
        return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    return structlog.processors.JSONRenderer(sort_keys=True)


def _shorten(_logger: Any, _method: str, line: Any) -> Any:
    # A library's message may quote what it could not read; two hundred code points of it do no harm.
    for key, value in line.items():
        if isinstance(value, str) and key not in {"exception", "timestamp"}:
            line[key] = value[:200]
    return line
