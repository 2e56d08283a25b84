"""For whom a build is: people who still work on it, people who rely on it, or everyone."""

from __future__ import annotations

from enum import StrEnum


class Edition(StrEnum):
    """A draft always builds and says on every page what it is; the others are refused while errors stand.

    The public one is the report alone, with nothing in it that the council has not said may be published.
    """

    DRAFT = "draft"
    FINAL = "final"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        """The edition as it is printed."""
        return f"{self.value.capitalize()} edition"

    @property
    def is_draft(self) -> bool:
        """Whether this is a draft."""
        return self is Edition.DRAFT
