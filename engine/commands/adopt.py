"""`penholder adopt`: a completed workbook, or last year's report, into the forms that nobody has begun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.commands.forms import brand_in_use, narrative_forms
from engine.doors import EARLIER, Door, PutThrough, open_door, to_undo
from engine.errors import InputError, UsageError
from engine.findings import Place, error
from engine.foreign.limits import FILE
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.forms.adopted_form import adopted_form, word_file_of
from engine.forms.form_brand import FormBrand
from engine.forms.narrative import NarrativeForm
from engine.framework.catalogue import framework_file, load_framework
from engine.framework.layout import Layout, load_layout
from engine.model.adopted import NotPlaced, Placed, ProposedFigure
from engine.model.framework import Framework
from engine.pdf.word_copies import KINDS, as_word
from engine.plain_words import folded
from engine.schemas import Schema, meta, schema_in_use
from engine.sources.narrative import read_narrative
from engine.sources.official.completed import (
    Completed,
    FormHeadings,
    Piece,
    left_behind,
    lines_of_pieces,
    read_completed,
    seen_text,
)
from engine.workspace import Workspace

_FIRST = {"statement": "ambition", "theme": "introduction", "overview": ""}
"""In a report the text of a statement begins right under its name."""
_OF_BLOCKS = {"others": "quotations"}
_VALUE = re.compile(r"£?\d[\d,]{0,12}(?:\.\d{1,4})?(?: ?(?:%|per cent|days|weeks|people|million))?")
_YEAR = re.compile(r"\b20\d\d(?:[/–-]\d{2,4})?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What went where. written: the forms that were filled, by path; kept: where the blank ones lie now, None for none.

    is_put: whether it was done, and not only looked at. has_wording: whether the wording in use is the guidance's own,
    so that its lines could be told from a council's.
    """

    file: str
    written: tuple[Path, ...]
    kept: Path | None
    placed: tuple[Placed, ...]
    hints: tuple[NotPlaced, ...]
    not_placed: tuple[NotPlaced, ...]
    figures: tuple[ProposedFigure, ...]
    has_wording: bool
    is_put: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "adopted": {
                "file": self.file,
                "is_put": self.is_put,
                "has_wording": self.has_wording,
                "written": [path.name for path in self.written],
                "placed": [asdict(one) for one in self.placed],
                "guidance": [asdict(one) for one in self.hints],
                "not_placed": [asdict(one) for one in self.not_placed],
                "figures": [asdict(one) for one in self.figures],
            }
        }


def adopt(workspace: Workspace, file: Path, is_of_before: bool = False, *, is_look: bool = False) -> Adopted:
    """Fill the forms a file has words for. is_of_before: they are last year's, so each text says so.

    is_look: only say what would go where; written are the forms that would be filled. Raises InputError where the file
    cannot be read or holds nothing for any form, and UsageError where a form cannot be written; nothing is changed
    then.
    """
    framework, layout = load_framework(framework_file(workspace)), load_layout(workspace)
    data = _word_bytes(file)
    found = _read(data, file, framework, layout, _headings(workspace, layout, is_of_before))
    forms = {name: (form, schema) for name, form, schema in narrative_forms(workspace, framework)}
    made: dict[Path, bytes] = {}
    placed: list[Placed] = []
    not_placed = list(found.unplaced)
    for name in dict.fromkeys(form for form, _ in found.pieces):
        form, schema = forms[name]
        pieces = {field: found.pieces[key, field] for key, field in found.pieces if key == name}
        path = workspace.inputs / "narrative" / f"{name}.docx"
        if reason := _why_not(path, schema):
            texts = (seen_text(piece) for of_field in pieces.values() for piece in of_field)
            not_placed += [NotPlaced(where=f"{name}.docx", text=text, why=reason) for text in texts if text]
            continue
        made[path] = _filled(data, form, schema, brand_in_use(workspace), pieces, is_of_before)
        for field, of_field in pieces.items():
            words = sum(len(seen_text(piece).split()) for piece in of_field)
            if meta(schema[field], "holds") != "story":
                where = f"{name}.docx: {meta(schema[field], 'heading')}"
                not_placed += [NotPlaced(where=where, text=text, why=why) for text, why in left_behind(of_field)]
            placed.append(Placed(form=f"{name}.docx", heading=meta(schema[field], "heading"), words=words))
    if not placed and not not_placed:
        message = "No heading of a form, of the nine templates or of a report was found in it."
        fix = "Choose the completed workbook (.docx) or last year's report (.docx, .pdf)."
        raise InputError(f"{file.name}: {message}", [error("I-08", Place(file.name), message, fix)])
    kept = None if is_look else _write(workspace, made)
    return Adopted(
        file=file.name,
        written=tuple(made),
        kept=kept,
        placed=tuple(placed),
        hints=tuple(found.hints),
        not_placed=tuple(not_placed),
        figures=tuple(_figures(found)) if is_of_before else (),
        has_wording="blocks" in framework.official_parts,
        is_put=not is_look,
    )


