"""In how many volumes a report comes, and what stands in each."""

from __future__ import annotations

from enum import StrEnum

DIVIDE = "section_d"
"""The bookmark in the heading with which the evidence volume begins."""


class Volumes(StrEnum):
    """How a report comes: whole, or the core apart from its evidence."""

    ONE = "one"
    CORE_AND_EVIDENCE = "core-and-evidence"


class Volume(StrEnum):
    """One of two volumes, by the name of its file."""

    CORE = "report"
    EVIDENCE = "evidence"

    @property
    def called(self) -> str:
        """What it is called inside a sentence."""
        return "core report" if self is Volume.CORE else "evidence volume"

    @property
    def line(self) -> str:
        """What its cover says of it."""
        holds = "Sections A to C" if self is Volume.CORE else "Sections D and E, and the annex"
        return f"{self.called.capitalize()}: {holds}"

    @property
    def other(self) -> Volume:
        """The other one."""
        return Volume.EVIDENCE if self is Volume.CORE else Volume.CORE
