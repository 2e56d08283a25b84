"""A change note: an addendum to the edition that stands, for the months between its return and the visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine import whole_file
from engine.assembly.change_note import change_note, content_of, noted
from engine.assembly.doubts import refuse_doubts
from engine.assembly.drawing import sound_template
from engine.assembly.finishing import Finished, as_converted, finish_one
from engine.assembly.reading import Reading, read
from engine.assessment.comparison import compare
from engine.assessment.readiness import readiness
from engine.assessment.snapshot import snapshot
from engine.cache import scratch
from engine.commands.compare import version_at
from engine.errors import UsageError
from engine.findings import errors_in
from engine.model.edition import Edition
from engine.model.snapshot import Comparison
from engine.model.volumes import Volume
from engine.pdf.choice import choose
from engine.pdf.convert import Source, convert_all
from engine.phrases import nouns
from engine.progress import Progress
from engine.publishing.manifest import read_manifest
from engine.rendering.render import Rendered, render_one
from engine.system_words import in_words
from engine.templates.kinds import TemplateKind
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenNote:
    """A change note that was written. pages: of its PDF. errors: in NEW, which make it a draft."""

    comparison: Comparison
    docx: Path
    pdf: Path
    pages: int
    errors: int

    @property
    def told(self) -> Iterator[str]:
        """What there is to say of it, in sentences."""
        yield f"{self.docx} and {self.pdf.name} are ready: {nouns.PAGE.figure(self.pages)}."
        if self.errors:
            yield f"They are marked as a draft: {nouns.ERROR.figure(self.errors)} stand in the way (penholder check)."


def write_note(old: Path, new: Path, out: Path) -> WrittenNote:
    """Write what has changed from OLD to NEW as FILE.docx and, beside it, FILE.pdf: both, or neither.

    old: an edition, its record.json or a workspace. new: a workspace, whose template, logo and marking it has. Raises
    UsageError where new is none, where nothing has changed, and where one of the files is there already; InputError
    and TemplateError as a build does.
    """
    if out.suffix.lower() != ".docx":
        raise UsageError(f"{out} is no name for a Word document. Write one that ends in .docx.")
    if not (new / "inputs").is_dir():
        raise UsageError(f"{new} is no workspace. A change note tells how a workspace reads now: name one as NEW.")
    pdf = out.with_suffix(".pdf")
    _refuse_taken(out, pdf)
    before, workspace = version_at(old), Workspace(new.resolve())
    reading = read(workspace, Progress())
    about = noted(compare(before, snapshot(reading.assessment, reading.judgement)), _pages(old))
    if not about.says_something:
        raise UsageError(f"Nothing has changed since version {before.version}, so there is no note to write.")
    errors = errors_in(reading.judgement.findings)
    edition = Edition.DRAFT if errors else Edition.FINAL
    standing = readiness(reading.assessment, reading.judgement)
    job = change_note(content_of(reading, standing, edition), about)
    rendered = render_one(job, sound_template(workspace, TemplateKind.CHANGE_NOTE), reading.assessment)
    made = _finished(rendered, reading, edition)
    _write(((out, made.converted.docx), (pdf, made.pdf)))
    return WrittenNote(comparison=about.comparison, docx=out, pdf=pdf, pages=made.pages, errors=len(errors))


def _pages(old: Path) -> dict[str, str]:
    """Where each section of an edition begins, in words; nothing where its folder tells no pages."""
    manifest = read_manifest(old if old.is_dir() else old.parent)
    entries = {volume: manifest.outputs.get(f"{volume}.pdf") for volume in Volume} if manifest else {}
    of_two = entries.get(Volume.EVIDENCE) is not None
    return {
        name: f"page {page} of the {volume.called}" if of_two else f"page {page}"
        for volume, entry in entries.items()
        if entry
        for name, page in entry.sections.items()
    }


def _finished(rendered: Rendered, reading: Reading, edition: Edition) -> Finished:
    converter = choose(edition)
    with scratch() as place:
        (made,) = convert_all([Source(rendered.name, rendered.contents)], converter, place)
    if not converter.is_tagged:
        return as_converted(rendered, made)
    done = finish_one(rendered, made, reading.assessment.council.date, None)
    refuse_doubts([done], edition)
    return done


def _refuse_taken(*paths: Path) -> None:
    for path in paths:
        if path.exists():
            raise UsageError(f"{path} is there already. Name another file; nothing was changed.")


def _write(files: tuple[tuple[Path, bytes], ...]) -> None:
    """New files, all of them or none. Raises UsageError."""
    written: list[Path] = []
    try:
        for path, data in files:
            whole_file.create(path, data)
            written.append(path)
    except OSError as fault:
        for path in written:
            path.unlink(missing_ok=True)
        name = files[len(written)][0]
        raise UsageError(f"{name} cannot be written ({in_words(fault)}). Nothing was written.") from fault
