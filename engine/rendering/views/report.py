"""What word_templates/report.docx sees."""

from __future__ import annotations

from dataclasses import replace

from engine.findings import Place
from engine.model.assessment import Action, Quotation
from engine.model.edition import Edition
from engine.model.framework import QualityStatement, Theme
from engine.model.judgement import GroupCounts, PerceptionGap, StatementRatings, inside_a_sentence
from engine.model.story import Paragraph, Run, Story
from engine.model.volumes import Volume
from engine.phrases import nouns, sentences
from engine.phrases.forms import in_words
from engine.plain_words import folded
from engine.rendering.logo_box import OF_REPORT
from engine.rendering.trends import trends_in_words
from engine.rendering.views.annex import annex_view, items_view
from engine.rendering.views.annex import groups_view as annex_groups
from engine.rendering.views.flat_lists import flat_lists
from engine.rendering.views.lenses import lenses_view
from engine.rendering.views.library import figures_view, library_view, references_view, sources_view
from engine.rendering.views.local_sections import sections_view
from engine.rendering.views.process import absent_view, comments_view, endorsements_view, groups_view, verification
from engine.rendering.views.section_a import in_section_a, risk_view, strength_view, theme_anchor
from engine.rendering.views.shared import (
    NOT_YET,
    Content,
    View,
    date_or_dash,
    lines,
    narrow_views,
    or_not_yet,
    plain,
    shared_view,
    short_date_or_dash,
    statement_view,
)
from engine.rendering.views.track import track_view
from engine.rendering.views.trend_message import trends_message
from engine.rendering.writer import Rich, Writer
from engine.templates import worth

_CORE_PARTS = {"section_a": "Section A: Overview and summary", "section_c": "Section C: Process and sign-off"}
_EVIDENCE_PARTS = {
    "section_d": "Section D: Self-assessment library, with every document by its mark [D-…]",
    "section_e": "Section E: Evidence links to data sources, with every source [E-…] and figure [F-…]",
    "annex": "Annex: Ratings item by item",
}
"""What each volume holds, by the bookmark where it begins."""
_TILES = 4
"""So many figures stand on the first page."""
SECTION_HEADINGS, STATEMENT_HEADINGS = 3, 4
"""The level that headings inside narrative get: one below the heading they stand under."""


def report_view(content: Content, writer: Writer) -> View:
    """Every name the report template may use."""
    assessment = content.assessment
    overview = assessment.overview
    risks = [risk_view(content, writer, risk) for risk in overview.risks]
    themes = [_theme(content, writer, theme) for theme in assessment.framework.themes]
    return shared_view(content, writer, OF_REPORT) | {
        "volume": None,
        "glance": _glance(content, writer),
        "overview": {
            "about": story(writer, overview.about, SECTION_HEADINGS),
            "strategy": story(writer, overview.strategy, SECTION_HEADINGS),
            "strengths": [strength_view(content, writer, strength) for strength in overview.strengths],
            "risks": risks,
        },
        "sections": sections_view(content.assessment, writer),
        "themes": themes,
        "statements": [statement for theme in themes for statement in theme["statements"]],
        "statements_caption": sentences.ALL_STATEMENTS(len(assessment.framework.statements)),
        "groups": annex_groups(assessment, writer),
        "annex": annex_view(assessment, writer),
        "lenses": lenses_view(assessment, writer),
        "group_count": in_words(len(assessment.checklists)),
        "process": {
            "how": story(writer, overview.process, SECTION_HEADINGS),
            "review": story(writer, overview.review, SECTION_HEADINGS),
            "groups": groups_view(assessment),
            "groups_caption": sentences.GROUPS_TOOK_PART(len(assessment.council.groups)),
            "note": "Checklists: those with at least one rating, of all that were asked for.",
        },
        "track": track_view(content, writer),
        "endorsements": endorsements_view(assessment, content.judgement.endorsers, content.edition is Edition.PUBLIC),
        "absent": absent_view(assessment),
        "comments": comments_view(assessment),
        "library": library_view(assessment, writer),
        "sources": sources_view(assessment, writer),
        "figures": figures_view(assessment, writer),
        "references": references_view(assessment, content.edition.is_draft),
        "acronyms": [{"short": acronym.short, "long": acronym.long} for acronym in assessment.council.acronyms],
        **flat_lists(content, writer, themes, risks),
    }


