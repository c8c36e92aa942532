"""What answers are made of."""

from __future__ import annotations

import copy
import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from . import _native
from ._errors import Error

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Truth = Literal["yes", "no", "unknown"]
"""The three values of an answer."""

Day = datetime.date | str
"""A day: a :class:`datetime.date` where that can hold it, else text in EDTF (years before 1 or after 9999,
dates that are not exact)."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(text: str | None) -> Day | None:
    """A date as Python has it, where it is one day that Python can hold."""
    if text is None or not _DAY.fullmatch(text) or text.startswith("0000"):
        return text
    return datetime.date.fromisoformat(text)


def _days(texts: list[str]) -> list[Day]:
    return [d for d in map(_day, texts) if d is not None]


@dataclass(frozen=True, kw_only=True)
class _Result:
    """Something that came out as JSON."""

    _data: dict[str, Any] = field(repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain dicts, lists, text and numbers, exactly as the command line gives it with
        ``--format json``."""
        return copy.deepcopy(self._data)


@dataclass(frozen=True, kw_only=True)
class Change:
    """One choice point read otherwise."""

    choice: str
    """The choice point's id; ``record.show(id)`` says what is to be chosen, and who holds what."""
    before: str
    """The option chosen before."""
    after: str
    """The option chosen instead."""


@dataclass(frozen=True, kw_only=True)
class Flip:
    """A smallest change of reading that turns an answer."""

    changes: tuple[Change, ...]
    gives: Truth
    """The answer then."""


@dataclass(frozen=True, kw_only=True)
class Answer(_Result):
    """An answer of the law, under the reading asked for and under all others.

    An answer has no truth value of Python's, since it has three values: compare ``answer.answer``.
    """

    answer: Truth
    """The answer under the reading asked for; under the default reading if none was."""
    default: Truth
    """The answer under the default reading."""
    robust: bool
    """Whether all recorded readings agree."""
    depends_on: tuple[str, ...]
    """The choice points on which it turns."""
    readings: Truth | dict[str, Any]
    """The answer under every reading: a value, or ``{"choice": id, "of": {option: ...}}``, nested."""
    flips: tuple[Flip, ...]
    """The smallest changes of reading that turn it."""
    record: str
    """The digest of the record."""
    proof: dict[str, Any] | None = field(repr=False)
    """The derivation, if it was asked for; ``servanda verify`` checks it."""

    def __bool__(self) -> bool:
        raise TypeError(
            "an answer is yes, no or unknown, and unknown is not no: compare `.answer` with one of them"
        )


@dataclass(frozen=True, kw_only=True)
class InForce(Answer):
    """Whether an agreement was in force on a day."""

    agreement: str
    on: Day
    party: str | None
    other: str | None


@dataclass(frozen=True, kw_only=True)
class Obligation(Answer):
    """A provision that bound, or may have bound, an actor on a day."""

    agreement: str
    article: str
    toward: str | None


@dataclass(frozen=True, kw_only=True)
class Conduct(Answer):
    """How an event stands to a provision: ``answer`` says whether it was a breach without excuse, or, for what
    performs a duty, whether that was kept."""

    event: str
    when: tuple[Day, ...]
    """When the event was; several times where accounts differ or it has several."""
    agreement: str
    article: str
    bearer: str
    """Whose conduct."""
    toward: str | None
    """Toward whom the duty is owed."""
    outcome: str
    """``breached``, ``kept``, ``not-bound``, ``excused`` or ``undetermined``."""
    steps: dict[str, Truth]
    """``bound``, ``matches``, ``attributable``, ``excused`` and ``in-time``, each answered apart."""
    positions: tuple[str, ...]
    """Ids of the positions that actors take on it."""
    conflicts_with: tuple[str, ...]
    """Ids of agreements whose duties cannot be kept together with this one."""


def _answer(v: dict[str, Any], record: str | None = None) -> dict[str, Any]:
    return {
        "_data": v,
        "answer": v["answer"],
        "default": v["default"],
        "robust": v["robust"],
        "depends_on": tuple(v["depends_on"]),
        "readings": v["readings"],
        "flips": tuple(
            Flip(
                changes=tuple(
                    Change(choice=c["choice"], before=c["from"], after=c["to"])
                    for c in f["changes"]
                ),
                gives=f["gives"],
            )
            for f in v["flips"]
        ),
        "record": v["record"],
        "proof": v.get("proof"),
    }


