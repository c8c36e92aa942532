"""The package answers as the command line does, word by word, and says the same of what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import servanda

PACT = "ussr-japan-neutrality-1941"
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "august-1945.txt"
JA = EXAMPLE.with_suffix(".ja.txt")

Ask = Callable[[servanda.Record], Any]

ANSWERS: list[tuple[list[object], Ask]] = [
    (
        ["in-force", PACT, "--on", "1945-08-09", "--party", "ussr", "--other", "japan"],
        lambda r: r.in_force(PACT, "1945-08-09", party="ussr", other="japan").to_dict(),
    ),
    (
        ["in-force", PACT, "--on", "1943-05-01", "--proof"],
        lambda r: r.in_force(PACT, "1943-05-01", proof=True).to_dict(),
    ),
    (
        ["bound", "ussr", "--on", "1945-08-09", "--toward", "japan"],
        lambda r: [o.to_dict() for o in r.bound("ussr", "1945-08-09", toward="japan")],
    ),
    (
        ["conduct", "--agreement", PACT, "--actor", "japan"],
        lambda r: [f.to_dict() for f in r.conduct(agreement=PACT, actor="japan")],
    ),
    (
        ["in-force", PACT, "--party", "ussr"],
        lambda r: [s.to_dict() for s in r.life(PACT, party="ussr")],
    ),
    (["check", EXAMPLE], lambda r: r.check(EXAMPLE).to_dict()),
    (["check", JA, "--date", "2025-08"], lambda r: r.check(JA, date="2025-08").to_dict()),
    (["read", EXAMPLE], lambda r: r.read(EXAMPLE).to_dict()),
]


@pytest.mark.parametrize(("args", "ask"), ANSWERS, ids=lambda x: str(x[0]) if isinstance(x, list) else "")
def test_json(record: servanda.Record, cli: Callable[..., Any], args: list[object], ask: Ask) -> None:
    said = json.loads(cli(*args, "--format", "json").out)
    for inner in ("obligations", "findings", "segments"):
        if isinstance(said, dict) and inner in said:
            said = said[inner]
    found = ask(record)
    assert found == said
    assert found, "nothing to compare"


def test_json_of_the_record(record: servanda.Record, cli: Callable[..., Any]) -> None:
    assert record.stats() == json.loads(cli("record", "stats", "--json").out)
    said = json.loads(cli("search", "neutrality", "pact", "--json").out)
    assert [h.to_dict() for h in record.search("neutrality", "pact")] == said
    said = json.loads(cli("cite", PACT, "hague-v-1907", "--format", "csl").out)
    assert record.cite(PACT, "hague-v-1907", form="csl") == said


TEXTS: list[tuple[list[object], Ask]] = [
    (["explain", PACT, "--on", "1945-08-09"], lambda r: r.explain(PACT, on="1945-08-09")),
    (
        ["explain", PACT, "--on", "1945-08-09", "--party", "ussr", "--report-lang", "ja"],
        lambda r: r.explain(PACT, on="1945-08-09", party="ussr", lang="ja"),
    ),
    (
        ["explain", PACT, "--event", "soviet-invasion-of-manchuria"],
        lambda r: r.explain(PACT, event="soviet-invasion-of-manchuria"),
    ),
    (["explain", "E0301"], lambda r: r.explain("E0301")),
    (["explain"], lambda r: r.explain()),
    (["show", PACT], lambda r: r.show(PACT)),
    (["show", "japan", "--report-lang", "ja"], lambda r: r.show("japan", lang="ja")),
    (["cite", PACT], lambda r: r.cite(PACT)),
    (["cite", PACT, "--format", "bibtex"], lambda r: r.cite(PACT, form="bibtex")),
    (["check", EXAMPLE], lambda r: r.check(EXAMPLE).to_text()),
    (["check", JA, "-v"], lambda r: r.check(JA).to_text(verbose=True)),
    (["check", EXAMPLE, "--format", "html"], lambda r: r.check(EXAMPLE).to_html()),
]


@pytest.mark.parametrize(("args", "ask"), TEXTS, ids=lambda x: str(x[:2]) if isinstance(x, list) else "")
def test_text(record: servanda.Record, cli: Callable[..., Any], args: list[object], ask: Ask) -> None:
    said = cli(*args).out
    assert len(said) > 20
    assert ask(record) == said


def test_claims_of_a_saved_report_are_explained(
    record: servanda.Record, cli: Callable[..., Any], tmp_path: Path
) -> None:
    report = record.check(EXAMPLE)
    saved = tmp_path / "report.json"
    saved.write_text(json.dumps(report.to_dict()), encoding="utf-8")
    for claim in report.claims[:8]:
        said = cli("explain", claim.number, "--from", saved).out
        assert record.explain(claim, report=report) == said
        assert record.explain(claim.number, report=report.to_dict()) == said
        assert record.explain(claim.id, report=report) == said
    assert cli("verify", saved).code == 0


ERRORS: list[tuple[list[object], Ask]] = [
    (
        ["in-force", "ussr-japan-neutrality-1914", "--on", "1943-05-01"],
        lambda r: r.in_force("ussr-japan-neutrality-1914", "1943-05-01"),
    ),
    (
        ["in-force", PACT, "--on", "1943-05-01", "--party", "usssr"],
        lambda r: r.in_force(PACT, "1943-05-01", party="usssr"),
    ),
    (
        ["in-force", PACT, "--on", "1943-05-01", "--reading", "no-such-reading"],
        lambda r: r.in_force(PACT, "1943-05-01", reading="no-such-reading"),
    ),
    (
        ["in-force", PACT, "--on", "1943-05-01", "--reading", "nothing=at-all"],
        lambda r: r.in_force(PACT, "1943-05-01", reading=["nothing=at-all"]),
    ),
    (["in-force", "zzz"], lambda r: r.life("zzz")),
    (["bound", "japn", "--on", "1943-05-01"], lambda r: r.bound("japn", "1943-05-01")),
    (["conduct"], lambda r: r.conduct()),
    (["conduct", "--event", "no-such-event"], lambda r: r.conduct(event="no-such-event")),
    (["explain", PACT], lambda r: r.explain(PACT)),
    (["explain", "E9999"], lambda r: r.explain("E9999")),
    (["explain", PACT, "--event", "pearl"], lambda r: r.explain(PACT, event="pearl")),
    (["show", "japn"], lambda r: r.show("japn")),
    (["cite", "japn"], lambda r: r.cite("japn")),
    (["check", EXAMPLE.with_name("august-1954.txt")], lambda r: r.check(EXAMPLE.with_name("august-1954.txt"))),
    (
        ["panel", "--obligation", "friendship-forever", "--from", "1940", "--to", "1941"],
        lambda r: r.panel("friendship-forever", first=1940, last=1941),
    ),
    (
        ["panel", "--obligation", "neutrality", "--from", "1941", "--to", "1940"],
        lambda r: r.panel("neutrality", first=1941, last=1940),
    ),
    (
        ["panel", "--obligation", "neutrality", "--from", "1940", "--to", "1941", "--covered-by", "atop"],
        lambda r: r.panel("neutrality", first=1940, last=1941, covered_by="atop"),
    ),
    (["scan", "no-such-file.csv", "--preset", "icews"], lambda r: r.scan("no-such-file.csv", preset="icews")),
    (["scan", "no-*.csv", "--preset", "icews"], lambda r: r.scan("no-*.csv", preset="icews")),
    (["scan", EXAMPLE, "--preset", "icwes"], lambda r: r.scan(EXAMPLE, preset="icwes")),
    (["scan", EXAMPLE, "--preset", "ucdp-ged"], lambda r: r.scan(EXAMPLE, preset="ucdp-ged")),
]


@pytest.mark.parametrize(("args", "ask"), ERRORS, ids=lambda x: " ".join(map(str, x[:2])) if isinstance(x, list) else "")
def test_errors(record: servanda.Record, cli: Callable[..., Any], args: list[object], ask: Ask) -> None:
    ran = cli(*args)
    assert ran.code == 2, ran
    with pytest.raises(servanda.Error) as caught:
        ask(record)
    assert f"error: {caught.value}\n" == ran.err


def test_dates_that_are_none_are_told_alike(record: servanda.Record, cli: Callable[..., Any]) -> None:
    for text in ("1945-08", "1945-02-30", "some day"):
        ran = cli("in-force", PACT, "--on", text)
        with pytest.raises(servanda.Error) as caught:
            record.in_force(PACT, text)
        assert str(caught.value) in ran.err


def test_own_records(mine: servanda.Record, own: Path, cli: Callable[..., Any]) -> None:
    said = cli("in-force", "red-blue-peace", "--on", "2003-01-01", "--record", own, "--format", "json").out
    found = mine.in_force("red-blue-peace", "2003-01-01")
    assert found.to_dict() == json.loads(said)
    assert found.answer == "yes"


def test_unsound_records_are_told_alike(tmp_path: Path, cli: Callable[..., Any]) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("actor: nowhere\nkind: stat\nnames: { en: [Nowhere] }\n", encoding="utf-8")
    with pytest.raises(servanda.RecordError) as caught:
        servanda.open(bad)
    ran = cli("validate", bad)
    assert f"{caught.value}\n" in ran.err
    assert caught.value.diagnostics == json.loads(cli("validate", bad, "--format", "json").out)
    assert {"code", "file", "line", "column", "message"} <= set(caught.value.diagnostics[0])