def summary_view(content: Content, writer: Writer) -> View:
    """Every name the template of the summary may use: the report's, and what it says of itself."""
    council = content.assessment.council
    report = report_view(content, writer)
    del report["volume"]
    return report | {
        "summary": {"line": f"Summary of the self-assessment of {council.name}, version {council.version}"}
    }


def volume_view(writer: Writer, volume: Volume | None) -> View | None:
    """Which volume this is, and where the other one has its parts; None where the report comes whole."""
    if volume is None:
        return None
    there = _EVIDENCE_PARTS if volume is Volume.CORE else _CORE_PARTS
    return {
        "line": volume.line,
        "other": f"In the {volume.other.called}",
        "parts": [{"name": name, "page": writer.page(anchor)} for anchor, name in there.items()],
    }


def statement_anchor(statement: str) -> str:
    """The bookmark of a statement's heading."""
    return "statement_" + statement.replace("-", "_")


def story(writer: Writer, blocks: Story, heading_level: int) -> Rich:
    """Narrative, or the words that say there is none yet."""
    return writer.story(blocks or (plain(NOT_YET + "."),), heading_level)


def _glance(content: Content, writer: Writer) -> View:
    chosen = [figure for figure in content.assessment.evidence.figures if figure.at_a_glance]
    figures = [
        {
            "measure": figure.measure,
            "value": worth.amount(figure.value),
            "before": f"{figure.a_year_ago} a year ago" if figure.a_year_ago else figure.period,
        }
        for figure in chosen[:_TILES]
    ]
    nothing = [{"measure": "–", "value": "–", "before": NOT_YET}] * (_TILES - len(figures))
    periods = dict.fromkeys(figure.period for figure in chosen[:_TILES])
    runs = [Run(f"{'; '.join(periods)} " if periods else NOT_YET)]
    for figure in chosen[:_TILES]:
        runs += [Run(f"[{figure.ref}]", reference=figure.ref), Run(" ")]
    overview = content.assessment.overview
    return {
        "tiles": [*figures, *nothing] if content.edition.is_draft else figures,
        "figures": [*figures, *nothing],
        "source": writer.line(plain(*runs)),
        "strengths": lines(writer, overview.glance_strengths, content.edition),
        "priorities": lines(writer, overview.glance_priorities, content.edition),
    }


def _theme(content: Content, writer: Writer, theme: Theme) -> View:
    narrative = content.assessment.themes[theme.id]
    return {
        "name": theme.name,
        "number": worth.number(theme.number),
        "anchor": writer.anchor(theme_anchor(theme.id)),
        "in_section_a": in_section_a(content, writer, theme),
        "lead": or_not_yet(narrative.lead),
        "introduction": story(writer, narrative.introduction, SECTION_HEADINGS),
        "priorities": story(writer, narrative.priorities, SECTION_HEADINGS),
        "statements": [_statement(content, writer, statement) for statement in theme.statements],
    }


def _statement(content: Content, writer: Writer, statement: QualityStatement) -> View:
    narrative = content.assessment.statements[statement.id]
    ratings = content.judgement.ratings[statement.id]
    common = statement_view(content, writer, statement)
    anchor = statement_anchor(statement.id)
    opening = plain(
        Run(f"Our view: {_sentence(common['view'])} ", bold=True),
        " ".join(filter(None, (f"Direction of travel: {common['direction'].lower()}.", common["judgement"]))),
    )
    return common | {
        "short_name": statement.name[:1].lower() + statement.name[1:],
        "anchor": writer.anchor(anchor),
        "page": writer.page(anchor),
        "ambition": story(writer, (opening, *(narrative.ambition or (plain(NOT_YET + "."),))), STATEMENT_HEADINGS),
        "gap": _gap(writer, ratings),
        "trends": _trends(content, writer, statement),
        "evidence": story(writer, narrative.evidence, STATEMENT_HEADINGS),
        "quotations": [quotation_view(content, writer, quotation) for quotation in narrative.quotations],
        "plans": story(writer, narrative.plans, STATEMENT_HEADINGS),
        "actions": [_action(writer, action) for action in narrative.actions],
        "verification": verification(content.judgement.sheets[statement.id], common["verifier"]["position"]),
        "items": items_view(content, writer, statement),
        "counts": {
            "anchor": writer.anchor(_counts_anchor(statement.id)),
            "page": writer.page(_counts_anchor(statement.id)),
        },
    }