def _in_force(v: dict[str, Any]) -> InForce:
    on = _day(v["on"])
    assert on is not None
    return InForce(
        **_answer(v), agreement=v["agreement"], on=on, party=v["party"], other=v["other"]
    )


def _obligation(v: dict[str, Any]) -> Obligation:
    return Obligation(
        **_answer(v), agreement=v["agreement"], article=v["article"], toward=v["toward"]
    )


def _conduct(v: dict[str, Any]) -> Conduct:
    return Conduct(
        **_answer(v),
        event=v["event"],
        when=tuple(_days(v["when"])),
        agreement=v["agreement"],
        article=v["article"],
        bearer=v["bearer"],
        toward=v["toward"],
        outcome=v["outcome"],
        steps=v["steps"],
        positions=tuple(v["positions"]),
        conflicts_with=tuple(v["conflicts_with"]),
    )


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a stretch of an agreement's life is what it is."""

    cause: str
    statements: tuple[str, ...]
    """Ids of the record's statements; ``record.show(id)`` gives them with their sources."""


@dataclass(frozen=True, kw_only=True)
class Segment(_Result):
    """A stretch of an agreement's life."""

    first: Day | None
    """The first day; ``None`` if it has no beginning."""
    before: Day | None
    """The day after the last; ``None`` if it has no end."""
    in_force: Truth
    because: tuple[Reason, ...]

    @property
    def last(self) -> Day | None:
        """The last day, itself included; ``None`` if there is no end.

        >>> import servanda
        >>> pact = servanda.open().life("ussr-japan-neutrality-1941")
        >>> max(s.last for s in pact if s.in_force == "yes")
        datetime.date(1946, 4, 24)
        """
        if not isinstance(self.before, datetime.date):
            return self.before
        return self.before - datetime.timedelta(days=1)


