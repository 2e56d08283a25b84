"""What word_templates/brief.docx sees: all that was said of a statement, for the manager who writes it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.assessment import Answer, LocalItem, SelfAssessment
from engine.model.evidence import DataSource, Document, Figure
from engine.model.framework import Block, QualityStatement
from engine.model.judgement import StatementRatings, inside_a_sentence
from engine.model.side_by_side import GroupSide, ItemSides, ItemStanding, side_by_side
from engine.rendering.logo_box import OF_SHEETS
from engine.rendering.views.brief_past import past_view
from engine.rendering.views.library import documents_rows, figures_rows, sources_rows
from engine.rendering.views.report import quotation_view
from engine.rendering.views.shared import Content, View, shared_view, statement_view
from engine.rendering.writer import Writer, anchor_of

INTERNAL = "Internal working paper, not for publication"
"""Stands on every page of a brief."""
_NOTICE = (
    "This brief holds what people wrote in their own words, also what may not be published. It is for whoever writes "
    "the statement. Nothing in it stands in the report unless somebody writes it there."
)
_NONE, _NO_ANSWER = "–", "No answer"
_BESIDE_NO_ITEM = "These answers stood beside no item."


def brief_view(content: Content, writer: Writer, statement: QualityStatement) -> View:
    """Every name a brief may use."""
    framework = content.assessment.framework
    narrative, ratings = content.assessment.statements[statement.id], content.judgement.ratings[statement.id]
    sides = side_by_side(content.assessment, statement, ratings)
    of_statement = statement_view(content, writer, statement)
    theme, position = framework.theme_of(statement.id), of_statement["verifier"]["position"]
    at_hand = _AtHand(content, statement)
    has_titles = "blocks" in framework.official_parts  # then the title alone says what the guidance asks for
    brief = {
        "internal": INTERNAL,
        "notice": _NOTICE,
        "about": f"{theme.name}, quality statement {statement.number} of {len(framework.statements)}. For: {position}.",
        "not_back": _not_back(content.assessment),
        "points": list(_points(ratings, sides)) if ratings.rows else [],
        "items": [_item(writer, each) for each in sides] if ratings.rows else [],
        "own_rows": own_rows_view(content.assessment, writer, statement.id),
        "quotations": [
            quotation_view(content, writer, quotation)
            | {"consent": "May be published" if quotation.may_publish else "May not be published"}
            for quotation in narrative.quotations
        ],
        "past": past_view(content.judgement.comparison, statement.id),
        "parts": [_part(block) for block in statement.blocks if has_titles or block.guidance or block.prompts],
        "documents": documents_rows(at_hand.documents, writer),
        "figures": figures_rows(at_hand.figures, writer),
        "sources": sources_rows(at_hand.sources, writer),
    }
    return shared_view(content, writer, OF_SHEETS) | {"statement": of_statement, "brief": brief}


def brief_anchors(content: Content, statement: QualityStatement) -> dict[str, str]:
    """The bookmark of every reference that has a row in the brief, by reference."""
    at_hand = _AtHand(content, statement)
    listed: tuple[Document | Figure | DataSource, ...] = (*at_hand.documents, *at_hand.figures, *at_hand.sources)
    return {one.ref: anchor_of(one.ref) for one in listed}


def own_rows_view(assessment: SelfAssessment, writer: Writer, statement: str) -> list[View]:
    """The rows about a statement that groups added of their own, people with lived experience first."""
    return [
        {
            "group": group.name,
            "text": writer.text(row.text or _BESIDE_NO_ITEM),
            "answers": [{"rating": ", ".join(row.ratings) or _NO_ANSWER, **_reasons(writer, row)}],
        }
        for group, row in assessment.own_rows(statement)
    ]


class _AtHand:
    """The evidence that a statement names, that answers its rows of the library, or that measures it."""

    def __init__(self, content: Content, statement: QualityStatement) -> None:
        evidence, cited = content.assessment.evidence, set(content.judgement.cited[statement.id])
        rows = {row.id for row in content.assessment.framework.library if row.statement == statement.id}
        self.documents: tuple[Document, ...] = tuple(
            one for one in evidence.documents if one.ref in cited or not rows.isdisjoint(one.library_rows)
        )
        self.figures: tuple[Figure, ...] = tuple(
            one for one in evidence.figures if one.ref in cited or one.statement == statement.id
        )
        cited |= {figure.source for figure in self.figures}
        self.sources: tuple[DataSource, ...] = tuple(one for one in evidence.sources if one.ref in cited)


def _not_back(assessment: SelfAssessment) -> str:
    """Whose checklist is not back; empty where all are."""
    back = {checklist.group for checklist in assessment.checklists}
    names = [group.name for group in assessment.council.groups_in_order if group.id not in back]
    return f"Not back yet: {'; '.join(names)}." if names else ""


def _points(ratings: StatementRatings, sides: tuple[ItemSides, ...]) -> Iterator[View]:
    """What splits the groups and what they agree on, each with the numbers of its items."""
    for gap in ratings.perception_gaps:
        better, worse = gap.better.group.name, inside_a_sentence(gap.worse.group.name)
        numbers = ", ".join(item.number for item in gap.items)
        yield {"what": f"Perception gap: {better} rate it higher than {worse} do", "items": numbers}
    standings = [(each.standing, each.item.number) for each in sides]
    for standing in ItemStanding:
        if numbers := ", ".join(number for found, number in standings if found is standing):
            yield {"what": _capital(standing), "items": numbers}
    if unknown := ", ".join(each.item.number for each in sides if each.unknown):
        yield {"what": "Somebody does not know", "items": unknown}


def _item(writer: Writer, sides: ItemSides) -> View:
    more = "; perception gap" if sides.gaps else ""
    return {
        "number": sides.item.number,
        "heading": f"Item {sides.item.number}: {sides.standing}{more}",
        "text": sides.item.text,
        "answers": [_answer(writer, side) for side in sides.sides if side.is_back],
    }


def _answer(writer: Writer, side: GroupSide) -> View:
    rating = side.rating.name if side.rating else _NO_ANSWER
    return {"group": side.group.name, "rating": rating, **_reasons(writer, side.answer)}


def _reasons(writer: Writer, said: Answer | LocalItem | None) -> View:
    """What a group wrote beside a rating; a dash where it wrote nothing."""
    return {name: writer.text(getattr(said, name, "") or _NONE) for name in ("why", "have", "need")}


def _part(block: Block) -> View:
    """One part of the form, with everything the framework gives its writer for a help."""
    return {
        "title": block.title,
        "guidance": " ".join(block.guidance),
        "prompts": [*block.prompts],
        "data": "; ".join(words.rstrip(".") for words in block.data),
        "documents": "; ".join(words.rstrip(".") for words in block.documents),
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
