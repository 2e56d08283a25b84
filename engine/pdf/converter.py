"""What every engine that makes PDFs offers."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol


class Converter(Protocol):
    """An engine: its name and version as the manifest tells them, and what it can do."""

    @property
    def name(self) -> str:
        """ "office" or "embedded"."""

    @property
    def version(self) -> str:
        """The version of the program or library behind it."""

    @property
    def settings(self) -> str:
        """All that decides how it converts, other than its version."""

    @property
    def fills_page_numbers(self) -> bool:
        """Whether references to pages are filled in while converting; otherwise they need a second pass."""

    @property
    def is_tagged(self) -> bool:
        """Whether its PDFs carry tags for screen readers."""

    def warmed(self) -> AbstractContextManager[None]:
        """While this is open, what conversion needs is being made ready, and is ended with it."""

    def convert(self, documents: Sequence[Path], folder: Path) -> None:
        """Write a PDF for each document into the folder, under its name. Raises ConversionError where one fails."""

    def get_second_ready(self) -> None:
        """Have two documents converted side by side from now on, where what conversion needs is kept ready."""

    def given_up(self) -> AbstractContextManager[None]:
        """While this is open nothing is converted: what is in hand is ended, and fails, as does what would begin."""

    def destination(self, bookmark: str) -> str:
        """The name under which a Word bookmark is found in its PDFs."""
