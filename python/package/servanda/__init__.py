"""Agreements must be kept: what states promised, what they did, and whether it matches.

Everything starts with a record, the one that comes with the package or one of your own:

>>> import datetime, servanda
>>> record = servanda.open()
>>> answer = record.in_force(
...     "ussr-japan-neutrality-1941", on=datetime.date(1943, 5, 1), party="ussr", other="japan"
... )
>>> answer.answer
'yes'

Answers have three values, ``"yes"``, ``"no"`` and ``"unknown"``, and say on which readings of the law they turn.
Tables come in and go out as Arrow, so that polars, pandas, pyarrow and DuckDB can be used without being needed.
"""

from __future__ import annotations

from ._errors import Error, RecordError, RecordWarning, ScanError
from ._native import __version__
from ._record import Record, open
from ._results import (
    Answer,
    Change,
    Claim,
    Findings,
    Flip,
    Hit,
    InForce,
    Obligation,
    Conduct,
    Panel,
    Reason,
    Reject,
    Report,
    Segment,
    TextRead,
)

__all__ = [
    "Answer",
    "Change",
    "Claim",
    "Conduct",
    "Error",
    "Findings",
    "Flip",
    "Hit",
    "InForce",
    "Obligation",
    "Panel",
    "Reason",
    "Record",
    "RecordError",
    "RecordWarning",
    "Reject",
    "Report",
    "ScanError",
    "Segment",
    "TextRead",
    "__version__",
    "open",
]
