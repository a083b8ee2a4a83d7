"""Logs: an event and its fields, never what somebody wrote; to stderr, as JSON, so that stdout stays for results."""

import logging
import sys

import structlog


def set_up(*, verbose: bool) -> None:
    """Log warnings and worse, with `verbose` everything worth knowing about a running service."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO if verbose else logging.WARNING),
        # Looked up at each event: whoever redirects stderr afterwards gets what follows.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
