"""The converter that comes with the installation: it needs no LibreOffice, and its PDFs have no tags."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

from engine.errors import ConversionError

PAGES_ARE_NOT_TAGGED = (
    "LibreOffice was not found, so the PDFs were made by the embedded engine. They are for looking at: they have no "
    "tags for screen readers, and their pages may break elsewhere. Install LibreOffice before you deliver."
)


_CANNOT_BE_LOADED = (
    "The embedded engine cannot be loaded on this machine ({why}). Install LibreOffice, which does not need it. On "
    "Windows it needs a part that IT can install: Microsoft Visual C++ 2015-2022 Redistributable (x64)."
)
_ONE_AT_A_TIME = Lock()


def _library() -> Any:
    """dxpdf, loaded where it is needed: its wheel leans on a part that not every Windows has.

    Raises ConversionError where it cannot be loaded.
    """
    try:
        import dxpdf
    except (ImportError, OSError) as fault:
        raise ConversionError(_CANNOT_BE_LOADED.format(why=fault)) from fault
    return dxpdf


@contextmanager
def _quiet() -> Iterator[None]:
    """dxpdf's font library prints its doubts about the machine's font settings past Python, to the user's screen."""
    with _ONE_AT_A_TIME, Path(os.devnull).open("wb") as nowhere:
        screen = os.dup(2)
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(screen, 2)
            os.close(screen)


class Embedded:
    """dxpdf, the one pip-installable converter whose pages agree with LibreOffice's nearly always."""

    name = "embedded"
    fills_page_numbers = False
    is_tagged = False
    settings = ""

    @property
    def version(self) -> str:
        return f"dxpdf {version('dxpdf')}"

    @property
    def fault(self) -> str:
        """Why it cannot be used here, and what to install; nothing where it can."""
        try:
            _library()
        except ConversionError as fault:
            return fault.message
        return ""

    def warmed(self) -> AbstractContextManager[None]:
        return nullcontext()

    def get_second_ready(self) -> None:
        """It needs nothing made ready."""

    def given_up(self) -> AbstractContextManager[None]:
        return nullcontext()  # what it has in hand takes less than a second, and no program that could be ended

    def convert(self, documents: Sequence[Path], folder: Path) -> None:
        library = _library()
        for document in documents:
            try:
                with _quiet():
                    pdf = library.convert(document.read_bytes())
            except (RuntimeError, ValueError) as fault:
                raise ConversionError(f"The embedded engine could not convert {document.stem}: {fault}.") from fault
            (folder / f"{document.stem}.pdf").write_bytes(pdf)

    def destination(self, bookmark: str) -> str:
        return bookmark
