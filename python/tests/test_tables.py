"""Tables in and out, by way of Arrow, whatever library they are from."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.dataset
import pyarrow.parquet
import pytest

import servanda

MAPPING: dict[str, Any] = {
    "mapping": "mine",
    "id": "n",
    "day": {"column": "day"},
    "actor": {"column": "who", "codes": ["actor"]},
    "target": {"column": "whom", "codes": ["actor"]},
    "act": {"column": "what", "codes": "act"},
}

# Two days in force, the day before it and the first day after it; one row of nobody known; one that is no date.
ROWS = [
    (1, "2000-01-31", "redland", "blueland", "attack"),
    (2, "2000-02-01", "redland", "blueland", "attack"),
    (3, "2003-06-01", "blueland", "redland", "invasion"),
    (4, "2004-07-02", "redland", "blueland", "attack"),
    (5, "2003-06-01", "greenland-of-old", "redland", "attack"),
    (6, "some day", "redland", "blueland", "attack"),
    (7, "2003-06", "redland", "blueland", "neutrality"),
]
HEAD = ["n", "day", "who", "whom", "what"]
GOOD = [r for r in ROWS if r[1] != "some day"]


@pytest.fixture
def table() -> pyarrow.Table:
    return pyarrow.table(dict(zip(HEAD, map(list, zip(*ROWS, strict=True)), strict=True)))


def peace(found: servanda.Findings) -> list[tuple[int, str]]:
    """The findings under the treaty of the tests' own record."""
    rows = found.to_pyarrow().to_pylist()
    return [(r["n"], r["bound"]) for r in rows if r["agreement"] == "red-blue-peace"]


def test_findings_are_those_of_the_days_in_force(mine: servanda.Record, table: pyarrow.Table) -> None:
    found = mine.scan(table, mapping=MAPPING)
    assert peace(found) == [(2, "yes"), (3, "yes")]
    assert (found.used, found.left_out, found.rejected) == (6, 0, 1)
    assert found.used + found.rejected == len(ROWS)
    assert [(r.file, r.line) for r in found.rejects] == [("events", 6)]
    assert "some day" in found.rejects[0].reason
    assert found.unresolved == {"actor greenland-of-old": 1}
    assert len(found) == found.findings == found.to_pyarrow().num_rows
    assert found.against >= 2
    assert found.to_dict()["against"] == found.against


def frames(path: Path) -> dict[str, Callable[[], Any]]:
    """The usable rows in every form in which people have tables. Dates are dates where the library has them."""
    data = dict(zip(HEAD, map(list, zip(*GOOD[:-1], strict=True)), strict=True))
    arrow = pyarrow.table(data)
    dated = arrow.set_column(1, "day", arrow["day"].cast(pyarrow.date32()))
    stamped = arrow.set_column(1, "day", arrow["day"].cast(pyarrow.timestamp("ns")))
    pyarrow.parquet.write_table(dated, path)
    return {
        "pyarrow table": lambda: arrow,
        "pyarrow dates": lambda: dated,
        "pyarrow timestamps": lambda: stamped,
        "pyarrow batch": lambda: dated.to_batches()[0],
        "pyarrow reader": lambda: dated.to_reader(max_chunksize=2),
        "pyarrow dictionary": lambda: dated.set_column(2, "who", dated["who"].dictionary_encode()),
        "pyarrow dataset": lambda: pyarrow.dataset.dataset(path).scanner().to_reader(),
        "polars": lambda: polars.DataFrame(data).with_columns(polars.col("day").str.to_date()),
        "polars categories": lambda: polars.DataFrame(data).with_columns(
            polars.col("who").cast(polars.Categorical)
        ),
        "pandas": lambda: pandas.DataFrame(data).assign(day=lambda d: pandas.to_datetime(d["day"])),
        "pandas objects": lambda: pandas.DataFrame(data, dtype=object).astype({"n": "int64"}),
        "duckdb": lambda: duckdb.sql(f"select n, day, who, whom, what from '{path}' order by n"),
        "file": lambda: path,
        "pattern": lambda: str(path.with_name("*.parquet")),
        "files": lambda: [path],
    }


@pytest.mark.parametrize("kind", [
    "pyarrow table", "pyarrow dates", "pyarrow timestamps", "pyarrow batch", "pyarrow reader",
    "pyarrow dictionary", "pyarrow dataset", "polars", "polars categories", "pandas", "pandas objects",
    "duckdb", "file", "pattern", "files",
])
def test_every_library_gives_the_same(mine: servanda.Record, tmp_path: Path, kind: str) -> None:
    every = frames(tmp_path / "events.parquet")
    assert kind in every
    found = mine.scan(every[kind](), mapping=MAPPING)
    assert peace(found) == [(2, "yes"), (3, "yes")]
    assert (found.used, found.rejected) == (5, 0)


