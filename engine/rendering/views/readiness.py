"""What readiness.html and the director's page in Word see."""

from __future__ import annotations

from collections.abc import Sequence

from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition
from engine.model.judgement import GroupCounts, inside_a_sentence
from engine.model.readiness import Concern, Readiness, StatementReadiness
from engine.model.sheet_words import state_in_words
from engine.rendering.views.readiness_top import first_of_each
from engine.rendering.views.shared import View, counted, date_or_dash, in_words, or_not_yet


def readiness_view(assessment: SelfAssessment, readiness: Readiness, edition: Edition) -> View:
    """Everything in plain words: the verdict, the statements, what is asserted without evidence, who is late, tips."""
    council = assessment.council
    statements = [_statement(statement) for statement in readiness.statements]
    return {
        "title": f"Readiness: {council.title}",
        "council": council.name,
        "line": f"{edition.label}, version {council.version}, {date_or_dash(council.date)}",
        "may_go": readiness.may_go,
        "verdict": _verdict(readiness),
        "lead": _lead(readiness),
        "blockers": _concerns(readiness.blockers),
        "statements": statements,
        "asserted": _concerns(readiness.asserted),
        "late": _concerns(readiness.late),
        "to_come": _concerns(readiness.to_come),
        "top": first_of_each(readiness, statements, edition.is_draft),
        "tips": [{"letter": t.letter, "name": t.name, "measures": list(t.measures)} for t in readiness.tips],
        "dates": [{"name": name.capitalize(), "date": date_or_dash(day)} for name, day in council.dates.set_dates()],
    }


def _verdict(readiness: Readiness) -> str:
    if readiness.may_go:
        return "Nothing stops a final edition"
    number = len(readiness.blockers)
    return f"{counted(number, 'error stops', 'errors stop').capitalize()} a final edition"


def _lead(readiness: Readiness) -> str:
    signed = sum(statement.sheet.is_verified for statement in readiness.statements)
    total = len(readiness.statements)
    how_many = f"{in_words(signed) if signed else 'none'} of the {in_words(total)} statements"
    parts = (
        f"{readiness.warnings} warnings are for people to judge",
        f"{how_many} {'is' if signed == 1 else 'are'} signed",
        f"{counted(len(readiness.late), 'person or group is', 'people or groups are')} late "
        f"on {date_or_dash(readiness.day)}",
    )
    return f"{parts[0]}. {parts[1].capitalize()}. {parts[2][:1].upper()}{parts[2][1:]}."


def _concerns(concerns: Sequence[Concern]) -> list[View]:
    return [{"about": c.about, "text": c.text, "place": c.place, "code": c.code} for c in concerns]


def _statement(statement: StatementReadiness) -> View:
    people, leaders = statement.people, statement.leaders
    return {
        "name": statement.name,
        "view": or_not_yet(statement.view),
        "direction": or_not_yet(statement.direction),
        "borne_out": f"{statement.borne_out} of {statement.strengths}",
        "improvements": str(statement.improvements),
        "actions": f"{statement.dated} of {statement.actions}",
        "people": _agreed(people, statement.items),
        "leaders": _agreed(leaders, statement.items),
        "gaps": str(statement.gaps),
        "open": _open(statement),
        "open_count": str(statement.errors + statement.warnings),
        "verification": state_in_words(statement.sheet),
        "verifier": statement.verifier or "Nobody is named",
        "bar": _bar(_least(people), _least(leaders), statement.items),
    }


def _agreed(rows: Sequence[GroupCounts], items: int) -> str:
    """With how many items a group agrees; several groups each with their names, never an average."""
    if len(rows) > 1:
        return "; ".join(f"{row.agree} of {items} ({inside_a_sentence(row.group.name)})" for row in rows)
    return f"{rows[0].agree} of {items}" if rows else "Not back"


def _least(rows: Sequence[GroupCounts]) -> int | None:
    """Of several groups the one that agrees least, which the picture shows; None without one."""
    return min((row.agree for row in rows), default=None)


def _open(statement: StatementReadiness) -> str:
    told = ((statement.errors, "error"), (statement.warnings, "warning"))
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in told if number) or "Nothing"


def _bar(people: int | None, leaders: int | None, items: int) -> View | None:
    """Where the two stand on a line of 100; None where one of them is missing."""
    if people is None or leaders is None or not items:
        return None
    left, right = sorted((round(100 * people / items), round(100 * leaders / items)))
    at = {"people": str(round(100 * people / items)), "leaders": str(round(100 * leaders / items))}
    return at | {"left": str(left), "width": str(right - left)}