def _segment(v: dict[str, Any]) -> Segment:
    return Segment(
        _data=v,
        first=_day(v["from"]),
        before=_day(v["before"]),
        in_force=v["in_force"],
        because=tuple(
            Reason(cause=r["cause"], statements=tuple(r["statements"])) for r in v["because"]
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Hit(_Result):
    """Something that was found by its words."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Claim(_Result):
    """A claim of a text with its verdict. Everything else that a report says of it is in ``to_dict()``."""

    number: int
    """Its place in the text, from 1."""
    id: str
    """Digest of record, text and position."""
    start: int
    """Where it starts in ``report.text``, as Python counts."""
    end: int
    """Where it ends, exclusive."""
    quote: str
    """Its own words."""
    kind: str
    verdict: str
    """``supported``, ``contradicted``, ``partly``, ``disputed``, ``not-in-record`` or ``not-checked``."""
    reason: str
    """Which rule gave the verdict, a stable word."""
    about: tuple[str, ...]
    """Ids of agreements, events, actors and places."""
    record_says: dict[str, str]
    """What the record says, in ``en`` and ``ja``."""
    evidence: tuple[str, ...]
    """Ids of the statements it rests on."""


def _claim(number: int, v: dict[str, Any]) -> Claim:
    return Claim(
        _data=v,
        number=number,
        id=v["id"],
        start=v["start"],
        end=v["end"],
        quote=v["quote"],
        kind=v["kind"],
        verdict=v["verdict"],
        reason=v["reason"],
        about=tuple(v["about"]),
        record_says=v["record_says"],
        evidence=tuple(e["statement"] for e in v["evidence"]),
    )


@dataclass(frozen=True, kw_only=True)
class Report(_Result):
    """A text checked against the record. ``to_dict()`` has the structure of ``schema/check-1.json``."""

    name: str
    text: str = field(repr=False)
    """The text as it was read; offsets count in it."""
    lang: str
    date: Day | None
    title: str | None
    record: str
    """The digest of the record."""
    claims: tuple[Claim, ...] = field(repr=False)
    counts: dict[str, int]
    """How many claims have which verdict."""
    _checked: _native.Checked = field(repr=False, compare=False)

    @property
    def has_findings(self) -> bool:
        """Whether any claim is contradicted or partly right."""
        return self.counts["contradicted"] + self.counts["partly"] > 0

    def to_html(self, *, lang: str | None = None) -> str:
        """The report as one self-contained page, in the language asked for or else the text's."""
        return self._checked.html(lang)

    def to_text(
        self, *, lang: str | None = None, width: int = 100, verbose: bool = False
    ) -> str:
        """The report as ``servanda check`` prints it."""
        return self._checked.text(lang, width, verbose)


def _report(v: dict[str, Any], checked: _native.Checked) -> Report:
    document = v["document"]
    return Report(
        _data=v,
        name=document["name"],
        text=document["text"],
        lang=document["lang"],
        date=_day(document["date"]),
        title=document["title"],
        record=v["record"],
        claims=tuple(_claim(n, c) for n, c in enumerate(v["claims"], 1)),
        counts=v["counts"],
        _checked=checked,
    )


@dataclass(frozen=True, kw_only=True)
class TextRead(_Result):
    """What a text names and claims. ``to_dict()`` has the structure of ``schema/read-1.json``."""

    name: str
    text: str = field(repr=False)
    """The text as it was read; offsets count in it."""
    lang: str
    date: Day | None
    title: str | None
    mentions: tuple[dict[str, Any], ...] = field(repr=False)
    """What it names: times, numbers, actors, places, agreements, events."""
    claims: tuple[dict[str, Any], ...] = field(repr=False)
    """What it claims, each with its frame."""


def _text_read(v: dict[str, Any]) -> TextRead:
    document = v["document"]
    return TextRead(
        _data=v,
        name=document["name"],
        text=document["text"],
        lang=document["lang"],
        date=_day(document["date"]),
        title=document["title"],
        mentions=tuple(v["mentions"]),
        claims=tuple(v["claims"]),
    )


@dataclass(frozen=True, kw_only=True)
class _Tabular(_Result):
    """A table, in memory or in a file, for whatever takes the Arrow PyCapsule interface."""

    _table: _native.Table | None = field(repr=False, compare=False)
    out: Path | None
    """The file that it went into, if one was named."""

    def _held(self) -> _native.Table:
        if self._table is None:
            raise Error(f"the table is not in memory but in {self.out}; read that file")
        return self._table

    def __len__(self) -> int:
        return len(self._held())

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in order."""
        return self._held().column_names()

    def __arrow_c_schema__(self) -> object:
        return self._held().__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._held().__arrow_c_stream__(requested_schema)

    def to_pyarrow(self) -> pyarrow.Table:
        """The table as one of pyarrow, which must be installed."""
        import pyarrow

        return pyarrow.table(self)

    def to_polars(self) -> polars.DataFrame:
        """The table as a frame of polars, which must be installed."""
        import polars

        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a frame of pandas, which must be installed, and pyarrow with it."""
        return self.to_pyarrow().to_pandas()


@dataclass(frozen=True, kw_only=True)
class Reject:
    """A row that could not be used."""

    file: str
    line: int
    """For text the line on which it begins, for other tables the row; from 1."""
    reason: str


@dataclass(frozen=True, kw_only=True)
class Findings(_Tabular):
    """What a scan found: a row for each event and provision that it touches.

    The columns are ``finding`` (an id); the event's id as its table names it; ``day``, ``last_day``, ``actor``,
    ``target`` and ``did`` as they were read; ``agreement``, ``article``, ``duty``; ``act`` (``against`` the
    provision, or ``performs`` it); ``bound`` (``yes`` or ``unknown``); ``on_all_readings``; ``certain`` (whether it
    bound on every day that the event can have been on); ``record`` (its digest).

    Rows read are ``used`` + ``left_out`` + ``rejected``.
    """

    used: int
    """Rows that gave events."""
    left_out: int
    """Rows that the mapping leaves out as not its concern."""
    rejected: int
    """Rows that could not be used."""
    events: int
    """Events that were matched; a row can give several."""
    findings: int
    """Rows of this table."""
    against: int
    """Findings of acts that certainly go against what certainly bound."""
    unresolved: dict[str, int] = field(repr=False)
    """Codes of actors that stand for nobody known on the day, with the number of times."""
    rejects: tuple[Reject, ...] = field(repr=False)
    """The rows that could not be used, each with the reason."""


def _findings(table: _native.Table | None, v: dict[str, Any], out: Path | None) -> Findings:
    rejects = tuple(Reject(**r) for r in v["rejects"])
    return Findings(_data=v, _table=table, out=out, **{**v, "rejects": rejects})


@dataclass(frozen=True, kw_only=True)
class Panel(_Tabular):
    """Obligations for every pair of states (or state) and year (or day)."""

    rows: int
    ones: int
    """Cells with 1, of all obligations."""
    zeros: int
    """Cells with 0."""
    empty: int
    """Cells without a value: the column ``NAME_reason`` says why."""


def _panel(table: _native.Table | None, v: dict[str, Any], out: Path | None) -> Panel:
    return Panel(_data=v, _table=table, out=out, **v)
