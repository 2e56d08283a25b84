"""Letters to those who are to sign, to send sheets with and to chase them, in words that a council may change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import TemplateError
from engine.findings import Finding, error
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.templates.letter import LetterError, LetterTemplate
from engine.workspace import Workspace

LETTERS = {"cover_letter.txt": "cover-letters.txt", "chase_letter.txt": "chase-letters.txt"}
"""The templates of letters in word_templates/, and the files of finished letters in the outbox."""

FIELDS = (
    "name",
    "position",
    "organisation",
    "email",
    "document",
    "document_name",
    "what_signing_means",
    "code",
    "issued",
    "days",
    "due",
    "late",
    "council",
    "title",
    "version",
)
"""Every field a letter may use."""

_BETWEEN = f"\n{'-' * 72}\n\n"
_FIX = "Correct it, or take the file away: then the house copy is used."


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a workspace, by the names of their templates."""

    letters: Mapping[str, LetterTemplate]

    def written(self, views: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
        """The files of letters by name, each with one letter for each view. Raises TemplateError."""
        return {LETTERS[name]: _BETWEEN.join(each).encode() for name, each in self.one_by_one(views).items()}

    def one_by_one(self, views: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
        """The letters themselves by the names of their templates, one for each view. Raises TemplateError."""
        try:
            return {name: one.written(views) for name, one in self.letters.items()}
        except LetterError as fault:
            raise TemplateError(f"The letters cannot be written: {fault}") from fault


def opened(workspace: Workspace) -> Letters:
    """The workspace's letters, the house copy of one it lacks. Raises TemplateError with a finding for each fault."""
    read = {name: _read(workspace, name) for name in LETTERS}
    faults = [one for one in read.values() if isinstance(one, Finding)]
    if faults:
        raise TemplateError("A letter to those who sign cannot be used, so nothing was issued.", faults)
    return Letters({name: one for name, one in read.items() if isinstance(one, LetterTemplate)})


def letter_findings(workspace: Workspace) -> list[Finding]:
    """What is wrong with the letters of a workspace."""
    return [one for one in (_read(workspace, name) for name in LETTERS) if isinstance(one, Finding)]


def _read(workspace: Workspace, name: str) -> LetterTemplate | Finding:
    place = workspace.place(workspace.template(name))
    try:
        text = whole(workspace.template_or_house(name), limits.YAML).decode("utf-8-sig")
        return LetterTemplate(text, FIELDS)
    except LetterError as fault:
        where = workspace.place(workspace.template(name), f"line {fault.line}" if fault.line else "")
        return error("W-01", where, f"The letter cannot be written: {fault}", _FIX)
    except UnicodeDecodeError:
        return error("W-02", place, "The letter is no text in UTF-8.", "Save it as plain text, with encoding UTF-8.")
    except RefusedFile as refused:
        return error("W-02", place, f"The letter cannot be read. {refused.message}", _FIX)
