"""Texts of other word processors as Word files, by LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.cache import scratch
from engine.errors import ConversionError
from engine.foreign.limits import FILE
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.patient_moves import move
from engine.pdf.office import Office, find_office

KINDS = (".odt", ".doc", ".rtf")
"""The endings of texts that LibreOffice reads and penholder does not."""
_SAVE_AS_WORD = "Open it, save it as a Word document (.docx), and use that copy."


@contextmanager
def as_word(path: Path) -> Iterator[Path]:
    """A copy of a text as a Word file, under the same name, for as long as this lasts. Raises RefusedFile.

    LibreOffice is given a copy under a plain name, with a profile that runs no macros and follows no links.
    """
    program = find_office()
    if program is None:
        raise RefusedFile(f"{path.suffix} is read with LibreOffice, which is not installed here.", _SAVE_AS_WORD)
    with scratch() as made:
        source = made / f"text{path.suffix.lower()}"
        source.write_bytes(whole(path, FILE))
        try:
            word = Office(program).as_word(source, made / "word")
        except ConversionError as fault:
            raise RefusedFile(f"The file could not be read. {fault}", _SAVE_AS_WORD) from fault
        named = word.with_name(f"{path.stem}.docx")
        move(word, named)
        yield named
