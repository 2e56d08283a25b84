"""What was typed into a form put into council.yaml by its door: the values that differ, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path as FilePath
from typing import Any

from engine.commands.council.file import CouncilFault, CouncilFile, read_council_file, read_text, rules_of
from engine.commands.council.form import (
    DROP,
    THEIRS,
    TRUE,
    CouncilForm,
    FieldKind,
    Filling,
    as_typed,
    council_form,
    kind_of,
    name_of,
    shown,
    steps_of_new,
)
from engine.commands.council.parts import CouncilPart, fields_of
from engine.doors import ChangedMeanwhileError, Door, PutThrough, digest_at, open_door, to_undo
from engine.errors import UsageError
from engine.findings import COUNCIL
from engine.schemas import Schema
from engine.workspace import Workspace
from engine.yaml_edit import Edit, NotEditedError, Told, edited
from engine.yaml_text import Path

_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class CouncilSaved:
    """What was saved. change: None where nothing differed. faults: what is still to be mended in the whole file."""

    change: PutThrough | None
    faults: tuple[CouncilFault, ...] = ()


@dataclass(frozen=True, slots=True)
class NotSaved:
    """Nothing was saved. form: as it was typed, with why beside each field. why: of the whole, a sentence or more."""

    form: CouncilForm
    why: str = ""


def form_now(workspace: Workspace, part: CouncilPart, typed: Mapping[str, str], seen: str) -> CouncilForm | None:
    """A part as the file says it now, or as it was typed. None where the file is no YAML and nothing was typed, so that
    it is edited as text.

    seen: of the file that what was typed was made from; empty for none. Raises as save does.
    """
    file = read_council_file(workspace)
    if file.content is None and not typed:
        return None
    theirs = bool(seen) and seen != file.seen and file.content is not None
    return council_form(part, rules_of(workspace), Filling(file=file, typed=typed, theirs=theirs))


def text_now(workspace: Workspace) -> tuple[CouncilFile, tuple[CouncilFault, ...]]:
    """The file as text, and what is wrong in what it says. Raises as save does."""
    file = read_council_file(workspace)
    return file, () if file.content is None else rules_of(workspace).faults(file.content)


def save(workspace: Workspace, part: CouncilPart, typed: Mapping[str, str], seen: str) -> CouncilSaved | NotSaved:
    """Put what differs into the file. typed: by names of fields. seen: of the file that the form was made from.

    A fault stops it where it comes in by what was typed, and not where it stands there already. Raises InputError where
    the schema or the framework cannot be used, and UsageError where the file cannot be read or written.
    """
    file, rules = read_council_file(workspace), rules_of(workspace)
    typed = _without_theirs(typed)
    filling = Filling(file=file, typed=typed)
    if file.content is None:
        return NotSaved(council_form(part, rules, filling), _not_now(file))
    if file.seen != seen:
        return NotSaved(council_form(part, rules, replace(filling, theirs=True)))
    changes = tuple(_edits(fields_of(part, rules.schema), (), file.content, typed))
    if not changes:
        return CouncilSaved(None, rules.faults(file.content))
    try:
        text = edited(file.text, [edit for edit, _ in changes])
    except NotEditedError as fault:
        return NotSaved(council_form(part, rules, filling), f"{fault} Change it in the text.")
    content, _ = read_text(text)
    faults = rules.faults(content or {})
    come_in = _come_in(rules.faults(file.content), faults)
    if come_in:
        told = tuple(_as_named(fault, changes) for fault in come_in)
        form = council_form(part, rules, replace(filling, faults=told))
        elsewhere = [f"{one.message} {one.fix}" for one in told if name_of(one.path) not in _names_in(form)]
        return NotSaved(form, " ".join(elsewhere))
    try:
        return CouncilSaved(_put(workspace, file, text), faults)
    except ChangedMeanwhileError:
        return save(workspace, part, typed, seen)  # the file is another one now: nothing is written, and that is told


def save_text(workspace: Workspace, typed: str, seen: str) -> CouncilSaved:
    """Put a whole text in the place of the file's, in its line breaks.

    Raises ChangedMeanwhileError where the file is another one than was seen, and UsageError where the text cannot be
    read, or not be written. What is wrong in it otherwise is told, and stops nothing.
    """
    file = read_council_file(workspace)
    if file.seen != seen:
        raise ChangedMeanwhileError(f"{COUNCIL} has changed since this page was made. Nothing was saved.")
    found = _BREAK.search(file.text)
    text = _BREAK.sub(found[0] if found else "\n", typed)
    content, why = read_text(text)
    if content is None:
        raise UsageError(f"It cannot be read, so nothing was saved. {why}")
    faults = rules_of(workspace).faults(content)
    if _BREAK.sub("\n", text) == _BREAK.sub("\n", file.text):
        return CouncilSaved(None, faults)
    return CouncilSaved(_put(workspace, file, text), faults)


def undo_council(workspace: Workspace) -> PutThrough:
    """Take the last change back that was saved so. Raises UsageError where none stands as it was saved."""
    with open_door(workspace, Door.COUNCIL) as door:
        last = to_undo(workspace, Door.COUNCIL)
        if last is None:
            raise UsageError("There is nothing to take back: nothing was saved here, or the file has changed since.")
        return door.undo(last)


def put_with_picture(workspace: Workspace, file: CouncilFile, text: str, picture: FilePath, data: bytes) -> PutThrough:
    """Put what council.yaml is to say and a picture that it names in their places, both or neither.

    What they replace is kept, and undo_council takes it back. Raises as Door.change does.
    """
    council = workspace.root / COUNCIL
    with open_door(workspace, Door.COUNCIL) as door:
        wanted: dict[FilePath, bytes | None] = {council: (file.mark + text).encode(), picture: data}
        return door.change(wanted, {council: file.seen, picture: digest_at(picture)})


def _not_now(file: CouncilFile) -> str:
    return f"{COUNCIL} cannot be read as it is now. {file.why} Mend it first, then save again: what you typed is here."


def _put(workspace: Workspace, file: CouncilFile, text: str) -> PutThrough:
    with open_door(workspace, Door.COUNCIL) as door:
        return door.put(workspace.root / COUNCIL, (file.mark + text).encode(), file.seen)


def _without_theirs(typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, but for the fields in which what the file says is to hold."""
    theirs = {name.removesuffix(THEIRS) for name, value in typed.items() if name.endswith(THEIRS) and value == TRUE}
    return {name: value for name, value in typed.items() if name not in theirs}


