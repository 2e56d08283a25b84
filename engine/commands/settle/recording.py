"""Rulings recorded in decisions.yaml, below those that stand there, every other byte of which stays."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.clock import now
from engine.commands.settle.asking import DECISIONS, Asked, seen_of
from engine.doors import ChangedMeanwhileError, Door, PutThrough, open_door, to_undo
from engine.errors import UsageError
from engine.foreign.limits import YAML
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.model.questions import PossibleAnswer, Question
from engine.phrases.forms import and_more
from engine.plain_words import folded, one_line
from engine.publishing.source_hashes import fingerprints
from engine.whole_numbers import whole_number
from engine.workspace import Workspace
from engine.yaml_append import NotAppendedError, appended

_BOM = b"\xef\xbb\xbf"
_NAMED = 12
"""So many answers are named to somebody who gave another one."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the pen holder says. answer: the id of an answer. on: the day; the present one where none is given."""

    answer: str
    who: str
    why: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A ruling that stands in decisions.yaml. entry: as it stands there."""

    question: Question
    entry: Mapping[str, str | bool | date]
    change: PutThrough

    def as_json(self) -> dict[str, Any]:
        """Everything, for another program or a page."""
        entry = {name: value.isoformat() if isinstance(value, date) else value for name, value in self.entry.items()}
        return {
            "settled": self.question.key,
            "list": self.question.kind.value,
            "ruling": entry,
            "file": self.change.file,
        }


def record(workspace: Workspace, asked: Asked, ruling: Ruling) -> Recorded:
    """Put a ruling below those that stand in decisions.yaml, every other byte of which stays.

    Raises ChangedMeanwhileError where a file is another one than was asked about, and UsageError where the answer is
    none, somebody or something is not named, or the file cannot be written: nothing is changed then.
    """
    question = asked.question
    answer = _answer(question, ruling.answer)
    for name, words in (("who decided", ruling.who), ("why", ruling.why)):
        if not one_line(words):
            raise UsageError(f"Say {name}: every ruling says who decided, when and why. Nothing was written.")
    entry = {**answer.ruling, "who": ruling.who, "when": ruling.on or now().date(), "why": ruling.why}
    path = workspace.root / DECISIONS
    with open_door(workspace, Door.SETTLE) as door:
        if seen_of(fingerprints(workspace)) != asked.seen:
            raise ChangedMeanwhileError(
                f"{DECISIONS} or a checklist has changed since the question was asked. Nothing was written. "
                "Look at the questions again."
            )
        try:
            data = whole(path, YAML) if is_there(path) else b""
            text = data.removeprefix(_BOM).decode("utf-8")
            fresh = appended(text, question.kind.value, entry).encode()
        except RefusedFile as refused:
            raise UsageError(f"{DECISIONS} was not written. {refused.message} {refused.fix}") from refused
        except UnicodeDecodeError as fault:
            raise UsageError(
                f"{DECISIONS} is not saved as UTF-8. Save it again as UTF-8 text, and rule anew."
            ) from fault
        except NotAppendedError as fault:
            raise UsageError(f"{DECISIONS} was not written. {fault.reason} {fault.fix}") from fault
        before = hashlib.sha256(data).hexdigest() if data or is_there(path) else ""
        change = door.put(path, (_BOM if data.startswith(_BOM) else b"") + fresh, before)
    return Recorded(question, entry, change)


def undo_ruling(workspace: Workspace) -> PutThrough:
    """Take the last recorded ruling back. Raises UsageError where none stands as it was recorded."""
    with open_door(workspace, Door.SETTLE) as door:
        last = to_undo(workspace, Door.SETTLE)
        if last is None:
            raise UsageError("There is no ruling to take back: none was recorded, or decisions.yaml has changed since.")
        return door.undo(last)


def _answer(question: Question, said: str) -> PossibleAnswer:
    """The answer that is meant by an id, or by its number in the list. Raises UsageError."""
    every = question.answers
    if found := next((answer for answer in every if folded(answer.id) == folded(said)), None):
        return found
    number = whole_number(said) or 0
    if 1 <= number <= len(every):
        return every[number - 1]
    known = and_more("; ".join(answer.id for answer in every[:_NAMED]), len(every) - _NAMED)
    raise UsageError(f'"{said}" is no answer to this question. It can be: {known}. Nothing was written.')
