"""What templates see: finished words under plain names, with every gap in the inputs shown and nothing added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree

from engine.assembly.reading import Reading
from engine.assessment.assess import assess
from engine.assessment.readiness import readiness
from engine.findings import Finding, Place, error, info, warning
from engine.model.assessment import Reply, SelfAssessment
from engine.model.council import Council, Group
from engine.model.edition import Edition
from engine.model.evidence import Document, Status
from engine.model.judgement import Judgement
from engine.phrases.forms import in_words
from engine.plain_words import folded
from engine.rendering.chart import Chart
from engine.rendering.render import render_all
from engine.rendering.views.report import report_view
from engine.rendering.views.shared import NOT_YET, Content, date_or_dash
from engine.rendering.views.sheets import endorsement_view, verification_view
from engine.rendering.writer import Rich, Writer
from engine.templates.kinds import OF_AN_EDITION
from engine.templates.palette import read_palette
from engine.templates.template import Template, TemplateDocument
from engine.word.names import NAMESPACES
from engine.word.text import texts
from tests.conftest import ROOT, standing_of
from tests.material.small_word import as_template, cited, line, word_file

PALETTE = read_palette(b"")
CODE = "7K2M4-QX9TB"


@pytest.fixture(scope="module")
def template() -> Template:
    """A template with the styles that values are written in."""
    return as_template(word_file())


@pytest.fixture
def writer(template: Template) -> Writer:
    """A writer into a fresh document."""
    document = TemplateDocument(template)
    document.render_init()
    return Writer(document, {})


def _content(assessment: SelfAssessment, edition: Edition = Edition.DRAFT, *findings: Finding) -> Content:
    judgement: Judgement = assess(assessment, findings)
    no_charts = dict.fromkeys(judgement.ratings, Chart(dots=b"", lines=b"", width=158.0, height=40.0))
    return Content(
        assessment=assessment,
        judgement=judgement,
        standing=readiness(assessment, judgement),
        edition=edition,
        logo=b"",
        charts=no_charts,
        trends={},
    )


Seen = Callable[[SelfAssessment], dict[str, Any]]


@pytest.fixture
def report(writer: Writer) -> Seen:
    """What the report sees of an assessment."""
    return lambda assessment: report_view(_content(assessment), writer)


@pytest.fixture
def sheet(writer: Writer) -> Seen:
    """What the verification sheet of the first statement sees."""

    def seen(assessment: SelfAssessment) -> dict[str, Any]:
        content = _content(assessment)
        return verification_view(content, writer, assessment.framework.statements[0], PALETTE, CODE)

    return seen


@pytest.fixture
def content(little_reading: Reading) -> SelfAssessment:
    """The little council's assessment."""
    return little_reading.assessment


def _said(value: Rich) -> str:
    """The words of ready-made XML."""
    xml = str(value.__html__())
    inside = xml if xml.startswith("<w:p>") else f"<w:p>{xml}</w:p>"
    declared = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r"))
    return " ".join(texts(etree.fromstring(f"<w:body {declared}>{inside}</w:body>")))


def _is_strong(value: Rich) -> bool:
    return "Strong" in value.__html__()


