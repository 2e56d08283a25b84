"""What readiness.html and the director's page in Word see."""

from __future__ import annotations

from collections.abc import Sequence

from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition
from engine.model.judgement import GroupCounts, inside_a_sentence
from engine.model.readiness import Concern, Readiness, StatementReadiness
from engine.model.sheet_words import state_in_words
from engine.phrases import nouns, sentences
from engine.phrases.forms import sentence
from engine.rendering.views.readiness_top import first_of_each, of_less_evidence, of_unjudged
from engine.rendering.views.shared import View, date_or_dash, or_not_yet
from engine.templates import worth
from engine.templates.worth import Worded


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
        "asserted": _by_subject(readiness.asserted),
        "less_evidence": of_less_evidence(readiness),
        "unjudged": of_unjudged(readiness),
        "late": _concerns(readiness.late),
        "to_come": _concerns(readiness.to_come),
        "left_out": _concerns(readiness.left_out),
        "top": first_of_each(readiness, statements, edition.is_draft),
        "tips": [{"letter": t.letter, "name": t.name, "measures": list(t.measures)} for t in readiness.tips],
        "dates": [{"name": name.capitalize(), "date": date_or_dash(day)} for name, day in council.dates.set_dates()],
    }


def _verdict(readiness: Readiness) -> str:
    return sentence(sentences.ERRORS_STOP(readiness.errors))


def _lead(readiness: Readiness) -> str:
    signed = sum(statement.sheet.is_verified for statement in readiness.statements)
    parts = (
        sentences.WARNINGS_TO_JUDGE(readiness.warnings),
        sentences.STATEMENTS_SIGNED(signed, len(readiness.statements)),
        sentences.ARE_LATE(len(readiness.late), day=date_or_dash(readiness.day)),
    )
    return " ".join(f"{sentence(part)}." for part in parts)


def _concerns(concerns: Sequence[Concern]) -> list[View]:
    return [{"about": c.about, "text": c.text, "place": c.place, "code": c.code} for c in concerns]


def _by_subject(concerns: Sequence[Concern]) -> list[View]:
    """What is said of each statement, under its name with how much that is; in the order of the first of each."""
    groups: dict[str, list[Concern]] = {}
    for concern in concerns:
        groups.setdefault(concern.about, []).append(concern)
    return [
        {"about": about, "count": nouns.FINDING.figure(len(group)), "concerns": _concerns(group)}
        for about, group in groups.items()
    ]


def _borne_out(statement: StatementReadiness) -> str:
    if not statement.unjudged:
        return nouns.STRENGTH.part(statement.borne_out, statement.strengths)
    if statement.unjudged == statement.strengths:
        return "Not judged"
    return f"{nouns.STRENGTH.part(statement.borne_out, statement.strengths)}, {statement.unjudged} not judged"


def _statement(statement: StatementReadiness) -> View:
    people, leaders = statement.people, statement.leaders
    return {
        "name": statement.name,
        "view": or_not_yet(statement.view),
        "direction": or_not_yet(statement.direction),
        "borne_out": _borne_out(statement),
        "improvements": worth.number(statement.improvements),
        "actions": nouns.ACTION.part(statement.dated, statement.actions),
        "people": _agreed(people, statement.items),
        "leaders": _agreed(leaders, statement.items),
        "gaps": worth.number(statement.gaps),
        "open": _open(statement),
        "open_count": Worded(_open(statement), statement.errors + statement.warnings),
        "verification": state_in_words(statement.sheet),
        "verifier": statement.verifier or "Nobody is named",
        "bar": _bar(_least(people), _least(leaders), statement.items),
    }


def _agreed(rows: Sequence[GroupCounts], items: int) -> str:
    """With how many items a group agrees; several groups each with their names, never an average."""
    if len(rows) > 1:
        whole = nouns.ITEM.figure(items)
        return "; ".join(f"{row.agree} of {whole} ({inside_a_sentence(row.group.name)})" for row in rows)
    return nouns.ITEM.part(rows[0].agree, items) if rows else "Not back"


def _least(rows: Sequence[GroupCounts]) -> int | None:
    """Of several groups the one that agrees least, which the picture shows; None without one."""
    return min((row.agree for row in rows), default=None)


def _open(statement: StatementReadiness) -> str:
    told = ((statement.errors, nouns.ERROR), (statement.warnings, nouns.WARNING))
    return ", ".join(noun.figure(number) for number, noun in told if number) or "Nothing"


def _bar(people: int | None, leaders: int | None, items: int) -> View | None:
    """Where the two stand on a line of 100; None where one of them is missing."""
    if people is None or leaders is None or not items:
        return None
    left, right = sorted((round(100 * people / items), round(100 * leaders / items)))
    at = {"people": str(round(100 * people / items)), "leaders": str(round(100 * leaders / items))}
    return at | {"left": str(left), "width": str(right - left)}