def undo_adoption(workspace: Workspace) -> PutThrough:
    """Take back what was adopted last: the forms are as they were. What is taken out is kept in earlier_inputs/.

    Raises UsageError where nothing was adopted, or a form has changed since.
    """
    with open_door(workspace, Door.ADOPT) as door:
        last = to_undo(workspace, Door.ADOPT)
        if last is None:
            raise UsageError(
                "There is nothing to take back: nothing was adopted, or one of its forms has changed since. The forms "
                "as they were before lie in earlier_inputs/."
            )
        return door.undo(last)


def _word_bytes(file: Path) -> bytes:
    """The file as a Word file: a PDF by its text, others by LibreOffice. Raises InputError."""
    try:
        if file.suffix.lower() == ".pdf":
            return _of_lines(file)
        if file.suffix.lower() in KINDS:
            with as_word(file) as copy:
                return whole(copy, FILE)
        return whole(file, FILE)
    except RefusedFile as refused:
        raise InputError(
            f"{file.name}: {refused.message}", [error("I-02", Place(file.name), *refused.reason)]
        ) from refused


def _of_lines(file: Path) -> bytes:
    from engine.pdf.evidence_text import pdf_lines  # takes a while to load

    return word_file_of([line.strip() for line in pdf_lines(file) if line.strip()])


def _read(
    data: bytes, file: Path, framework: Framework, layout: Layout, headings: Mapping[str, FormHeadings]
) -> Completed:
    try:
        return read_completed(data, framework, layout, headings)
    except RefusedFile as refused:
        raise InputError(
            f"{file.name}: {refused.message}", [error("I-02", Place(file.name), *refused.reason)]
        ) from refused
    except Exception as fault:  # of a damaged part lxml and zipfile let anything through
        fix = "Open it, save it again, and adopt that copy."
        message = "The file is damaged, or is no Word document."
        raise InputError(f"{file.name}: {message}", [error("I-02", Place(file.name), message, fix)]) from fault


def _headings(workspace: Workspace, layout: Layout, is_of_before: bool) -> dict[str, FormHeadings]:
    """By kind of form, how a heading for each of its fields may begin: as the form has it, and as the guidance does."""
    blocks = {_OF_BLOCKS.get(block, block): ways for block, ways in layout.blocks.items()}
    guidance = {
        "statement": blocks,
        "theme": layout.sections["theme"].parts,
        "overview": layout.sections["overview"].parts,
    }
    found = {}
    for kind, others in guidance.items():
        schema = schema_in_use(workspace, f"narrative_{kind}")
        ways = {field: (folded(meta(rules, "heading")), *others.get(field, ())) for field, rules in schema.items()}
        more = {key: value for key, value in others.items() if key not in ways}
        found[kind] = FormHeadings(
            ways=ways | more, fields=frozenset(schema), first=_FIRST[kind] if is_of_before else ""
        )
    return found


def _why_not(path: Path, schema: Schema) -> str:
    """Why a form is not filled; empty where it is not there, or nobody has begun it."""
    if not is_there(path):
        return ""
    record, findings = read_narrative(path, path.name, "", schema)
    if any(record.values.values()) or any(one.place.where for one in findings):
        return "the form has content already, and is left as it is"
    return ""


def _filled(
    data: bytes,
    form: NarrativeForm,
    schema: Schema,
    brand: FormBrand,
    pieces: Mapping[str, Sequence[Piece]],
    is_of_before: bool,
) -> bytes:
    texts = {
        field: tuple(lines_of_pieces(of_field))
        for field, of_field in pieces.items()
        if meta(schema[field], "holds") != "story"
    }
    return adopted_form(data, form, schema, brand, pieces, texts, is_of_before)


def _write(workspace: Workspace, made: Mapping[Path, bytes]) -> Path | None:
    """Put the filled forms in their places by the door, which keeps the blank ones. Gives where they lie now."""
    if not made:
        return None
    is_replacing = any(is_there(path) for path in made)
    with open_door(workspace, Door.ADOPT) as door:
        change = door.change({**made})
    return workspace.root / EARLIER / str(change.number) if is_replacing else None


def _figures(found: Completed) -> Iterator[ProposedFigure]:
    """Figures that stand in a sentence with a year, for somebody to take over or not."""
    for (form, _), pieces in found.pieces.items():
        for line in lines_of_pieces(pieces):
            for sentence in re.split(r"(?<=[.!?]) ", line):
                year = _YEAR.search(sentence)
                values = [match[0] for match in _VALUE.finditer(_YEAR.sub(" ", sentence))]
                if year and values:
                    yield ProposedFigure(where=f"{form}.docx", sentence=sentence, value=values[0].strip(), year=year[0])