def test_every_library_takes_findings_and_panels(mine: servanda.Record, table: pyarrow.Table) -> None:
    found = mine.scan(table, mapping=MAPPING)
    panel = mine.panel("non-aggression", first=1999, last=2005, unit="directed-dyad-year")
    for result in (found, panel):
        arrow = pyarrow.table(result)
        arrow.validate(full=True)
        assert arrow.num_rows == len(result) > 0
        assert arrow.column_names == result.column_names
        rows = arrow.to_pylist()
        assert pyarrow.RecordBatchReader.from_stream(result).read_all().to_pylist() == rows
        assert pyarrow.schema(result) == arrow.schema
        assert polars.DataFrame(result).rows(named=True) == rows
        assert result.to_polars().height == len(rows)
        relation = duckdb.sql("select * from result")
        assert relation is not None
        assert relation.fetchall() == [tuple(r.values()) for r in rows]
        frame = result.to_pandas()
        assert isinstance(frame, pandas.DataFrame)
        assert frame.astype(object).where(frame.notna(), None).to_dict("records") == rows
        if hasattr(pandas.DataFrame, "from_arrow"):
            assert pandas.DataFrame.from_arrow(result).shape == frame.shape


def test_findings_are_those_of_the_command_line(
    mine: servanda.Record, own: Path, table: pyarrow.Table, tmp_path: Path, cli: Callable[..., Any]
) -> None:
    events, mapping, rejects = tmp_path / "events.csv", tmp_path / "mine.yaml", tmp_path / "rejects.txt"
    with events.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, *ROWS])
    mapping.write_text(str(MAPPING).replace("'", '"'), encoding="utf-8")
    ran = cli("--record", own, "scan", events, "--map", mapping, "--rejects", rejects)
    assert ran.code == 3, ran.err
    said = [tuple(row.values()) for row in csv.DictReader(io.StringIO(ran.out))]
    word = {True: "yes", False: "no"}
    for found in (
        mine.scan(table, mapping=MAPPING),
        mine.scan(events, mapping=mapping),
        mine.scan(str(events), mapping=MAPPING),
    ):
        rows = [tuple(word.get(v, str(v)) if isinstance(v, bool) else str(v) for v in r.values())
                for r in found.to_pyarrow().to_pylist()]
        assert rows == said
    out = tmp_path / "found.csv"
    written = mine.scan(events, mapping=MAPPING, out=out)
    assert out.read_text(encoding="utf-8") == ran.out
    assert written.findings == len(said) and written.out == out
    with pytest.raises(servanda.Error, match="not in memory but in"):
        pyarrow.table(written)
    assert not list(tmp_path.glob("*.part"))


def test_panels_are_those_of_the_command_line(
    mine: servanda.Record, own: Path, tmp_path: Path, cli: Callable[..., Any]
) -> None:
    said, here = tmp_path / "cli.parquet", tmp_path / "here.parquet"
    ran = cli(
        "--record", own, "panel", "--obligation", "non-aggression,neutrality/must", "--from", 1999, "--to", 2004,
        "--unit", "dyad-year", "--rule", "last-day", "--covered-by", "gazette", "-o", said,
    )
    assert ran.code == 0, ran.err
    asked: dict[str, Any] = {
        "first": 1999, "last": 2004, "unit": "dyad-year", "rule": "last-day", "covered_by": ["gazette"],
    }
    obligations = ["non-aggression", "neutrality/must"]
    panel = mine.panel(obligations, **asked)
    assert pyarrow.table(panel).equals(pyarrow.parquet.read_table(said))
    assert panel.rows == len(panel)
    written = mine.panel(obligations, out=here, **asked)
    assert here.read_bytes() == said.read_bytes()
    assert (written.ones, written.zeros, written.empty) == (panel.ones, panel.zeros, panel.empty)
    values = {
        r["year"]: r["non-aggression"]
        for r in pyarrow.table(panel).to_pylist()
        if (r["code1"], r["code2"]) == ("9001", "9002")
    }
    assert values == {1999: 0, 2000: 1, 2001: 1, 2002: 1, 2003: 1, 2004: 0}


