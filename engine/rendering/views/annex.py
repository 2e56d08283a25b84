"""The annex: what each group said of each checklist item, in short codes that a screen reader hears as words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase

from engine.model.assessment import SelfAssessment
from engine.model.council import Group
from engine.model.framework import QualityStatement, Rating
from engine.model.judgement import inside_a_sentence
from engine.model.side_by_side import side_by_side
from engine.model.story import Run
from engine.rendering.views.shared import Content, View, plain
from engine.rendering.writer import Rich, Writer
from engine.templates import worth

NO_ANSWER = "No answer"
_NOT_ASKED = "–"
SPOKEN = "Spoken Code"
"""The character style of what is read out as the words it stands for."""


def codes_of(assessment: SelfAssessment) -> dict[str, str]:
    """What each code of the annex stands for: of ratings, such as TA, and of groups, such as A. Each stands for one."""
    ratings = _short_for([*(rating.name for rating in assessment.framework.ratings), NO_ANSWER])
    groups = {group.name: code for code, group in _lettered(assessment.council.groups_in_order)}
    return {code: words for words, code in (groups | ratings).items()}


def groups_view(assessment: SelfAssessment, writer: Writer) -> list[View]:
    """The groups in their order, each with the letter its column has in the annex."""
    groups = _lettered(assessment.council.groups_in_order)
    return [{"name": group.name, "code": writer.text(code, SPOKEN)} for code, group in groups]


def annex_view(assessment: SelfAssessment, writer: Writer) -> View:
    """The keys to the codes: of the ratings, and of the groups."""
    ratings = _ratings(assessment)
    groups = {group.name: code for code, group in _lettered(assessment.council.groups_in_order)}
    return {
        "ratings": _key(ratings, writer),
        "groups": _key(groups, writer),
        "has_ratings": bool(assessment.checklists),
    }


def items_view(content: Content, writer: Writer, statement: QualityStatement) -> list[View]:
    """Each checklist item with what every group of the council said of it, then the rows that groups added."""
    assessment, ratings = content.assessment, content.judgement.ratings[statement.id]
    code = _ratings(assessment)
    disagree = {rating.name for rating in assessment.framework.ratings if _disagrees(rating)}
    rows = [
        {
            "number": worth.amount(sides.item.number),
            "text": sides.item.text,
            "ratings": [side.rating.name if side.rating else NO_ANSWER for side in sides.sides],
        }
        for sides in side_by_side(assessment, statement, ratings)
    ]
    rows += _own_rows(assessment, statement)
    return [row | {"codes": [_coded(words, code, disagree, writer) for words in row["ratings"]]} for row in rows]


def _ratings(assessment: SelfAssessment) -> dict[str, str]:
    return _short_for([*(rating.name for rating in assessment.framework.ratings), NO_ANSWER])


def _disagrees(rating: Rating) -> bool:
    return rating.is_known and not rating.agrees


def _coded(words: str, code: Mapping[str, str], disagree: set[str], writer: Writer) -> Rich:
    """The code of a rating, in bold where it disagrees; of several in one cell, each."""
    if words not in code:
        known = [part for part in words.split(", ") if part in code]
        return writer.text(" ".join(code[part] for part in known), SPOKEN) if known else writer.text(words)
    return writer.text(code[words], SPOKEN, is_bold=words in disagree)


def _own_rows(assessment: SelfAssessment, statement: QualityStatement) -> Iterator[View]:
    """The rows that groups added of their own, where the council prints them: each rated by who raised it alone."""
    groups = assessment.council.groups_in_order
    for raiser, row in assessment.printed_own_rows(statement.id):
        rating = ", ".join(row.ratings) or NO_ANSWER
        text = f"Raised by {inside_a_sentence(raiser.name)}: {row.text}"
        ratings = [rating if one.id == raiser.id else _NOT_ASKED for one in groups]
        yield {"number": "Own", "text": text, "ratings": ratings}


def _short_for(names: Iterable[str]) -> dict[str, str]:
    """The first letters of the first and the last word of each name; a number behind what would be the same."""
    short: dict[str, str] = {}
    for name in names:
        words = name.split()
        initials = (words[0][0] + words[-1][0] if len(words) > 1 else name[:2]).upper()
        taken = sum(known.rstrip("0123456789") == initials for known in short.values())
        short[name] = f"{initials}{taken + 1}" if taken else initials
    return short


def _lettered(groups: Sequence[Group]) -> list[tuple[str, Group]]:
    """Each group behind its letter: A to Z, and then AA1, AB1 and so on, which no rating has."""
    letters = [*ascii_uppercase, *(f"{one}{two}1" for one in ascii_uppercase for two in ascii_uppercase)]
    return list(zip(letters, groups, strict=False))


def _key(codes: Mapping[str, str], writer: Writer) -> Rich:
    runs: list[Run | str] = []
    for words, code in codes.items():
        runs += ["  " if runs else "", Run(code.replace(" ", ""), bold=True), f"\u00a0{words.replace(' ', chr(0xA0))}"]
    return writer.line(plain(*runs))
