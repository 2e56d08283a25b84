"""The page beside a template that somebody edits: after each save, a picture of the page on which it changed."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.assembly.finishing import about
from engine.assembly.reading import Reading
from engine.cache import scratch
from engine.commands.preview import converted, opened, reading_to_show, rendered_to_show, said_of
from engine.findings import Finding
from engine.model.edition import Edition
from engine.model.manifest import Sources
from engine.pdf.chapterwise import Chapterwise
from engine.pdf.choice import choose
from engine.pdf.finish import About
from engine.pdf.page_pictures import page_with
from engine.progress import OnePart, untold
from engine.publishing.source_hashes import TEMPLATES, fingerprints
from engine.rendering.render import Rendered
from engine.templates.kinds import TemplateKind
from engine.word.changed_line import ChangedLine, DocumentLine, changed_line, document_lines
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """A page as it is after a save. picture: a PNG. page: which one it is, from 1, of so many pages.

    changed: the words of the first paragraph that is another than at the look before; "" at the first look, and where
    nothing is. is_sample: whether it shows the sample council's data. is_whole: whether the document was laid out as a
    whole; else only those of its chapters that had changed. seconds: from the look at the file on.
    """

    picture: bytes
    page: int
    pages: int
    changed: str
    is_sample: bool
    is_whole: bool
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Everything but the picture."""
        told = {"page": self.page, "pages": self.pages, "changed": self.changed}
        return told | {"sample": self.is_sample, "whole": self.is_whole}


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was looked at last of a template, and where it had changed."""

    document: Rendered
    changed: ChangedLine
    is_sample: bool
    day: date

    @property
    def about(self) -> About:
        """What its PDF says of itself."""
        return about(self.document, self.day)


class PageBeside:
    """Looks at templates of one workspace. Between two looks the engine stays ready, and what people wrote is kept."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._ends = ExitStack()
        self._converter = choose(Edition.DRAFT)
        self._chapterwise = Chapterwise(self._converter)
        self._read_from: Sources | None = None
        self._read: tuple[Reading, bool] | None = None
        self._former: dict[Path, tuple[DocumentLine, ...]] = {}
        self._looked: dict[Path, _Looked] = {}

    def __enter__(self) -> Self:
        self._ends.enter_context(self._converter.warmed())
        self._ends.enter_context(self._chapterwise)
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        self._ends.close()

    def look(self, file: Path) -> SeenPage:
        """The page on which what a template makes has changed since the last look at it; its first page else.

        Of a report only those chapters are laid out that have changed, where that can be. Raises TemplateError with
        every finding where nothing can be shown.
        """
        start = time.perf_counter()
        shown = opened(self.workspace, file)
        reading, is_sample = self._reading()
        document = rendered_to_show(self.workspace, reading, shown, lambda: said_of(self.workspace, shown))
        now = document_lines(document.contents.root)
        changed = changed_line(self._former.get(file, now), now)
        self._former[file] = now
        looked = self._looked[file] = _Looked(document, changed, is_sample, reading.assessment.council.date)
        pdf = self._at_once(looked) if shown.kind is TemplateKind.REPORT else None
        return self._seen(looked, pdf or self._as_a_whole(looked, untold), start, is_whole=pdf is None)

    def whole(self, file: Path, asks: OnePart = untold) -> SeenPage:
        """The same page as at the last look, of the document laid out as a whole; a first look where there was none.

        asks: called while LibreOffice works; what it raises ends it.
        """
        looked = self._looked.get(file)
        if looked is None:
            return self.look(file)
        start = time.perf_counter()
        return self._seen(looked, self._as_a_whole(looked, asks), start, is_whole=True)

    def _seen(self, looked: _Looked, pdf: bytes, start: float, is_whole: bool) -> SeenPage:
        found = page_with(pdf, looked.changed.words, looked.changed.above)
        return SeenPage(
            picture=found.picture,
            page=found.page,
            pages=found.pages,
            changed=looked.changed.words,
            is_sample=looked.is_sample,
            is_whole=is_whole,
            seconds=time.perf_counter() - start,
        )

    def _at_once(self, looked: _Looked) -> bytes | None:
        document = looked.document
        with scratch() as folder:
            found = self._chapterwise.lay_out(document.name, document.contents, looked.about, folder)
        return found.pdf if found else None

    def _as_a_whole(self, looked: _Looked, asks: OnePart) -> bytes:
        """Its PDF; the chapters of a report are made ready for the next look."""
        document = looked.document
        made = converted(document, self._converter, asks)
        if document.template == TemplateKind.REPORT:
            self._chapterwise.make_ready(document.name, document.contents, looked.about, made)
        return made.pdf

    def check(self, file: Path) -> tuple[Finding, ...]:
        """What a check says of the template: to be asked for when the picture is there, for it takes as long again."""
        return said_of(self.workspace, opened(self.workspace, file))

    def _reading(self) -> tuple[Reading, bool]:
        """What to show; read anew where an input is another."""
        sources = {name: one for name, one in fingerprints(self.workspace).items() if not name.startswith(TEMPLATES)}
        if self._read is None or sources != self._read_from:
            self._read, self._read_from = reading_to_show(self.workspace), sources
        return self._read