def test_the_number_of_threads_and_of_chunks_is_not_seen(mine: servanda.Record, table: pyarrow.Table) -> None:
    # More rows than one thread takes at a time; most are left out, so that this does not take long.
    some = pyarrow.concat_tables([table] * 500)
    others = pyarrow.table({**table.slice(0, 1).to_pydict(), "what": ["nothing"]})
    others = others.take(pyarrow.array([0] * (1 << 20)))
    big = pyarrow.concat_tables([some, others, some])
    mapping = {**MAPPING, "only": [{"column": "what", "is": ["attack", "invasion", "neutrality"]}]}
    one = pyarrow.table(mine.scan(big, mapping=mapping, threads=1))
    two = pyarrow.table(mine.scan(big.combine_chunks(), mapping=mapping, threads=2))
    stream = mine.scan(big.to_reader(max_chunksize=77_777), mapping=mapping)
    assert one.num_rows >= 2000
    assert one.equals(two)
    assert one.equals(pyarrow.table(stream))
    assert (stream.rejected, stream.left_out) == (1000, others.num_rows)
    assert stream.rejects[-1].line == big.num_rows - 1


def test_a_reader_of_python_is_pulled_as_it_goes(mine: servanda.Record, table: pyarrow.Table) -> None:
    pulled = 0

    def batches() -> Any:
        nonlocal pulled
        for _ in range(5):
            pulled += 1
            yield from table.to_batches()

    reader = pyarrow.RecordBatchReader.from_batches(table.schema, batches())
    assert len(peace(mine.scan(reader, mapping=MAPPING, threads=2))) == 10
    assert pulled == 5


def test_an_error_of_the_source_is_told(mine: servanda.Record, table: pyarrow.Table) -> None:
    def batches() -> Any:
        yield from table.to_batches()
        raise RuntimeError("the cable is cut")

    reader = pyarrow.RecordBatchReader.from_batches(table.schema, batches())
    with pytest.raises(servanda.ScanError, match="the cable is cut"):
        mine.scan(reader, mapping=MAPPING)


def test_a_table_without_rows_gives_one_without_rows(mine: servanda.Record, table: pyarrow.Table) -> None:
    found = mine.scan(table.slice(0, 0), mapping=MAPPING)
    assert len(found) == 0
    assert pyarrow.table(found).column_names[:2] == ["finding", "n"]
    assert polars.DataFrame(found).height == 0


def test_what_is_missing_or_odd_is_told(mine: servanda.Record, table: pyarrow.Table, tmp_path: Path) -> None:
    cases: list[tuple[Any, dict[str, Any], str]] = [
        (table.drop_columns(["whom"]), {"mapping": MAPPING}, "no column `whom`; there are n, day"),
        (table, {}, "either a preset or a mapping"),
        (table, {"preset": "icews", "mapping": MAPPING}, "either a preset or a mapping"),
        (table, {"mapping": {**MAPPING, "act": {"is": "no-such-act"}}}, "no act `no-such-act`"),
        (table, {"mapping": {**MAPPING, "actr": 1}}, "actr"),
        (table, {"mapping": MAPPING, "out": tmp_path / "x.xlsx"}, "written as .parquet, .csv or .jsonl"),
        (table, {"mapping": MAPPING, "out": tmp_path / "none" / "x.csv"}, "none"),
        (table, {"mapping": MAPPING, "reading": "no-such"}, "no reading `no-such`"),
        (table, {"preset": "mid-incidents"}, "`pair` works only for text"),
    ]
    for events, options, says in cases:
        with pytest.raises(servanda.Error, match=says):
            mine.scan(events, **options)
    with pytest.raises(TypeError):
        mine.scan(42, mapping=MAPPING)  # type: ignore[arg-type]


def test_no_library_of_tables_is_needed(tmp_path: Path, own: Path) -> None:
    """Everything but the conversions works where only the package is installed."""
    events = tmp_path / "events.csv"
    events.write_text("n,day,who,whom,what\n1,2001-01-01,redland,blueland,attack\n", encoding="utf-8")
    program = f"""
import sys
for name in ("numpy", "pandas", "polars", "pyarrow", "duckdb"):
    sys.modules[name] = None  # importing it fails
import servanda
record = servanda.open({str(own)!r})
found = record.scan({str(events)!r}, mapping={MAPPING!r})
assert found.against == 1 and len(found) >= 1, found
again = record.panel("neutrality", first=2000, last=2000)
assert again.rows == len(again) > 0
found.__arrow_c_stream__()
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
