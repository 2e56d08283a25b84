"""easy-read.txt: what the report says, a sentence on each line, for people to make an easy-read version from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.model.assessment import Action, SelfAssessment, StatementNarrative
from engine.model.story import Paragraph
from engine.plain_words import long_date

_PICTURE = "[PICTURE]"
"""Where a picture goes that somebody has to choose."""
_BEFORE_USE = (
    "TO BE FINISHED BY PEOPLE. This is not easy read yet: do not give it to anybody as it is.",
    "It says what the report says, a sentence on each line. To finish it:",
    "1. Keep what matters most to people, and leave out the rest.",
    "2. Say it in short sentences and everyday words. Explain hard words where they first stand.",
    f"3. Put a picture beside each part, where it says {_PICTURE}.",
    "4. Try it with people who will use it, change what they do not follow, and take out these lines.",
)
_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”’)])) (?=[“‘(]?[A-Z0-9])")
_LOOSE = re.compile(r" (?=[,.;:!?])")
"""What stands before a full stop or comma once the reference before it is gone."""


def easy_read(assessment: SelfAssessment) -> bytes:
    """The source in UTF-8: Section A in short, then each statement with its view, strengths, improvements and actions.

    No quotation is in it, so nobody's consent is needed. References are left out.
    """
    return ("\n".join(_lines(assessment)).strip() + "\n").encode()


def _lines(assessment: SelfAssessment) -> Iterator[str]:
    council, overview = assessment.council, assessment.overview
    yield from _BEFORE_USE
    if council.marking:
        yield f"The report is marked {council.marking}, and so is what is made from it."
    yield from ("", f"{council.title}, easy read", "", _PICTURE)
    yield f"This is about adult social care in {council.short_name}."
    yield f"It was written by {council.name}. The date is {long_date(council.date)}."
    yield from _part("What we do well", overview.glance_strengths)
    yield from _part("What we want to do better", overview.glance_priorities)
    for statement in assessment.framework.statements:
        narrative = assessment.statements[statement.id]
        yield from ("", "", statement.name, "=" * len(statement.name))
        yield from _part("What people should be able to say", statement.i_statements)
        yield from _statement(narrative)


def _statement(narrative: StatementNarrative) -> Iterator[str]:
    yield from _part("How well we do", (narrative.view,) if narrative.view else ())
    yield from _part("What is going well", narrative.strengths)
    yield from _part("What needs to get better", narrative.improvements)
    to_do = [line for action in narrative.actions if not action.is_done for line in _action(action)]
    yield from _part("What we will do", to_do)


def _action(action: Action) -> Iterator[Paragraph | str]:
    yield action.text
    if action.due:
        yield f"We will do this by {long_date(action.due)}."


def _part(title: str, said: Iterable[Paragraph | str]) -> Iterator[str]:
    """A part under its title, with room for a picture; nothing where there is nothing to say."""
    lines = [sentence for each in said for sentence in _sentences(each)]
    if lines:
        yield from ("", title, "", _PICTURE, *lines)


def _sentences(said: Paragraph | str) -> list[str]:
    """The sentences of a text without its references, each with a full stop."""
    words = said if isinstance(said, str) else "".join(run.text for run in said.runs if not run.reference)
    found = _END.split(_LOOSE.sub("", " ".join(words.split())))
    return [one if one.endswith((".", "!", "?", ":", "”")) else f"{one}." for one in found if one]
