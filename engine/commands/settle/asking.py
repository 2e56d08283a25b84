"""What a ruling could settle, as front doors ask it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from engine.assembly.reading import Reading, read
from engine.errors import UsageError
from engine.model.manifest import Sources
from engine.model.questions import Question, QuestionKind
from engine.progress import Progress
from engine.workspace import Workspace

DECISIONS = "inputs/decisions.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with what it was made from. group, item: in words. seen: stands for the files it was read from."""

    question: Question
    group: str
    item: str
    seen: str

    def as_json(self) -> dict[str, Any]:
        """Everything, for another program or a page."""
        asks = self.question
        return {
            "key": asks.key,
            "kind": asks.kind.value,
            "code": asks.code,
            "must": asks.must,
            "asks": asks.asks,
            "group": asks.group,
            "group_name": self.group,
            "item": asks.item,
            "item_text": self.item,
            "file": asks.place.file,
            "place": asks.place.where,
            "text": asks.text,
            "marks": list(asks.seen),
            "answers": [{"id": answer.id, "words": answer.words} for answer in asks.answers],
            "seen": self.seen,
        }


def questions(reading: Reading) -> tuple[Asked, ...]:
    """What a ruling could settle: what counts as nothing until it is settled, then the rest.

    Of both first which files count: a ruling about a file may settle many that come after it.
    """
    assessment = reading.assessment
    groups = {group.id: group.name for group in assessment.council.groups}
    items = assessment.framework.items
    seen = seen_of(reading.sources)
    found = (
        Asked(
            question=question,
            group=groups.get(question.group, ""),
            item=items[question.item].text if question.item in items else "",
            seen=seen,
        )
        for question in {each.key: each for each in reading.questions}.values()
    )
    return tuple(sorted(found, key=_urgency))


def _urgency(asked: Asked) -> tuple[bool, bool]:
    return not asked.question.must, asked.question.kind is not QuestionKind.FILE


def asked_in(workspace: Workspace) -> tuple[Asked, ...]:
    """What a ruling could settle in the workspace as it is now. Raises InputError where council.yaml is wrong."""
    return questions(read(workspace, Progress()))


def find(asked: tuple[Asked, ...], key: str) -> Asked:
    """The question whose key begins so. Raises UsageError where there is none, or more than one."""
    found = [one for one in asked if one.question.key.startswith(key.casefold())] if key else []
    if len(found) != 1:
        why = "Several questions begin so: write more of it." if found else "It is settled, or its file has changed."
        raise UsageError(f"There is no one question {key}. {why} `penholder settle` lists them.")
    return found[0]


def seen_of(sources: Sources) -> str:
    """What stands for decisions.yaml and all checklists as they were: a question may be about several of them."""
    seen = [f"{file}:{content.sha256}" for file, content in sorted(sources.items()) if _decides(file)]
    return hashlib.sha256("\n".join(seen).encode("utf-8", "backslashreplace")).hexdigest()


def _decides(file: str) -> bool:
    return file == DECISIONS or file.startswith("inputs/checklists/")