Change = tuple[Edit, Path]
"""What is to be done, and the path of what was typed: a row that is not there yet has a name instead of a number."""


def _edits(schema: Schema, path: Path, content: Any, typed: Mapping[str, str]) -> Iterator[Change]:
    """For each value that differs from what stands there, what is to be done; what goes, last and from the end."""
    for name, rules in schema.items():
        here = (*path, name)
        stands = content.get(name) if isinstance(content, dict) else None
        if rules["type"] == "dict":
            yield from _edits(rules["schema"], here, stands, typed)
        elif rules["type"] == "list" and rules["schema"].get("type") == "dict":
            yield from _of_rows(rules["schema"]["schema"], here, stands if isinstance(stands, list) else [], typed)
        else:
            yield from _of_field(rules, here, stands, typed)


def _of_field(rules: Schema, path: Path, stands: Any, typed: Mapping[str, str]) -> Iterator[Change]:
    kind, name = kind_of(rules, path), name_of(path)
    before = as_typed(shown(stands, rules), kind)
    after = as_typed(typed.get(name, before), kind)
    if after == before:
        return
    if kind is FieldKind.LINES:
        yield from ((edit, path) for edit in _of_lines(path, stands if isinstance(stands, list) else [], after))
    else:
        told: Told = after == TRUE if kind is FieldKind.YES else after or None
        yield Edit(path, told), path


