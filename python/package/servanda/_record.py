"""Records, and what can be asked of them."""

from __future__ import annotations

import datetime
import json
import os
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, Protocol, overload

from . import _native
from ._errors import Error, RecordWarning
from ._results import (
    Claim,
    Conduct,
    Findings,
    Hit,
    InForce,
    Obligation,
    Panel,
    Report,
    Segment,
    TextRead,
    _conduct,
    _findings,
    _in_force,
    _obligation,
    _panel,
    _report,
    _segment,
    _text_read,
)

Lang = Literal["en", "ja"]
"""A language that is read and written."""

Text = str | bytes | os.PathLike[str]
"""A text: the words themselves, the bytes of a file (plain text, Markdown or HTML), or the path of one."""

Words = str | Iterable[str]
"""One, or several."""


class ArrowStream(Protocol):
    """Anything that gives Arrow batches: a frame of polars or pandas, a table or reader of pyarrow, a relation of
    DuckDB, and so on."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


def _list(words: Words) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def _date(when: str | datetime.date) -> str:
    if isinstance(when, datetime.datetime):
        return when.date().isoformat()
    return when.isoformat() if isinstance(when, datetime.date) else when


def _text(text: Text) -> tuple[bytes, str]:
    """The bytes of a text, and its name."""
    if isinstance(text, str):
        return text.encode("utf-8", "surrogatepass"), "text"
    if isinstance(text, (bytes, bytearray, memoryview)):
        return bytes(text), "text"
    return bytes(_native.Record.file(text)), os.fspath(text)


def open(*paths: str | os.PathLike[str], alone: bool = False) -> Record:  # noqa: A001
    """Opens the record that comes with the package, with the records given laid over it.

    A record is a folder of YAML files, or one such file. A folder that brings its own ``taxonomy.yaml`` is a
    whole record and stands alone; so do all with ``alone=True``.

    Raises :class:`RecordError` with all that is wrong if a record is not sound. What is only doubtful comes as a
    :class:`RecordWarning`.

    >>> import servanda
    >>> record = servanda.open()
    >>> record.search("neutrality", "pact")[0].id
    'ussr-japan-neutrality-1941'
    """
    return Record(*paths, alone=alone)


class Record:
    """A record: what is known, and the law applied to it. Made by :func:`servanda.open`.

    Ids are those of the record; :meth:`search` finds them. Dates go in as :class:`datetime.date` or as text
    (``"1945-08-09"``). ``reading`` is the id of a reading, or ``"CHOICE=OPTION"``, or several of these; without
    one, the declared default of every choice point holds.
    """

    __slots__ = ("_native",)

    def __init__(self, *paths: str | os.PathLike[str], alone: bool = False) -> None:
        self._native, warned = _native.Record.open(list(paths), alone)
        if warned is not None:
            warnings.warn(warned[0], RecordWarning, stacklevel=3)

    def __repr__(self) -> str:
        return f"<servanda.Record {self.digest[:12]}>"

    @property
    def digest(self) -> str:
        """The digest of all it holds: two records with the same digest are the same."""
        return self._native.digest()

    def stats(self) -> dict[str, Any]:
        """How much of what it holds, as of ``servanda record stats --json``."""
        stats: dict[str, Any] = json.loads(self._native.stats())
        return stats

    def in_force(
        self,
        agreement: str,
        on: str | datetime.date,
        *,
        party: str | None = None,
        other: str | None = None,
        reading: Words = (),
        proof: bool = False,
    ) -> InForce:
        """Whether an agreement was in force on a day: at all, for one party, or between two.

        >>> import servanda
        >>> record = servanda.open()
        >>> pact = record.in_force("ussr-japan-neutrality-1941", on="1945-08-09", party="ussr", other="japan")
        >>> pact.answer, pact.robust
        ('yes', False)
        >>> {flip.gives for flip in pact.flips}
        {'no'}
        """
        return _in_force(
            json.loads(
                self._native.in_force(agreement, _date(on), party, other, _list(reading), proof)
            )
        )

    def life(
        self, agreement: str, *, party: str | None = None, reading: Words = ()
    ) -> list[Segment]:
        """The whole life of an agreement, or its force for one party, in stretches.

        >>> import servanda
        >>> life = servanda.open().life("ussr-japan-neutrality-1941")
        >>> [(s.first, s.in_force) for s in life][:2]
        [(None, 'no'), (datetime.date(1941, 4, 25), 'yes')]
        """
        found = json.loads(self._native.life(agreement, party, _list(reading)))
        return [_segment(s) for s in found["segments"]]

    def bound(
        self,
        actor: str,
        on: str | datetime.date,
        *,
        toward: str | None = None,
        reading: Words = (),
        proof: bool = False,
    ) -> list[Obligation]:
        """What bound, or may have bound, an actor on a day; toward another, if one is named.

        >>> import servanda
        >>> found = servanda.open().bound("ussr", on="1943-05-01", toward="japan")
        >>> "ussr-japan-neutrality-1941" in {o.agreement for o in found if o.answer == "yes"}
        True
        """
        found = json.loads(
            self._native.bound(actor, _date(on), toward, _list(reading), proof)
        )
        return [_obligation(o) for o in found["obligations"]]

    def conduct(
        self,
        *,
        actor: str | None = None,
        event: str | None = None,
        agreement: str | None = None,
        article: str | None = None,
        reading: Words = (),
        proof: bool = False,
    ) -> list[Conduct]:
        """How events of the record stand to provisions: of an actor, in an event, or under an agreement.

        >>> import servanda
        >>> found = servanda.open().conduct(agreement="ussr-japan-neutrality-1941", actor="ussr")
        >>> "breached" in {f.outcome for f in found}
        True
        """
        found = json.loads(
            self._native.conduct(actor, event, agreement, article, _list(reading), proof)
        )
        return [_conduct(f) for f in found["findings"]]

    def explain(
        self,
        what: str | int | Claim | None = None,
        *,
        on: str | datetime.date | None = None,
        party: str | None = None,
        other: str | None = None,
        event: str | None = None,
        actor: str | None = None,
        article: str | None = None,
        report: Report | Mapping[str, Any] | None = None,
        lang: Lang | None = None,
        width: int = 100,
    ) -> str:
        """Why an answer is what it is, in sentences.

        - An agreement and a day, perhaps with ``party`` and ``other``: why it was in force, or not.
        - An agreement and an ``event``: why it was kept, or not.
        - A claim (itself, its number from 1, or its id) and the ``report`` it is from: why it has its verdict.
        - The code of a diagnostic (``"E0301"``): what it means. Nothing: all codes.

        >>> import servanda
        >>> record = servanda.open()
        >>> print(record.explain("ussr-japan-neutrality-1941", on="1943-05-01").splitlines()[0])
        “Soviet–Japanese Neutrality Pact” was in force or provisionally applied on 1 May 1943
        """
        if report is not None:
            claim = what.id if isinstance(what, Claim) else what
            data = report.to_dict() if isinstance(report, Report) else dict(report)
            text, other_record = self._native.explain_claim(
                "report",
                json.dumps(data),
                None if claim is None else str(claim),
                lang,
                width,
            )
            if other_record:
                warnings.warn(
                    "the report was made with another record; statements are shown as they are now",
                    RecordWarning,
                    stacklevel=2,
                )
            return text
        if isinstance(what, Claim):
            raise Error(f"`{what.id}` is a claim of which report? add `report`")
        name = None if what is None else str(what)
        if name is not None and on is not None:
            return self._native.explain_force(name, _date(on), party, other, lang, width)
        if name is not None and event is not None:
            return self._native.explain_conduct(name, event, actor, article, lang, width)
        return self._native.explain_code(name, lang)

    def check(
        self,
        text: Text,
        *,
        date: str | datetime.date | None = None,
        lang: Lang | None = None,
        name: str | None = None,
    ) -> Report:
        """Checks a text, claim by claim. A ``str`` is the text itself; a file is named by a ``pathlib.Path``.

        ``date`` is the text's own, from which "today" and "eighty years ago" count.

        >>> import servanda
        >>> record = servanda.open()
        >>> report = record.check("The Soviet Union and Japan signed a neutrality pact on 13 April 1941.")
        >>> [(claim.verdict, claim.quote[:16]) for claim in report.claims]
        [('supported', 'The Soviet Union')]
        """
        content, known_as = _text(text)
        checked = self._native.check(
            content, name or known_as, None if date is None else _date(date), lang
        )
        return _report(json.loads(checked.json()), checked)

    def read(
        self,
        text: Text,
        *,
        date: str | datetime.date | None = None,
        lang: Lang | None = None,
        name: str | None = None,
    ) -> TextRead:
        """What a text names and claims, without checking it.

        >>> import servanda
        >>> found = servanda.open().read("The pact was signed in Moscow on 13 April 1941.")
        >>> [m["text"] for m in found.mentions if m["kind"] == "time"]
        ['13 April 1941']
        """
        content, known_as = _text(text)
        return _text_read(
            json.loads(
                self._native.read(
                    content, name or known_as, None if date is None else _date(date), lang
                )
            )
        )

    def search(self, *words: str, limit: int = 30, lang: Lang | None = None) -> list[Hit]:
        """Things that have all these words in a name, id or wording; best first.

        >>> import servanda
        >>> servanda.open().search("Soviet Union", limit=1)[0].id
        'ussr'
        """
        found = json.loads(self._native.search(list(words), limit, lang))
        return [Hit(_data=h, **h) for h in found]

    def show(self, id: str, *, lang: Lang | None = None, width: int = 100) -> str:  # noqa: A002
        """Something of the record with its statements and sources, as text.

        >>> import servanda
        >>> print(servanda.open().show("ussr-japan-neutrality-1941").splitlines()[0])
        Soviet–Japanese Neutrality Pact  [ussr-japan-neutrality-1941]
        """
        return self._native.show(id, lang, width)

    @overload
    def cite(
        self, *ids: str, form: Literal["plain", "bibtex"] = "plain", lang: Lang | None = None
    ) -> str: ...
    @overload
    def cite(
        self, *ids: str, form: Literal["csl"], lang: Lang | None = None
    ) -> list[dict[str, Any]]: ...
    def cite(
        self,
        *ids: str,
        form: Literal["plain", "bibtex", "csl"] = "plain",
        lang: Lang | None = None,
    ) -> str | list[dict[str, Any]]:
        """Citations of agreements, sources, or the sources of anything else: as text, BibTeX, or CSL-JSON.

        >>> import servanda
        >>> servanda.open().cite("ussr-japan-neutrality-1941", form="csl")[0]["type"]
        'treaty'
        """
        text = self._native.cite(list(ids), form, lang)
        if form != "csl":
            return text
        items: list[dict[str, Any]] = json.loads(text)
        return items

    def panel(
        self,
        obligations: Words,
        *,
        first: int,
        last: int,
        unit: Literal["dyad-year", "directed-dyad-year", "state-year", "dyad-day"] = "dyad-year",
        rule: Literal["any-day", "all-days", "first-day", "last-day"] = "any-day",
        codes: Literal["cow", "gw", "iso3"] = "cow",
        covered_by: Words = (),
        counts: Literal["in-force", "due"] = "in-force",
        reading: Words = (),
        out: str | os.PathLike[str] | None = None,
    ) -> Panel:
        """Obligations for every pair of states (or state) and year (or day), from ``first`` to ``last``, which is
        included.

        An obligation is a topic (``"neutrality"``), a sort of duty (``"must-not"``), or both
        (``"non-aggression/must-not"``). Each has four columns: its name (1, 0 or null), ``NAME_reason`` (why it is
        null), ``NAME_agreements`` and ``NAME_provisions`` (what gives a 1). A 0 stands only where a source named
        with ``covered_by`` claims to hold all such agreements.

        With ``out`` (``.parquet``, ``.csv`` or ``.jsonl``) the table goes into that file and is not held in memory.

        >>> import servanda
        >>> panel = servanda.open().panel("neutrality", first=1942, last=1942, unit="directed-dyad-year")
        >>> panel.column_names[-4:]
        ['neutrality', 'neutrality_reason', 'neutrality_agreements', 'neutrality_provisions']
        >>> panel.zeros
        0
        """
        path = None if out is None else Path(out)
        table, sums = self._native.panel(
            _list(obligations),
            first,
            last,
            unit,
            rule,
            codes,
            counts,
            _list(covered_by),
            _list(reading),
            path,
        )
        return _panel(table, json.loads(sums), path)

    def scan(
        self,
        events: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | ArrowStream,
        *,
        preset: str | None = None,
        mapping: os.PathLike[str] | Mapping[str, Any] | None = None,
        reading: Words = (),
        threads: int | None = None,
        out: str | os.PathLike[str] | None = None,
    ) -> Findings:
        """Scans a table of events for what they go against, or perform.

        ``events`` is a file or pattern (``"events/*.parquet"``), several of them, or anything that gives Arrow
        batches: a frame of polars or pandas, a table or reader of pyarrow, a relation of DuckDB. What has a length
        is held in memory and scanned on several threads; a reader is streamed, however much comes, on one.

        How to read the columns is a ``preset`` (``"ucdp-ged"``, ``"icews"``, ...) or a ``mapping``: the path of a
        file, or a dict of the same structure.

        With ``out`` (``.parquet``, ``.csv`` or ``.jsonl``) the findings go into that file and are not held in memory. Rows
        that could not be used are in ``rejects``: look at them.

        >>> import pyarrow, servanda
        >>> events = pyarrow.table({
        ...     "day": ["1945-08-09"], "who": ["ussr"], "whom": ["japan"], "what": ["invasion"],
        ... })
        >>> found = servanda.open().scan(events, mapping={
        ...     "mapping": "mine",
        ...     "day": {"column": "day"},
        ...     "actor": {"column": "who", "codes": ["actor"]},
        ...     "target": {"column": "whom", "codes": ["actor"]},
        ...     "act": {"column": "what", "codes": "act"},
        ... })
        >>> "ussr-japan-neutrality-1941" in found.to_pyarrow()["agreement"].to_pylist()
        True
        """
        own: tuple[str, str] | None = None
        if isinstance(mapping, Mapping):
            # JSON is YAML.
            own = (str(mapping.get("mapping", "mapping")), json.dumps(mapping))
        elif mapping is not None:
            content = bytes(_native.Record.file(mapping))
            own = (os.fspath(mapping), content.decode("utf-8", "replace"))
        files: list[str] | None = None
        batches: Any = None
        if hasattr(events, "__arrow_c_stream__") or hasattr(events, "__arrow_c_array__"):
            batches = events
        elif isinstance(events, (str, os.PathLike)):
            files = [os.fspath(events)]
        else:
            files = [os.fspath(e) for e in events]
        path = None if out is None else Path(out)
        table, sums = self._native.scan(
            files, batches, hasattr(batches, "__len__"), preset, own, _list(reading), threads, path
        )
        return _findings(table, json.loads(sums), path)
