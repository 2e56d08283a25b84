"""Questions that a ruling could settle, each beside the finding that tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from engine.findings import Finding, Place, Severity
from engine.model.council import Group
from engine.model.framework import Framework
from engine.model.questions import PossibleAnswer, Question, QuestionKind
from engine.model.returned import ReturnedChecklist, Row
from engine.model.vocabulary import IGNORED, LOCAL, NO_ANSWER
from engine.plain_words import folded

_LEAVE_OUT = "leave out"


def about_rating(found: Finding, group: str, item: str, rows: Sequence[Row], framework: Framework) -> Question:
    """Which rating of an item counts. rows: those that are about it and marked."""
    names = [(rating.name, rating.name) for rating in framework.ratings]
    answers = (
        PossibleAnswer(name, words, {"group": group, "item": item, "rating": name})
        for name, words in (*names, (NO_ANSWER, "No answer: none of them counts"))
    )
    return Question(
        kind=QuestionKind.RATING,
        code=found.code,
        asks=found.message,
        place=Place(rows[0].place.file, " and ".join(dict.fromkeys(row.place.where for row in rows))),
        must=True,
        answers=tuple(answers),
        group=group,
        item=item,
        text=rows[0].text,
        seen=tuple(dict.fromkeys(mark for row in rows for mark in (*row.ratings, *row.unclear))),
    )


def about_row(found: Finding, group: str, row: Row, rows: Iterable[Row], framework: Framework) -> Question:
    """What a row is. rows: all of its group, since a ruling finds a row by its words only where no other has them."""
    words = folded(row.text)
    alike = [other for other in rows if other.place.file == row.place.file and folded(other.text) == words]
    by = {"text": row.text} if row.text and len(alike) == 1 else {"place": row.text_place.where}
    ruling: dict[str, str | bool] = {"file": PurePosixPath(row.place.file).name, **by}
    items = [
        (item, f"{item}: {framework.items[item].text}") for item in row.items or _nearest(row.statement, framework)
    ]
    others = [(LOCAL, "A row of the group's own"), (IGNORED, "Nothing that counts")]
    in_order = (*items, *others) if row.items else (*others, *items)
    return Question(
        kind=QuestionKind.ROW,
        code=found.code,
        asks=found.message,
        place=row.text_place,
        must=found.severity is Severity.ERROR,
        answers=tuple(PossibleAnswer(id_, words, ruling | {"as": id_}) for id_, words in in_order),
        group=group,
        item=row.items[0] if len(row.items) == 1 else "",
        text=row.text,
        seen=(*row.ratings, *row.unclear),
    )


def _nearest(statement: str, framework: Framework) -> list[str]:
    """All items, those of a statement first."""
    return sorted(framework.items, key=lambda item: item.rpartition(".")[0] != statement)


def about_group(found: Finding, file: str, groups: Sequence[Group]) -> Question:
    """From which group a file is."""
    name = PurePosixPath(file).name
    answers = [PossibleAnswer(group.id, group.name, {"file": name, "group": group.id}) for group in groups]
    leave_out = PossibleAnswer(_LEAVE_OUT, "The file does not count", {"file": name, "use": False})
    return Question(
        kind=QuestionKind.FILE,
        code=found.code,
        asks=found.message,
        place=Place(file),
        must=found.severity is Severity.ERROR,
        answers=(*answers, leave_out),
        group=found.about,
    )


def about_files(found: Finding, group: str, files: Sequence[ReturnedChecklist]) -> Question:
    """Which of several files of a group does not count."""
    names = [PurePosixPath(each.file).name for each in files]
    return Question(
        kind=QuestionKind.FILE,
        code=found.code,
        asks=found.message,
        place=found.place,
        must=found.severity is Severity.ERROR,
        answers=tuple(
            PossibleAnswer(f"leave out {name}", f"{name} does not count", {"file": name, "use": False})
            for name in names
        ),
        group=group,
    )