def _with_council(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    council: Council = replace(assessment.council, **changes)
    return replace(assessment, council=council)


def _with_narrative(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    """The sample with the first statement's form changed."""
    key = assessment.framework.statements[0].id
    narrative = replace(assessment.statements[key], **changes)
    return replace(assessment, statements={**assessment.statements, key: narrative})


def _first(view: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = view["statements"][0]
    return found


# words


@pytest.mark.parametrize(("number", "word"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (94, "94")])
def test_small_numbers_are_words(number: int, word: str) -> None:
    assert in_words(number) == word


def test_a_date_is_written_as_in_a_british_letter() -> None:
    assert date_or_dash(date(2026, 3, 4)) == "4 March 2026"


def test_a_missing_date_is_a_dash() -> None:
    assert date_or_dash(None) == "–"


# edition and marking


def test_a_draft_is_marked_as_one(content: SelfAssessment, writer: Writer) -> None:
    view = report_view(_content(content, Edition.DRAFT), writer)
    assert view["marking"] == "DRAFT  OFFICIAL"
    assert view["edition"]["is_draft"] is True
    assert view["edition"]["line"] == "Draft edition, version 3.0"


def test_a_final_edition_is_not_marked_as_a_draft(content: SelfAssessment, writer: Writer) -> None:
    view = report_view(_content(content, Edition.FINAL), writer)
    assert view["marking"] == "OFFICIAL"
    assert view["edition"]["is_draft"] is False
    assert view["edition"]["line"] == "Final edition, version 3.0"


def test_a_council_without_a_logo_has_its_name_instead(content: SelfAssessment, report: Seen) -> None:
    assert _said(report(content)["council"]["logo"]) == "Wenlow Borough Council"


# statements and themes


def test_the_report_has_all_themes_and_statements_in_order(reading: Reading, report: Seen) -> None:
    view = report(reading.assessment)
    assert [theme["number"] for theme in view["themes"]] == ["1", "2", "3", "4"]
    assert [statement["number"] for statement in view["statements"]] == [str(number) for number in range(1, 10)]


def test_a_statement_begins_with_the_councils_own_view(content: SelfAssessment, report: Seen) -> None:
    changed = _with_narrative(content, view="Good, with gaps", direction="Improving", ambition=(line("We aim high."),))
    assert _said(_first(report(changed))["ambition"]) == (
        "Our view: good, with gaps. Direction of travel: improving. We aim high."
    )


def test_an_abbreviation_at_the_beginning_of_a_view_keeps_its_capitals(content: SelfAssessment, report: Seen) -> None:
    changed = _with_narrative(content, view="NHS and we work well together")
    assert _said(_first(report(changed))["ambition"]).startswith("Our view: NHS and we work well together.")


def test_what_has_not_come_yet_is_said_and_not_hidden(content: SelfAssessment, report: Seen) -> None:
    empty = _with_narrative(content, view="", direction="", ambition=(), evidence=(), plans=(), strengths=())
    seen = _first(report(empty))
    assert (seen["view"], seen["direction"]) == (NOT_YET, NOT_YET)
    assert [_said(seen[part]) for part in ("evidence", "plans")] == [f"{NOT_YET}."] * 2
    assert [_said(bullet) for bullet in seen["strengths"]] == [NOT_YET]


def test_a_statement_without_a_manager_says_so(content: SelfAssessment, report: Seen) -> None:
    assert _first(report(_with_council(content, verifiers=())))["verifier"] == {
        "name": "To be named",
        "position": "To be named",
        "post": "To be named",
    }


def test_a_key_document_named_only_by_its_reference_gets_its_title(content: SelfAssessment, report: Seen) -> None:
    bullets = (line(cited("D-001")), line("The plan of the year ", cited("D-002")))
    title = content.evidence.titles()["D-001"]
    seen = _first(report(_with_narrative(content, documents=bullets)))
    assert [_said(bullet) for bullet in seen["documents"]] == [f"[D-001] {title}", "The plan of the year [D-002]"]


# ratings


def test_the_counts_of_each_group_add_up_to_the_items(content: SelfAssessment, report: Seen) -> None:
    for statement, seen in zip(content.framework.statements, report(content)["statements"], strict=True):
        assert [sum(map(int, row["counts"])) for row in seen["ratings"]["rows"]] == [len(statement.items)] * 5


def test_people_with_lived_experience_come_first_in_every_table(content: SelfAssessment, report: Seen) -> None:
    backwards = _with_council(content, groups=content.council.groups[::-1])
    view = report(backwards)
    first = "People with lived experience"
    assert view["groups"][0]["name"] == first
    assert view["process"]["groups"][0]["name"] == first
    assert _first(view)["ratings"]["rows"][0]["group"] == first


def test_an_item_without_an_answer_says_so_in_the_annex(content: SelfAssessment, report: Seen) -> None:
    item = content.framework.statements[0].items[0].id
    first, *others = content.checklists
    silent = replace(first, answers={**first.answers, item: replace(first.answers[item], rating=None)})
    rows = _first(report(replace(content, checklists=(silent, *others))))["items"]
    assert rows[0]["ratings"][0] == "No answer"
    assert len(rows[0]["ratings"]) == 5


def test_a_gap_is_told_with_its_items_and_without_an_average(content: SelfAssessment, report: Seen) -> None:
    gap = _first(report(content))["gap"]
    assert gap["heading"] == "Perception gap: 6 of 14 checklist items"
    assert "The gap is on items 02, 03, 05, 08, 09, 11, where managers and leaders rate us higher." in _said(
        gap["text"]
    )


def test_an_abbreviation_in_the_name_of_a_group_keeps_its_capitals(content: SelfAssessment, report: Seen) -> None:
    groups = tuple(
        replace(g, name="People with ADHD or autism") if g.lived_experience else g for g in content.council.groups
    )
    assert "people with ADHD or autism agree with" in _said(
        _first(report(_with_council(content, groups=groups)))["gap"]["text"]
    )


def test_without_a_gap_there_is_no_notice(content: SelfAssessment, report: Seen) -> None:
    groups: tuple[Group, ...] = tuple(replace(group, leaders=False) for group in content.council.groups)
    assert _first(report(_with_council(content, groups=groups)))["gap"] is None


def test_without_checklists_the_report_says_so(content: SelfAssessment, report: Seen) -> None:
    seen = _first(report(replace(content, checklists=())))["ratings"]
    assert seen["rows"] == []
    assert seen["message"] == "No group has sent its ratings yet"


# at a glance


def test_there_are_always_four_figures_at_a_glance(content: SelfAssessment, report: Seen) -> None:
    figures = tuple(replace(figure, at_a_glance=number < 1) for number, figure in enumerate(content.evidence.figures))
    view = report(replace(content, evidence=replace(content.evidence, figures=figures)))
    assert [figure["measure"] for figure in view["glance"]["figures"]] == [figures[0].measure, "–", "–", "–"]


# library, sources, figures


def _library_rows(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for group in view["library"] for row in group["rows"]]


def _only(assessment: SelfAssessment, *documents: Document) -> SelfAssessment:
    return replace(assessment, evidence=replace(assessment.evidence, documents=documents))


def test_every_row_of_the_framework_is_in_the_library(content: SelfAssessment, report: Seen) -> None:
    view = report(content)
    asked = {row["asks"].partition(":")[0] for row in _library_rows(view) if row["asks"]}
    assert asked == {row.id for row in content.framework.library}
    assert [group["name"] for group in view["library"]] == [group.name for group in content.framework.library_groups]


def test_a_row_without_a_document_is_a_gap(content: SelfAssessment, report: Seen) -> None:
    rows = _library_rows(report(_only(content)))
    assert len(rows) == 52
    assert {(row["title"], _said(row["status"]), _said(row["ref"])) for row in rows} == {
        ("No document yet", "Gap", "–")
    }
    assert sum(row["information_return"] == "Yes" for row in rows) == 47


def test_a_document_of_the_councils_own_stands_under_its_theme(content: SelfAssessment, report: Seen) -> None:
    own = replace(content.evidence.documents[0], ref="D-900", title="Our own", library_rows=(), theme="leadership")
    last = report(_only(content, own))["library"][-1]
    assert last["name"] == "Leadership"
    assert (last["rows"][-1]["title"], last["rows"][-1]["asks"]) == ("Our own", "")


def test_a_document_of_no_theme_stands_under_all_themes(content: SelfAssessment, report: Seen) -> None:
    own = replace(content.evidence.documents[0], ref="D-900", title="Our own", library_rows=(), theme="")
    assert report(_only(content, own))["library"][0]["rows"][-1]["title"] == "Our own"


@pytest.mark.parametrize(
    ("status", "said", "strong"),
    [
        (Status.IN_PLACE, "In place", False),
        (Status.IN_DRAFT, "In draft, due 1 May 2026", True),
        (Status.GAP, "Gap, due 1 May 2026", True),
        (Status.NOT_APPLICABLE, "Not applicable: no prison here", True),
    ],
)
def test_a_status_stands_out_unless_the_document_is_in_place(
    content: SelfAssessment, report: Seen, status: Status, said: str, strong: bool
) -> None:
    changes: Any = {"status": status, "due": date(2026, 5, 1), "reason": "no prison here"}
    document = replace(content.evidence.documents[0], **changes)
    row = next(row for row in _library_rows(report(_only(content, document))) if row["title"] == document.title)
    assert _said(row["status"]) == said
    assert _is_strong(row["status"]) is strong


@pytest.mark.parametrize(
    ("words", "link", "said"),
    [
        ("Our intranet", "https://www.example.org", "Our intranet"),
        ("", "https://www.example.org", "Open D-001"),
        ("Room 4", "", "Room 4"),
        ("", "", "Not available"),
    ],
)
def test_a_link_stands_under_words_and_never_as_a_bare_address(
    content: SelfAssessment, report: Seen, words: str, link: str, said: str
) -> None:
    document = replace(content.evidence.documents[0], where_to_look=words, link=link)
    row = next(row for row in _library_rows(report(_only(content, document))) if row["title"] == document.title)
    assert _said(row["where"]) == said
    assert ("hyperlink" in row["where"].__html__()) is bool(link)


def test_sources_stand_in_the_groups_of_the_guidance_and_then_our_own(content: SelfAssessment, report: Seen) -> None:
    own = replace(content.evidence.sources[0], ref="E-900", title="Our survey", listed_as="")
    evidence = replace(content.evidence, sources=(own, *content.evidence.sources))
    view = report(replace(content, evidence=evidence))
    names = [group["name"] for group in view["sources"]]
    assert names == [*(group.name for group in content.framework.source_groups), "Our own sources"]
    assert view["sources"][-1]["rows"][0]["title"] == "Our survey"


def test_a_source_that_is_not_used_says_so(content: SelfAssessment, report: Seen) -> None:
    unused = replace(content.evidence.sources[0], used=False, note="too old", publisher="LGA")
    view = report(replace(content, evidence=replace(content.evidence, sources=(unused,))))
    assert view["sources"][0]["rows"][0]["note"] == "LGA. Not used: too old."


# process and endorsements


def test_roles_nobody_was_asked_in_are_named(content: SelfAssessment, report: Seen) -> None:
    first = replace(content.endorsements[0], role="dass")
    absent = report(replace(content, endorsements=(first,)))["absent"]
    assert absent["heading"] == "Not asked: ten roles"
    assert "Director of adult social services" not in absent["text"]


def test_when_every_role_was_asked_nothing_is_said_of_absence(content: SelfAssessment, report: Seen) -> None:
    everybody = tuple(replace(content.endorsements[0], role=role.id) for role in content.framework.roles)
    assert report(replace(content, endorsements=everybody))["absent"] is None


def test_only_comments_that_may_be_printed_are_printed(content: SelfAssessment, report: Seen) -> None:
    open_one = replace(content.endorsements[0], comment="Fair.", publish_comment=True)
    closed = replace(content.endorsements[0], comment="Between us.", publish_comment=False)
    comments = report(replace(content, endorsements=(open_one, closed)))["comments"]
    assert [comment["words"] for comment in comments] == ["Fair."]


def test_who_declined_is_in_the_report_but_not_on_the_sheet_to_sign(
    content: SelfAssessment, report: Seen, writer: Writer
) -> None:
    declined = replace(content.endorsements[0], name="Ann Lee", status=Reply.DECLINED)
    changed = replace(content, endorsements=(declined, *content.endorsements[1:]))

    def names(view: dict[str, Any]) -> list[str]:
        return [endorser["name"] for part in view["endorsements"] for endorser in part["endorsers"]]

    assert "Ann Lee" in names(report(changed))
    assert "Ann Lee" not in names(endorsement_view(_content(changed), writer, PALETTE, CODE, "0" * 64))


def test_a_group_whose_checklists_did_not_come_back_has_none(content: SelfAssessment, report: Seen) -> None:
    view = report(replace(content, checklists=content.checklists[1:]))
    assert [group["checklists"] for group in view["process"]["groups"]] == ["0 of 2", *["2 of 2"] * 4]


# sheets


def test_a_sheet_carries_its_code_and_its_fingerprint_in_groups_of_four(content: SelfAssessment, sheet: Seen) -> None:
    seen = sheet(content)["sheet"]
    print_ = _content(content).judgement.fingerprints["assessing-needs"]
    assert seen["code"] == CODE
    assert seen["fingerprint"] == f"{print_[:4]} {print_[4:8]} {print_[8:12]} {print_[12:16]}"


def test_a_sheet_says_what_it_is_about(content: SelfAssessment, sheet: Seen) -> None:
    about = sheet(content)["sheet"]["about"]
    assert "Working with people, quality statement 1 of 2" in about
    assert "draft edition, version 3.0, of 14 March 2026" in about


def test_a_sheet_counts_what_the_text_names_and_rests_on(content: SelfAssessment, sheet: Seen) -> None:
    empty: dict[str, Any] = dict.fromkeys(("ambition", "evidence", "plans", "quotations", "actions"), ())
    claims = (line("Well ", cited("F-001")), line("Well ", cited("D-001")))
    narrative: Any = empty | {"strengths": claims, "improvements": claims[:1], "documents": (line(cited("D-001")),)}
    changed = _with_narrative(content, view="Good", **narrative)
    assert _said(sheet(changed)["sheet"]["summary"]) == (
        "Our view: Good. The text names two strengths, one area to improve and no actions. "
        "It rests on one figure, one key document and 70 ratings from five groups."
    )


def _warnings_of(content: SelfAssessment, writer: Writer, *findings: Finding) -> list[str]:
    """The open points on the first statement's sheet, gaps aside."""
    groups = tuple(replace(group, leaders=False) for group in content.council.groups)
    made = _content(_with_council(content, groups=groups), Edition.DRAFT, *findings)
    seen = verification_view(made, writer, content.framework.statements[0], PALETTE, CODE)
    assert seen["sheet"]["warnings_heading"].endswith(f": {len(seen['sheet']['warnings'])}")
    return [_said(warned) for warned in seen["sheet"]["warnings"]]


def test_open_points_about_the_statement_and_its_items_are_on_its_sheet(
    content: SelfAssessment, writer: Writer
) -> None:
    place = Place("inputs/x.docx")
    found = (
        error("X-01", place, "An error here.", "", "assessing-needs"),
        warning("X-02", place, "A warning on an item.", "", "assessing-needs.03"),
        info("X-01", place, "Good to know.", "", "assessing-needs"),
        warning("X-02", place, "Elsewhere.", "", "equity"),
    )
    said = _warnings_of(content, writer, *found)
    assert [words for words in said if " on an item" in words or "rror" in words] == [
        "An error here.",
        "A warning on an item.",
    ]


def test_perception_gaps_are_one_open_point_with_each_item_once(content: SelfAssessment, writer: Writer) -> None:
    place = Place("inputs/x.xlsx")
    found = [
        warning("T-03", place, words, "", f"assessing-needs.{item}")
        for item in ("02", "05")
        for words in ("Leaders say this.", "Directors say that.")
    ]
    (gap,) = (words for words in _warnings_of(content, writer, *found) if "perception gap" in words)
    assert gap == "There is a perception gap on 2 of 14 items: 02, 05."


# the whole report


@pytest.mark.slow
def test_no_prompt_and_no_guidance_reaches_a_document(reading: Reading) -> None:
    house = {name: (ROOT / "word_templates" / name).read_bytes() for name in OF_AN_EDITION}
    made = render_all(
        reading.assessment, reading.judgement, standing_of(reading), Edition.FINAL, reading.logo, house, lambda *_: CODE
    )
    prompts = {folded(prompt) for prompt in reading.assessment.framework.prompts()}
    for document in (one for one in made if not one.is_brief):  # a brief is for whoever writes
        said = {folded(text) for text in texts(document.contents.root)}
        assert not said & prompts


def test_a_final_report_has_no_word_of_a_draft_on_its_cover(content: SelfAssessment, writer: Writer) -> None:
    view = report_view(_content(content, Edition.FINAL), writer)
    shown = (view["marking"], view["edition"]["line"], view["edition"]["name"])
    assert not any("draft" in words.casefold() for words in shown)


@pytest.mark.parametrize(
    ("who", "group", "printed"),
    [
        ("Home manager", "providers", "Home manager, providers and voluntary sector, Forum [D-019]"),
        ("Frontline staff, night team", "frontline-staff", "Frontline staff, night team, Forum [D-019]"),
        ("Home manager", "", "Home manager, Forum [D-019]"),
    ],
)
def test_a_quotation_names_its_group_where_the_role_does_not(
    report: Seen, content: SelfAssessment, who: str, group: str, printed: str
) -> None:
    key = content.framework.statements[0].id
    quotation = replace(
        content.statements[key].quotations[0], who=who, group=group, where="Forum", references=("D-019",)
    )
    seen = _first(report(_with_narrative(content, quotations=(quotation,))))
    assert _said(seen["quotations"][0]["who"]) == printed
