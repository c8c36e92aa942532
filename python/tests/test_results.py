"""What answers are in Python."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest

import servanda

PACT = "ussr-japan-neutrality-1941"
ROOT = Path(__file__).resolve().parents[2]


def test_three_values_have_no_truth_of_python(record: servanda.Record) -> None:
    answer = record.in_force(PACT, "1943-05-01")
    with pytest.raises(TypeError, match="unknown is not no"):
        bool(answer)
    with pytest.raises(TypeError):
        assert not answer


def test_days_go_in_in_every_form_and_come_out_as_dates(mine: servanda.Record) -> None:
    record = mine
    day = datetime.date(2003, 5, 6)
    asked = [
        record.in_force("red-blue-peace", on)
        for on in (day, "2003-05-06", datetime.datetime(2003, 5, 6, 23, 59))
    ]
    assert all(a == asked[0] for a in asked)
    assert asked[0].on == day
    life = record.life("red-blue-peace")
    bound = [s for s in life if s.in_force == "yes"]
    assert bound[0].first == datetime.date(2000, 2, 1)
    assert bound[-1].last == bound[-1].before - datetime.timedelta(days=1)  # type: ignore[operator]
    assert life[0].first is None and life[-1].before is None and life[-1].last is None


def test_days_that_python_cannot_hold_stay_text(record: servanda.Record) -> None:
    answer = record.in_force(PACT, "-0430-03-01")
    assert answer.on == "-0430-03-01"
    assert answer.answer == "no"


def test_a_month_of_an_event_stays_as_exact_as_it_is(mine: servanda.Record) -> None:
    every = mine.conduct(event="red-raid")
    found = [f for f in every if f.agreement == "red-blue-peace"]
    assert [f.outcome for f in found] == ["breached"]
    assert found[0].when == ("2002-05",)
    assert (found[0].bearer, found[0].toward, found[0].article) == ("redland", "blueland", "1")
    assert found[0].steps["bound"] == "yes"


def test_what_bound_is_listed_for_each_day(mine: servanda.Record) -> None:
    record = mine

    def bound(on: str) -> list[str]:
        found = record.bound("redland", on, toward="blueland")
        return [o.answer for o in found if o.agreement == "red-blue-peace"]

    assert bound("2000-01-31") in ([], ["no"])
    assert bound("2000-02-01") == ["yes"]
    assert bound("2004-07-02") in ([], ["no"])


def test_flips_of_an_answer_turn_it(record: servanda.Record) -> None:
    answer = record.in_force(PACT, "1945-08-09", party="ussr", other="japan")
    assert answer.robust is False and answer.flips
    for flip in answer.flips:
        reading = [f"{c.choice}={c.after}" for c in flip.changes]
        turned = record.in_force(PACT, "1945-08-09", party="ussr", other="japan", reading=reading)
        assert turned.answer == flip.gives != answer.answer
        assert turned.default == answer.answer
        assert {c.choice for c in flip.changes} <= set(answer.depends_on)


def test_results_are_values(record: servanda.Record) -> None:
    answer = record.in_force(PACT, "1943-05-01", proof=True)
    assert answer.proof is not None
    assert pickle.loads(pickle.dumps(answer)) == answer
    assert copy.deepcopy(answer) == answer
    answer.to_dict()["answer"] = "no"
    assert answer.to_dict()["answer"] == "yes", "to_dict gives a copy"
    with pytest.raises(AttributeError):
        answer.answer = "no"  # type: ignore[misc]
    json.dumps(answer.to_dict())


def test_offsets_are_those_of_python(record: servanda.Record) -> None:
    text = "🕊 日本とソ連は中立条約を結んだ。🕊 それは1941年4月13日のことである。"
    for report in (record.check(text), record.check(text.encode())):
        assert report.lang == "ja" and report.claims
        for claim in report.claims:
            assert report.text[claim.start : claim.end] == claim.quote


def test_reports_have_the_published_structure(record: servanda.Record) -> None:
    example = ROOT / "examples" / "august-1945.txt"
    for name, found in (("check-1", record.check(example)), ("read-1", record.read(example))):
        schema = json.loads((ROOT / "schema" / f"{name}.json").read_text(encoding="utf-8"))
        jsonschema.validate(found.to_dict(), schema)
    report = record.check(example)
    assert sum(report.counts.values()) == len(report.claims)
    assert report.has_findings == any(c.verdict in ("contradicted", "partly") for c in report.claims)


def test_a_text_of_nothing_is_an_error(record: servanda.Record) -> None:
    for text in ("", " \n", b"\x89PNG\r\n\x1a\n\0", "\ud800"):
        with pytest.raises(servanda.Error):
            record.check(text)


def test_many_threads_get_what_one_gets(record: servanda.Record) -> None:
    text = (ROOT / "examples" / "august-1945.txt").read_text(encoding="utf-8")
    fresh = servanda.open()

    def ask(n: int) -> object:
        # Each kind first asked by several threads at once, on a record of which nothing is worked out yet.
        if n % 2:
            return fresh.check(text).to_dict()
        return fresh.in_force(PACT, "1945-08-09", party="ussr", other="japan").to_dict()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(8)))
    assert found[0::2] == [record.in_force(PACT, "1945-08-09", party="ussr", other="japan").to_dict()] * 4
    assert found[1::2] == [record.check(text).to_dict()] * 4


def test_records_are_told_apart_by_their_digests(record: servanda.Record, mine: servanda.Record) -> None:
    assert servanda.open().digest == record.digest != mine.digest
    assert record.digest[:12] in repr(record)


def test_doubts_about_a_record_are_warnings(own: Path, tmp_path: Path) -> None:
    doubtful = tmp_path / "doubtful.yaml"
    doubtful.write_text(
        own.read_text(encoding="utf-8")
        + """---
place: border-town
kind: city
names: { en: [Bordertown], ja: [境町] }
control:
  - { by: redland, period: 1900/1910 }
source: gazette
""",
        encoding="utf-8",
    )
    with pytest.warns(servanda.RecordWarning) as caught:
        servanda.open(doubtful)
    assert caught[0].filename == __file__
