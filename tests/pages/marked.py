"""What is made of the product in docs/: parts of pages, between two marks that nobody sees, and whole files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.conftest import ROOT

END = "<!-- end -->"


@dataclass(frozen=True, slots=True)
class Part:
    """One part. page: a path below the project; name: which part of it, where it has several."""

    page: str
    name: str
    made: Callable[[], str]

    @property
    def begin(self) -> str:
        """The mark before it."""
        return f"<!-- made by `just docs`, {self.name}: begin -->\n"

    def standing(self) -> str:
        """What stands there now; empty where there is no such place."""
        return self._page().partition(self.begin)[2].partition(END)[0]

    def renew(self) -> None:
        """Put what is made now in its place."""
        before, begin, rest = self._page().partition(self.begin)
        if not begin:
            raise LookupError(f"{self.page} has no line {self.begin!r}")
        text = f"{before}{begin}{self.made()}{END}{rest.partition(END)[2]}"
        (ROOT / self.page).write_text(text, encoding="utf-8", newline="\n")

    def _page(self) -> str:
        return (ROOT / self.page).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A file of which nothing was written by hand."""

    page: str
    name: str
    made: Callable[[], str]

    def standing(self) -> str:
        """What it holds now; empty where there is none."""
        path = ROOT / self.page
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def renew(self) -> None:
        """Write it anew."""
        (ROOT / self.page).write_text(self.made(), encoding="utf-8", newline="\n")
