"""What tests share: the record that comes with the package, and the command line to compare with."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import servanda

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def record() -> servanda.Record:
    return servanda.open()


@pytest.fixture(scope="session")
def cli() -> Callable[..., Ran]:
    """The command line, built with scans: `cargo build -p servanda --features scan`."""
    path = Path(os.environ.get("SERVANDA_CLI", ROOT / "target" / "debug" / "servanda"))
    if not path.is_file():
        pytest.fail(f"{path} is missing: cargo build -p servanda --features scan, or set SERVANDA_CLI")

    def run(*args: object) -> Ran:
        done = subprocess.run(
            [path, *map(str, args)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a small record that lies over the built-in one."""
    path = tmp_path_factory.mktemp("record") / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def mine(own: Path) -> servanda.Record:
    """That record, opened."""
    return servanda.open(own)


OWN = """\
source: gazette
kind: documents
title: The Gazette
covers: 1990/2010
---
actor: redland
kind: state
names: { en: [Redland], ja: [赤国] }
exists: 1950-01-01/..
codes:
  - { cow: 9001 }
source: gazette
---
actor: blueland
kind: state
names: { en: [Blueland], ja: [青国] }
exists: 1950-01-01/..
codes:
  - { cow: 9002 }
source: gazette
---
agreement: red-blue-peace
title: { en: Treaty of Peace between Redland and Blueland, ja: 赤青平和条約 }
form: treaty
parties: [redland, blueland]
signed: 2000-01-01
entry-into-force: { on: 2000-02-01, by: fixed-date }
ended: { on: 2004-07-01, how: mutual-consent }
provisions:
  - article: "1"
    topic: non-aggression
    says: { en: Neither attacks the other., ja: 互いに攻撃しない。 }
    duty: must-not
    by: each-party
    toward: other-parties
    act: [use-of-force]
source: gazette
---
event: red-raid
names: { en: [Redland's raid on Blueland], ja: [赤国の襲撃] }
type: attack
on: 2002-05
by: redland
toward: blueland
source: gazette
"""
