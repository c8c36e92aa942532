"""What can go wrong. The text of every error is that of the command line."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["Error", "RecordError", "RecordWarning", "ScanError"]


class Error(ValueError):
    """Something that was asked for or given cannot be used; the text says what, and what may have been meant."""


class RecordError(Error):
    """A record that was to be opened is not sound."""

    diagnostics: list[dict[str, Any]]
    """Everything that is wrong with it, each with ``code``, ``file``, ``line``, ``column``, ``message``,
    ``suggestion`` and more, as of ``servanda validate --format json``."""

    def __init__(self, text: str, diagnostics: str = "[]") -> None:
        super().__init__(text)
        self.diagnostics = json.loads(diagnostics)


class RecordWarning(UserWarning):
    """A record can be used, but something in it will not have the effect its writer wants."""


class ScanError(Error):
    """A table of events cannot be scanned, or a table cannot be written."""