def _of_lines(path: Path, stands: list[Any], after: str) -> Iterator[Edit]:
    """A list of words, line by line. A line that stays keeps its place in the file, and a comment beside it.

    From the end, so that no edit moves what the next one is about.
    """
    lines = after.split("\n") if after else []
    before = ["" if one is None else str(one) for one in stands]
    for _, first, last, begin, end in reversed(SequenceMatcher(a=before, b=lines, autojunk=False).get_opcodes()):
        shared = min(last - first, end - begin)
        for number in reversed(range(first + shared, last)):
            yield Edit((*path, number), None)
        more = lines[begin + shared : end]
        if last < len(stands):
            yield from (Edit((*path, last), line, comes_before=True) for line in reversed(more))
        else:
            yield from (Edit((*path, number), line) for number, line in enumerate(more, last))
        for number, line in enumerate(lines[begin : begin + shared], first):
            if before[number] != line:
                yield Edit((*path, number), line)


def _of_rows(inner: Schema, path: Path, stands: list[Any], typed: Mapping[str, str]) -> Iterator[Change]:
    goes = [n for n in range(len(stands)) if typed.get(f"{name_of((*path, n))}{DROP}") == TRUE]
    for number, entry in enumerate(stands):
        if number not in goes:
            yield from _edits(inner, (*path, number), entry, typed)
    count = len(stands)
    for step in steps_of_new(path, count, typed):
        entry = _new_entry(inner, (*path, step), typed)
        if entry and typed.get(f"{name_of((*path, step))}{DROP}") != TRUE:
            yield Edit((*path, count), entry), (*path, step)
            count += 1
    for number in reversed(goes):
        yield Edit((*path, number), None), (*path, number)


def _new_entry(inner: Schema, path: Path, typed: Mapping[str, str]) -> dict[str, Told]:
    """A row that somebody filled in; nothing where only what was preset stands in it."""
    entry: dict[str, Told] = {}
    is_begun = False
    for name, rules in inner.items():
        kind = kind_of(rules, (*path, name))
        by_itself = as_typed(shown(None, rules), kind)
        value = as_typed(typed.get(name_of((*path, name)), by_itself), kind)
        if value != by_itself:
            told: Told = [*value.split("\n")] if kind is FieldKind.LINES else value
            entry[name] = value == TRUE if kind is FieldKind.YES else told
            is_begun = is_begun or name != "statement"
        elif rules.get("required"):
            entry[name] = ""
    return entry if is_begun else {}


def _come_in(before: tuple[CouncilFault, ...], after: tuple[CouncilFault, ...]) -> tuple[CouncilFault, ...]:
    """The faults that were not there before; of several alike, the last ones."""
    stood = Counter(fault.kind for fault in before)
    new = []
    for fault in after:
        if stood[fault.kind]:
            stood[fault.kind] -= 1
        else:
            new.append(fault)
    return tuple(new)


def _as_named(fault: CouncilFault, changes: tuple[Change, ...]) -> CouncilFault:
    """A fault at the field in which it was typed: rows are numbered otherwise when others have gone or come."""
    path = fault.path
    for edit in sorted((edit for edit, _ in changes if edit.told is None), key=_number):
        *around, number = edit.path
        at = len(around)
        if isinstance(number, int) and path[:at] == tuple(around) and at < len(path) and _is_at_least(path[at], number):
            path = (*around, int(path[at]) + 1, *path[at + 1 :])
    for edit, typed_at in changes:
        if edit.told is not None and path[: len(edit.path)] == edit.path:
            return replace(fault, path=(*typed_at, *path[len(edit.path) :]))
    return replace(fault, path=path)


def _number(edit: Edit) -> int:
    return edit.path[-1] if isinstance(edit.path[-1], int) else 0


def _is_at_least(step: str | int, number: int) -> bool:
    return isinstance(step, int) and step >= number


def _names_in(form: CouncilForm) -> set[str]:
    rows = {row.name for section in form.sections for row in section.rows}
    return {one.name for _, one in form.fields} | rows | {section.name for section in form.sections}
