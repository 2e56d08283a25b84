"""For whom a build is: people who still work on it, or people who rely on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Edition(StrEnum):
    """A draft always builds and says on every page what it is; a final edition is refused while errors stand."""

    DRAFT = "draft"
    FINAL = "final"

    @property
    def label(self) -> str:
        """The edition as it is printed."""
        return f"{self.value.capitalize()} edition"

    @property
    def is_draft(self) -> bool:
        """Whether this is a draft."""
        return self is Edition.DRAFT


@dataclass(frozen=True, slots=True)
class Order:
    """What to build. only: ids or names of the statements whose sheets to build; the whole edition without any."""

    edition: Edition
    with_pdf: bool = True
    only: tuple[str, ...] = ()
