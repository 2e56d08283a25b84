"""Settle: what only the pen holder can decide, one question a page, recorded with who decided and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.responses import Response

from engine.clock import now
from engine.model.questions import QuestionKind
from engine.studio.frame import show as frame
from engine.studio.jobs import Decision, Failed, OpenQuestion, Settle
from engine.studio.pages.progress import not_ready
from engine.studio.visit import Visit, go_to
from engine.studio.words import without_id

_SHOWN = 6
"""Answers that are shown at once; the others are a click away."""
_CHANGED = "Something has changed since this page was made. What you typed is still here; look whether it still holds."
_NEEDED = {
    "answer": "Choose one of the answers.",
    "who": "Say who decided: name and post.",
    "why": "Say why, in a sentence.",
    "when": "Write the day with figures, such as 12/03/2026.",
}


async def listed(visit: Visit) -> Response:
    """The questions: those that count as nothing until they are settled, then the others."""
    if early := await not_ready(visit, "Settle"):
        return early
    looked = visit.desk.looked
    assert looked is not None
    must = [one for one in looked.questions if one.question.must]
    may = [one for one in looked.questions if not one.question.must]
    title = "Nothing is left to settle" if not must else "What did they mean?"
    return frame(
        visit,
        "settle_list.html",
        title,
        tab="Settle",
        must=must,
        may=may,
        said=_told(visit),
        heading=heading,
        asks=asks,
    )


async def show(visit: Visit) -> Response:
    """One question."""
    if early := await not_ready(visit, "Settle"):
        return early
    asked = _find(visit)
    return _page(visit, asked, {}) if asked else _gone(visit)


async def record(visit: Visit) -> Response:
    """Record what was decided, and go on to the next question. What cannot be recorded is told, and stays as typed."""
    if early := await not_ready(visit, "Settle"):
        return early
    asked, typed = _find(visit), visit.typed
    if asked is None:
        return _gone(visit)
    day = day_of(typed.get("when", ""))
    wrong = {
        name: why for name, why in _NEEDED.items() if not typed.get(name, "").strip() or (name == "when" and not day)
    }
    if typed.get("seen") != asked.seen:
        wrong[""] = _CHANGED
    if wrong:
        return _page(visit, asked, typed, wrong)
    assert visit.desk.workspace is not None
    assert day is not None
    decision = Decision(typed["answer"], typed["who"].strip(), typed["why"].strip(), day)
    answer = await visit.desk.answer_of(Settle(visit.desk.workspace.root, asked, decision))
    if isinstance(answer, Failed):
        return _page(visit, asked, typed, {"": answer.message})
    visit.desk.is_settled(asked)
    visit.desk.settled, visit.desk.decides = f"{heading(asked)} {decision.answer}.", decision.who
    return go_to(_next(visit, asked))


async def take_back(visit: Visit) -> Response:
    """Take the last ruling back."""
    if visit.desk.workspace:
        answer = await visit.desk.answer_of(Settle(visit.desk.workspace.root))
        visit.desk.settled = answer.message if isinstance(answer, Failed) else "The last decision was taken back."
    return go_to("/settle")


def heading(asked: OpenQuestion) -> str:
    """What is asked, as a question."""
    group = asked.group or "the group"
    match asked.question.kind:
        case QuestionKind.RATING:
            return f"Which rating did {group[:1].lower() + group[1:] if not group[:2].isupper() else group} mean?"
        case QuestionKind.ROW:
            return "Which item is this row?"
        case QuestionKind.FILE:
            return "Whose is this, and does it count?"


def asks(asked: OpenQuestion) -> str:
    """What is open, in a sentence."""
    return without_id(asked.question.asks, asked.question.item)


def _find(visit: Visit) -> OpenQuestion | None:
    looked = visit.desk.looked
    key = visit.part("question")
    return next((one for one in looked.questions if one.question.key == key), None) if looked else None


def _next(visit: Visit, asked: OpenQuestion) -> str:
    looked = visit.desk.looked
    rest = [one for one in looked.questions if one.question.must and one is not asked] if looked else []
    return f"/settle/{rest[0].question.key}" if rest and asked.question.must else "/settle"


def _told(visit: Visit) -> str:
    said, visit.desk.settled = visit.desk.settled, ""
    return said


def _gone(visit: Visit) -> Response:
    return frame(visit, "settle_gone.html", "This one is settled, or its file has changed", tab="Settle")


def _page(
    visit: Visit, asked: OpenQuestion, typed: Mapping[str, str], wrong: Mapping[str, str] | None = None
) -> Response:
    looked = visit.desk.looked
    assert looked is not None
    must = [one.question.key for one in looked.questions if one.question.must]
    key = asked.question.key
    today = now().astimezone().date()
    statement = next(
        (s for s in looked.assessment.framework.statements if s.id == asked.question.item.partition(".")[0]), None
    )
    item = f"{statement.name}, item {asked.question.item.rpartition('.')[2]}" if statement else ""
    return frame(
        visit,
        "settle.html",
        heading(asked),
        tab="Settle",
        status=422 if wrong else 200,
        one=asked,
        asks=asks,
        item=item,
        number=must.index(key) + 1 if key in must else 0,
        of=len(must),
        answers=asked.question.answers[:_SHOWN],
        others=asked.question.answers[_SHOWN:],
        typed={"answer": "", "who": visit.desk.decides, "why": "", "when": f"{today:%d/%m/%Y}", **typed},
        wrong={"": "", **dict.fromkeys(_NEEDED, ""), **(wrong or {})},
        is_wrong=bool(wrong),
        said=_told(visit),
    )


def day_of(typed: str) -> date | None:
    """A day as people write it with figures: 12/03/2026, 12.3.2026 or 2026-03-12."""
    parts = typed.strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 5 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    year, month, day = numbers if len(parts[0]) == 4 else reversed(numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None
