"""The native part; not to be used directly."""

from os import PathLike
from typing import Any, final

__all__ = ["Checked", "Record", "Table", "__version__"]

__version__: str

@final
class Table:
    def __len__(self) -> int: ...
    def column_names(self) -> list[str]: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Checked:
    def json(self) -> str: ...
    def html(self, lang: str | None = None) -> str: ...
    def text(self, lang: str | None = None, width: int = 100, verbose: bool = False) -> str: ...

@final
class Record:
    @staticmethod
    def open(
        paths: list[str | PathLike[str]], alone: bool
    ) -> tuple[Record, tuple[str, str] | None]: ...
    @staticmethod
    def file(path: str | PathLike[str]) -> bytes: ...
    def digest(self) -> str: ...
    def stats(self) -> str: ...
    def in_force(
        self,
        agreement: str,
        on: str,
        party: str | None,
        other: str | None,
        reading: list[str],
        proof: bool,
    ) -> str: ...
    def life(self, agreement: str, party: str | None, reading: list[str]) -> str: ...
    def bound(
        self, actor: str, on: str, toward: str | None, reading: list[str], proof: bool
    ) -> str: ...
    def conduct(
        self,
        actor: str | None,
        event: str | None,
        agreement: str | None,
        article: str | None,
        reading: list[str],
        proof: bool,
    ) -> str: ...
    def explain_code(self, name: str | None, lang: str | None) -> str: ...
    def explain_force(
        self,
        agreement: str,
        on: str,
        party: str | None,
        other: str | None,
        lang: str | None,
        width: int,
    ) -> str: ...
    def explain_conduct(
        self,
        agreement: str,
        event: str,
        actor: str | None,
        article: str | None,
        lang: str | None,
        width: int,
    ) -> str: ...
    def explain_claim(
        self, name: str, report: str, id: str | None, lang: str | None, width: int
    ) -> tuple[str, bool]: ...
    def check(self, text: bytes, name: str, date: str | None, lang: str | None) -> Checked: ...
    def read(self, text: bytes, name: str, date: str | None, lang: str | None) -> str: ...
    def search(self, words: list[str], limit: int, lang: str | None) -> str: ...
    def show(self, id: str, lang: str | None, width: int) -> str: ...
    def cite(self, ids: list[str], style: str, lang: str | None) -> str: ...
    def panel(
        self,
        obligations: list[str],
        first: int,
        last: int,
        unit: str,
        rule: str,
        codes: str,
        counts: str,
        covered_by: list[str],
        reading: list[str],
        out: str | PathLike[str] | None,
    ) -> tuple[Table | None, str]: ...
    def scan(
        self,
        files: list[str] | None,
        batches: Any,
        hold: bool,
        preset: str | None,
        own: tuple[str, str] | None,
        reading: list[str],
        threads: int | None,
        out: str | PathLike[str] | None,
    ) -> tuple[Table | None, str]: ...