def _sentence(words: str) -> str:
    """A line as the middle of a sentence: it begins small, unless with an abbreviation, and ends with a full stop."""
    return f"{words[:1].lower()}{words[1:]}." if words[1:2].islower() else f"{words}."


def _counts_anchor(statement: str) -> str:
    """The bookmark of the table that gives the ratings of a statement in figures."""
    return "counts_" + statement.replace("-", "_")


def _gap(writer: Writer, ratings: StatementRatings) -> View | None:
    """The notice about items that one group sees better than another does."""
    if not ratings.gaps:
        return None
    total = ratings.rows[0].total
    compared = " ".join(_compared(gap, total) for gap in ratings.perception_gaps)
    heading = f"Perception gap: {nouns.CHECKLIST_ITEM.part(len(ratings.gaps), total)}"
    return {"heading": heading, "text": writer.line(plain(compared))}


def _compared(gap: PerceptionGap, total: int) -> str:
    """What two groups say of a statement, each with its own numbers, and the items that one rates so much higher."""
    better, worse = gap.better.group.name, inside_a_sentence(gap.worse.group.name)
    where = sentences.THE_GAP_IS_ON(
        len(gap.items), items=", ".join(item.number for item in gap.items), better=inside_a_sentence(better)
    )
    return f"{better} {_said(gap.better, f' of the {total}')}; {worse} {_said(gap.worse)}. {where}."


def _said(row: GroupCounts, whole: str = "") -> str:
    unknown = f" (and do not know about {row.unknown})" if row.unknown else ""
    return f"agree with {row.agree}{whole}{unknown}"


def _trends(content: Content, writer: Writer, statement: QualityStatement) -> View | None:
    """The chart of a statement's figures; None where none of them can be drawn."""
    if statement.id not in content.trends:
        return None
    drawn, chart = content.trends[statement.id]
    days = dict.fromkeys(date_or_dash(one.figure.as_at) for one in drawn if one.figure.as_at)
    sources = dict.fromkeys(one.figure.source for one in drawn)
    words = plain(
        "Figures of one unit share a scale. Source: ",
        *(run for ref in sources for run in (Run(f"[{ref}]", reference=ref), Run(" "))),
        f"as at {'; '.join(days)}.",
    )
    return {
        "message": trends_message(drawn),
        "chart": writer.chart(chart, trends_in_words(drawn)),
        **narrow_views(writer, content.narrow_trends.get(statement.id), trends_in_words(drawn)),
        "source": writer.line(words),
    }


def quotation_view(content: Content, writer: Writer, quotation: Quotation) -> View:
    """Somebody's words, and whose they are."""
    names = {group.id: group.name for group in content.assessment.council.groups}
    group = names.get(quotation.group, "")
    said_already = folded(group) in folded(quotation.who)
    parts = (quotation.who, "" if said_already else inside_a_sentence(group), quotation.where)
    source = [Run(f"{', '.join(part for part in parts if part)} ")]
    source.extend(Run(f"[{ref}]", reference=ref) for ref in quotation.references)
    return {"words": quotation.words, "who": writer.line(Paragraph(tuple(source), Place("")))}


def _action(writer: Writer, action: Action) -> View:
    strong = tuple(replace(run, bold=True) for run in action.text.runs)
    return {
        "text": writer.line(Paragraph(strong, action.place)),
        "owner": or_not_yet(action.owner),
        "overseen_by": action.overseen_by,
        "due": short_date_or_dash(action.due),
        "status": or_not_yet(action.status),
        "measure": writer.line(action.measure if action.measure.runs else plain(NOT_YET)),
    }
