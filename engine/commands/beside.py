"""The page beside a template that somebody edits: after each save, a picture of the page on which it changed."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.assembly.reading import Reading
from engine.commands.preview import converted_pdf, opened, reading_to_show, rendered_to_show, said_of
from engine.findings import Finding
from engine.model.edition import Edition
from engine.model.manifest import Sources
from engine.pdf.choice import choose
from engine.pdf.page_pictures import page_with
from engine.publishing.source_hashes import TEMPLATES, fingerprints
from engine.word.changed_line import DocumentLine, changed_line, document_lines
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """A page as it is after a save. picture: a PNG. page: which one it is, from 1, of so many pages.

    changed: the words of the first paragraph that is another than at the look before; "" at the first look, and where
    nothing is. is_sample: whether it shows the sample council's data. seconds: from the look at the file on.
    """

    picture: bytes
    page: int
    pages: int
    changed: str
    is_sample: bool
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Everything but the picture."""
        return {"page": self.page, "pages": self.pages, "changed": self.changed, "sample": self.is_sample}


class PageBeside:
    """Looks at templates of one workspace. Between two looks the engine stays ready, and what people wrote is kept."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._ends = ExitStack()
        self._converter = choose(Edition.DRAFT)
        self._read_from: Sources | None = None
        self._read: tuple[Reading, bool] | None = None
        self._former: dict[Path, tuple[DocumentLine, ...]] = {}

    def __enter__(self) -> Self:
        self._ends.enter_context(self._converter.warmed())
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        self._ends.close()

    def look(self, file: Path) -> SeenPage:
        """The page on which what a template makes has changed since the last look at it; its first page else.

        Raises TemplateError with every finding where nothing can be shown.
        """
        start = time.perf_counter()
        shown = opened(self.workspace, file)
        reading, is_sample = self._reading()
        document = rendered_to_show(self.workspace, reading, shown, lambda: said_of(self.workspace, shown))
        pdf = converted_pdf(document, self._converter)
        now = document_lines(document.contents.root)
        changed = changed_line(self._former.get(file, now), now)
        self._former[file] = now
        found = page_with(pdf, changed.words, changed.above)
        return SeenPage(
            picture=found.picture,
            page=found.page,
            pages=found.pages,
            changed=changed.words,
            is_sample=is_sample,
            seconds=time.perf_counter() - start,
        )

    def check(self, file: Path) -> tuple[Finding, ...]:
        """What a check says of the template: to be asked for when the picture is there, for it takes as long again."""
        return said_of(self.workspace, opened(self.workspace, file))

    def _reading(self) -> tuple[Reading, bool]:
        """What to show; read anew where an input is another."""
        sources = {name: one for name, one in fingerprints(self.workspace).items() if not name.startswith(TEMPLATES)}
        if self._read is None or sources != self._read_from:
            self._read, self._read_from = reading_to_show(self.workspace), sources
        return self._read
