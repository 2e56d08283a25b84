"""What is open and what was recorded, in words and as JSON: the same for every front door."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.commands.settle.asking import Asked
from engine.commands.settle.recording import Recorded
from engine.phrases import sentences
from engine.phrases.forms import and_more
from engine.plain_words import quoted

_SHOWN = 8
"""So many answers are told; a row may be any of a hundred items."""
_FIRST = 6
"""So many questions are listed, unless all are asked for."""
KEY = 6
"""Letters of a key that are told: enough among the questions of one council."""


def questions_lines(asked: Sequence[Asked], every: bool) -> Iterator[str]:
    """What is open, with its answers. every: also what is taken as told unless it is ruled otherwise."""
    must = [one for one in asked if one.question.must]
    may = [one for one in asked if not one.question.must]
    yield f"To settle ({len(must)}){': each counts as nothing until you rule' if must else ''}"
    shown = must if every else must[:_FIRST]
    for one in shown:
        yield from _lines(one)
    if more := len(must) - len(shown):
        yield f"  …     {sentences.NOT_SHOWN(more)}: penholder settle --all"
    if may and every:
        yield ""
        yield f"Taken as told, unless you rule otherwise ({len(may)})"
        for one in may:
            yield from _lines(one)
    elif may:
        yield f"  …     {sentences.TAKEN_AS_TOLD(len(may))}: penholder settle --all"
    if must or (may and every):
        first = (must or may)[0].question
        yield ""
        yield f'Next: penholder settle {first.key[:KEY]} "{first.answers[0].id}" --who NAME --why REASON'


def _lines(one: Asked) -> Iterator[str]:
    asks = one.question
    yield f"  {asks.key[:KEY]}  {asks.place}"
    yield f"          {asks.asks}"
    if one.item or asks.text:
        yield f"          {quoted(one.item or asks.text)}"
    answers = "; ".join(answer.id for answer in asks.answers[:_SHOWN])
    yield f"          It can be: {and_more(answers, len(asks.answers) - _SHOWN)}"


def recorded_line(recorded: Recorded) -> str:
    """A ruling that was put into decisions.yaml."""
    told = ", ".join(f"{name}: {_word(value)}" for name, value in recorded.entry.items())
    return f"{recorded.change.file}, under {recorded.question.kind}: {told}"


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def questions_json(asked: Sequence[Asked]) -> dict[str, Any]:
    """What is open, and how much of it counts as nothing until it is settled."""
    return {"open": sum(one.question.must for one in asked), "questions": [one.as_json() for one in asked]}
