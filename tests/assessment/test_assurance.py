"""The checks of claims, windows, dates, figures and language: each with what makes it fire and what keeps it quiet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from engine.assembly.reading import Reading
from engine.assessment.claims import claim_findings, claims
from engine.assessment.dates import date_findings
from engine.assessment.figures import figure_findings
from engine.assessment.overview import overview_findings
from engine.assessment.plain_language import language_findings, sentences
from engine.assessment.ratings import unknown_findings
from engine.assessment.severity import weighed
from engine.assessment.windows import days_not_covered, window_findings, year_before
from engine.findings import Finding, Place, Severity, error, warning
from engine.model.assessment import SelfAssessment
from engine.model.council import Dates
from engine.model.evidence import Assurance, Document, Status
from engine.model.framework import Side
from engine.model.story import Paragraph
from tests.material.small_word import cited, line

DUE = date(2026, 3, 23)
DAY = timedelta(days=1)


@pytest.fixture
def sample(reading: Reading) -> SelfAssessment:
    """The sample's assessment."""
    return reading.assessment


def told(findings: Iterable[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def with_statement(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    narrative = replace(assessment.statements["equity"], **changes)
    return replace(assessment, statements={**assessment.statements, "equity": narrative})


def with_council(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    return replace(assessment, council=replace(assessment.council, **changes))


def with_evidence(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    return replace(assessment, evidence=replace(assessment.evidence, **changes))


def with_dates(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    return with_council(assessment, dates=Dates(**changes))


def document(assessment: SelfAssessment, ref: str, **changes: Any) -> SelfAssessment:
    """The sample with one of its documents changed."""
    documents = tuple(replace(d, **changes) if d.ref == ref else d for d in assessment.evidence.documents)
    return with_evidence(assessment, documents=documents)


def ref_of_kind(assessment: SelfAssessment, kind: str) -> str:
    return next(d.ref for d in assessment.evidence.documents if d.kinds == (kind,))


# T-01, T-02, T-05: what bears out a claim


def strengths(assessment: SelfAssessment, *refs: str) -> list[Finding]:
    changed = with_statement(assessment, strengths=(line("It works ", *(cited(ref) for ref in refs)),))
    return [f for f in claim_findings(changed, claims(changed)) if f.code == "T-01" and f.about == "equity"]


def test_a_strength_with_one_kind_of_evidence_is_told(sample: SelfAssessment) -> None:
    (finding,) = strengths(sample, "F-001", "E-018")
    assert finding.severity is Severity.WARNING
    assert "one kind of evidence (Performance data)" in finding.message


def test_a_strength_with_two_kinds_is_well(sample: SelfAssessment) -> None:
    assert strengths(sample, "F-001", ref_of_kind(sample, "people")) == []


def test_a_council_says_how_many_kinds_it_wants(sample: SelfAssessment) -> None:
    thresholds = replace(sample.council.thresholds, kinds_of_evidence=1)
    assert strengths(with_council(sample, thresholds=thresholds), "F-001") == []


def test_a_document_whose_kind_is_not_told_adds_none(sample: SelfAssessment) -> None:
    ref = ref_of_kind(sample, "people")
    (finding,) = strengths(document(sample, ref, kinds=()), "F-001", ref)
    assert "2 kinds are asked for" in finding.message


def resting_on(assessment: SelfAssessment, *refs: str) -> SelfAssessment:
    """The sample with a statement that names nothing but some references."""
    nothing: Any = {"ambition": (), "evidence": (), "plans": (), "actions": (), "quotations": (), "documents": ()}
    return with_statement(assessment, strengths=(line("So ", *map(cited, refs)),), improvements=(), **nothing)


def of_equity(assessment: SelfAssessment, code: str) -> list[Finding]:
    return [f for f in told(claim_findings(assessment, ()), code) if f.about == "equity"]


def test_a_statement_without_what_people_say_is_told(sample: SelfAssessment) -> None:
    assert len(of_equity(resting_on(sample, "F-001"), "T-02")) == 1


def test_a_statement_with_what_people_say_is_well(sample: SelfAssessment) -> None:
    assert of_equity(resting_on(sample, ref_of_kind(sample, "people")), "T-02") == []
    assert of_equity(sample, "T-02") == []


def test_a_statement_that_shows_processes_alone_is_told(sample: SelfAssessment) -> None:
    ref = next(d.ref for d in sample.evidence.documents if d.assurance is Assurance.PROCESS)
    assert len(of_equity(resting_on(sample, ref), "T-05")) == 1


def test_a_figure_shows_an_outcome(sample: SelfAssessment) -> None:
    ref = next(d.ref for d in sample.evidence.documents if d.assurance is Assurance.PROCESS)
    assert of_equity(resting_on(sample, ref, "F-001"), "T-05") == []


# T-04: don't know


def with_unknown(assessment: SelfAssessment, groups: int) -> SelfAssessment:
    """Only the first item is left, and so many groups do not know about it."""
    item = next(iter(assessment.framework.items))
    unknown = next(rating for rating in assessment.framework.ratings if rating.side is Side.UNKNOWN)
    lists = []
    for number, checklist in enumerate(assessment.checklists):
        rating = unknown if number < groups else assessment.framework.ratings[0]
        lists.append(replace(checklist, answers={item: replace(checklist.answers[item], rating=rating)}))
    return replace(assessment, checklists=tuple(lists))


@pytest.mark.parametrize(("groups", "found"), [(0, 0), (1, 0), (2, 1), (5, 1)])
def test_two_of_five_groups_that_do_not_know_are_told(sample: SelfAssessment, groups: int, found: int) -> None:
    assert len(told(unknown_findings(with_unknown(sample, groups)), "T-04")) == found


# Section A against Section B


def key_strength(assessment: SelfAssessment, *refs: str) -> list[Finding]:
    first = replace(assessment.overview.strengths[0], evidence=line(*map(cited, refs)), text=line("Better."))
    changed = replace(assessment, overview=replace(assessment.overview, strengths=(first,), risks=()))
    return told(overview_findings(changed), "A-03")


def test_a_key_strength_that_no_statement_bears_out_is_told(sample: SelfAssessment) -> None:
    assert len(key_strength(sample, "D-055")) == 1


def test_a_key_strength_that_a_statement_of_its_theme_bears_out_is_well(sample: SelfAssessment) -> None:
    refs = sample.overview.strengths[0].evidence.references
    assert key_strength(sample, *refs) == []
    assert told(overview_findings(sample), "A-03") == []


def key_risk(assessment: SelfAssessment, *refs: str) -> list[Finding]:
    first = replace(assessment.overview.risks[0], impact=line("Worse."), response=line(*map(cited, refs)))
    changed = replace(assessment, overview=replace(assessment.overview, strengths=(), risks=(first,)))
    return told(overview_findings(changed), "A-03")


def test_a_key_risk_that_no_statement_bears_out_is_a_warning_where_it_stands(sample: SelfAssessment) -> None:
    (finding,) = key_risk(sample, "D-999")
    assert (finding.severity, finding.about) == (Severity.WARNING, "overview")
    assert finding.place == sample.overview.risks[0].place


def test_a_key_risk_that_a_statement_of_its_theme_bears_out_is_well(sample: SelfAssessment) -> None:
    theme = next(t for t in sample.framework.themes if t.id == sample.overview.risks[0].theme)
    named = sample.statements[theme.statements[0].id].strengths[0].references
    assert key_risk(sample, *named) == []


# D-05, D-06, D-07: the information return


def windows(assessment: SelfAssessment, code: str, row: str) -> list[str]:
    of_row = {d.ref for d in assessment.evidence.documents if row in d.library_rows}
    found = told(window_findings(assessment), code)
    return [f.message for f in found if row in f.message or any(ref in f.message for ref in of_row)]


def test_a_document_for_the_information_return_says_where_to_look(sample: SelfAssessment) -> None:
    assert windows(sample, "D-05", "LIB-01") == []
    assert len(windows(document(sample, "D-001", where_to_look=""), "D-05", "LIB-01")) == 1


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (date(2025, 3, 23), DUE, 0),
        (date(2025, 3, 23), DUE - timedelta(days=93), 0),
        (date(2025, 3, 23), DUE - timedelta(days=94), 1),
        (date(2024, 1, 1), date(2024, 12, 31), 1),
        (None, None, 1),
    ],
)
def test_evidence_covers_the_twelve_months(
    sample: SelfAssessment, start: date | None, end: date | None, found: int
) -> None:
    changed = document(with_dates(sample, information_return=DUE), "D-008", covers_from=start, covers_to=end)
    assert len(windows(changed, "D-06", "LIB-06")) == found


def test_a_moved_date_moves_the_twelve_months(sample: SelfAssessment) -> None:
    on_time = with_dates(sample, information_return=date(2026, 3, 23))
    late = with_dates(sample, information_return=date(2026, 9, 23))
    assert len(told(window_findings(late), "D-06")) > len(told(window_findings(on_time), "D-06"))


def test_without_the_date_nothing_is_judged_and_that_is_told(sample: SelfAssessment) -> None:
    (finding,) = told(window_findings(with_dates(sample)), "D-06")
    assert finding.severity is Severity.INFO


def alone(assessment: SelfAssessment, row: str, **changes: Any) -> SelfAssessment:
    """The sample whose library is one row, answered by one document."""
    changed = document(with_dates(assessment, information_return=DUE), "D-001", library_rows=(row,), **changes)
    library = tuple(r for r in assessment.framework.library if r.id == row)
    documents = tuple(d for d in changed.evidence.documents if d.ref == "D-001")
    return with_evidence(
        replace(changed, framework=replace(assessment.framework, library=library)), documents=documents
    )


@pytest.mark.parametrize(("status", "found"), [(Status.IN_PLACE, ["D-05"]), (Status.NOT_APPLICABLE, [])])
def test_only_a_document_that_is_in_place_has_to_say_where_to_look(
    sample: SelfAssessment, status: Status, found: list[str]
) -> None:
    changed = alone(sample, "LIB-05", status=status, where_to_look="")
    assert [finding.code for finding in window_findings(changed)] == found


@pytest.mark.parametrize(("row", "found"), [("LIB-10", ["D-06"]), ("LIB-05", [])])
def test_only_a_row_that_asks_for_twelve_months_is_held_to_them(
    sample: SelfAssessment, row: str, found: list[str]
) -> None:
    changed = alone(sample, row, status=Status.IN_PLACE, covers_from=DUE - DAY, covers_to=DUE, where_to_look="p. 1")
    assert [finding.code for finding in window_findings(changed)] == found


@pytest.mark.parametrize(
    ("code", "row", "about", "changes"),
    [
        ("D-05", "LIB-05", "LIB-05", {"where_to_look": ""}),
        ("D-05", "LIB-12", "assessing-needs", {"where_to_look": ""}),
        ("D-06", "LIB-10", "LIB-10", {"covers_from": None}),
        ("D-06", "LIB-13", "assessing-needs", {"covers_from": None}),
        ("D-07", "LIB-01", "LIB-01", {"status": Status.GAP, "due": None}),
        ("D-07", "LIB-13", "assessing-needs", {"status": Status.GAP, "due": None}),
    ],
)
def test_what_is_told_of_a_row_is_about_its_statement_or_the_row_where_it_has_none(
    sample: SelfAssessment, code: str, row: str, about: str, changes: dict[str, Any]
) -> None:
    changed = alone(sample, row, **({"status": Status.IN_PLACE, "where_to_look": "p. 1"} | changes))
    assert [finding.about for finding in told(window_findings(changed), code)] == [about]


@pytest.mark.parametrize(("start", "end"), [(None, DUE), (DUE - 365 * DAY, None)])
def test_a_document_that_tells_one_end_of_its_time_is_asked_for_the_other(
    sample: SelfAssessment, start: date | None, end: date | None
) -> None:
    changed = alone(sample, "LIB-10", status=Status.IN_PLACE, covers_from=start, covers_to=end, where_to_look="p. 1")
    (finding,) = window_findings(changed)
    assert "D-001 does not say which time it covers" in finding.message


def test_a_document_without_a_time_beside_one_that_covers_all_of_it_is_well(sample: SelfAssessment) -> None:
    changed = alone(sample, "LIB-10", status=Status.IN_PLACE, covers_from=None, covers_to=None, where_to_look="p. 1")
    (untold,) = changed.evidence.documents
    whole = replace(untold, ref="D-002", covers_from=DUE - 365 * DAY, covers_to=DUE)
    assert list(window_findings(with_evidence(changed, documents=(untold, whole)))) == []


def test_what_is_not_there_yet_is_not_held_to_twelve_months(sample: SelfAssessment) -> None:
    assert list(window_findings(alone(sample, "LIB-10", status=Status.NOT_APPLICABLE))) == []


def test_without_a_row_that_asks_for_twelve_months_nobody_misses_the_date(sample: SelfAssessment) -> None:
    changed = with_dates(alone(sample, "LIB-05", status=Status.IN_PLACE, where_to_look="p. 1"))
    assert list(window_findings(changed)) == []


def covering(*times: tuple[date, date]) -> list[Document]:
    made: Any = Document
    empty = dict.fromkeys(Document.__slots__, "")
    return [made(**(empty | {"covers_from": first, "covers_to": last})) for first, last in times]


def test_documents_that_follow_one_another_cover_a_year_together() -> None:
    halves = covering((date(2025, 7, 1), date(2025, 12, 31)), (date(2025, 1, 1), date(2025, 6, 30)))
    assert days_not_covered(halves, date(2025, 1, 1), date(2026, 1, 1)) == 0


def test_days_between_two_documents_count_as_missing() -> None:
    apart = covering((date(2025, 1, 1), date(2025, 1, 10)), (date(2025, 1, 21), date(2025, 12, 31)))
    assert days_not_covered(apart, date(2025, 1, 1), date(2026, 1, 1)) == 10


@pytest.mark.parametrize(
    ("times", "missing"),
    [
        ([], 31),
        ([(1, 31)], 0),
        ([(1, 30)], 1),
        ([(2, 31)], 1),
        ([(1, 1), (2, 31)], 0),
        ([(1, 20), (5, 10), (15, 31)], 0),
        ([(1, 20), (5, 10)], 11),
        ([(10, 10)], 30),
    ],
)
def test_each_day_of_a_month_that_no_document_covers_is_counted_once(
    times: list[tuple[int, int]], missing: int
) -> None:
    documents = covering(*((date(2025, 1, first), date(2025, 1, last)) for first, last in times))
    assert days_not_covered(documents, date(2025, 1, 1), date(2025, 2, 1)) == missing


def test_what_is_covered_before_and_after_the_months_makes_no_difference() -> None:
    outside = covering((date(2024, 1, 1), date(2024, 12, 31)), (date(2025, 3, 1), date(2025, 4, 1)))
    assert days_not_covered(outside, date(2025, 1, 1), date(2025, 2, 1)) == 31


def test_a_document_that_tells_one_end_of_its_time_covers_nothing() -> None:
    (whole,) = covering((date(2025, 1, 1), date(2025, 1, 31)))
    for half in (replace(whole, covers_from=None), replace(whole, covers_to=None)):
        assert days_not_covered([half], date(2025, 1, 1), date(2025, 2, 1)) == 31


def test_a_year_before_a_leap_day_is_the_last_of_february() -> None:
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)


def severities(assessment: SelfAssessment, code: str) -> set[Severity]:
    return {finding.severity for finding in told(window_findings(assessment), code)}


def test_what_cqc_could_not_use_as_it_is_is_a_warning(sample: SelfAssessment) -> None:
    due = with_dates(sample, information_return=DUE)
    assert severities(document(sample, "D-001", where_to_look=""), "D-05") == {Severity.WARNING}
    assert severities(document(due, "D-008", covers_from=None, covers_to=None), "D-06") == {Severity.WARNING}
    assert severities(document(due, "D-001", status=Status.GAP, due=None), "D-07") == {Severity.WARNING}


def to_write(assessment: SelfAssessment, **changes: Any) -> list[str]:
    changed = document(with_dates(assessment, information_return=DUE), "D-001", **changes)
    return windows(changed, "D-07", "LIB-01")


def test_a_report_still_to_be_written_has_a_date_before_the_information_return(sample: SelfAssessment) -> None:
    assert to_write(sample, status=Status.IN_DRAFT, due=DUE) == []
    assert len(to_write(sample, status=Status.IN_DRAFT, due=DUE + DAY)) == 1
    assert len(to_write(sample, status=Status.GAP, due=None)) == 1


def test_a_report_that_nobody_has_begun_is_told_on_the_sheet_of_the_library(sample: SelfAssessment) -> None:
    nothing = with_evidence(alone(sample, "LIB-01"), documents=())
    (finding,) = told(window_findings(nothing), "D-07")
    assert (finding.about, finding.place) == ("LIB-01", Place("inputs/evidence.xlsx", "Library"))
    assert finding.message == "LIB-01: The report it asks for has still to be written, and has no date."


def test_a_report_in_draft_is_told_in_its_own_row_by_its_name(sample: SelfAssessment) -> None:
    changed = alone(sample, "LIB-01", status=Status.IN_DRAFT, due=None, title="The annual report")
    (finding,) = told(window_findings(changed), "D-07")
    assert finding.place == changed.evidence.documents[0].place
    assert finding.message == "LIB-01: D-001, The annual report, has still to be written, and has no date."


def test_a_report_that_is_there_is_well(sample: SelfAssessment) -> None:
    assert to_write(sample) == []


# G-02, G-03, C-13: dates


def test_dates_out_of_order_are_an_error(sample: SelfAssessment) -> None:
    dates = {"notification": DUE, "visit": DUE - DAY}
    (finding,) = told(date_findings(with_dates(sample, **dates)), "G-02")
    assert finding.severity is Severity.ERROR


def test_dates_in_order_are_well(sample: SelfAssessment) -> None:
    assert told(date_findings(with_dates(sample, notification=DUE, visit=DUE)), "G-02") == []


@pytest.mark.parametrize(
    "words",
    ["on 11 May 2026", "on the 11th of May", "11 MAY", "by 11/05/2026", "11.5.26", "from 2026-05-11 on"],
)
def test_a_date_that_no_longer_holds_is_found_in_the_text(sample: SelfAssessment, words: str) -> None:
    changed = with_statement(with_dates(sample, earlier=(date(2026, 5, 11),)), plans=(line(f"They come {words}."),))
    (finding,) = told(date_findings(changed), "G-03")
    assert (finding.severity, finding.about) == (Severity.WARNING, "equity")


@pytest.mark.parametrize("words", ["on 1 May 2026", "on 11 May 2025", "on 12 May", "111 May", "11/05/2025"])
def test_other_dates_are_left_alone(sample: SelfAssessment, words: str) -> None:
    changed = with_statement(with_dates(sample, earlier=(date(2026, 5, 11),)), plans=(line(f"They come {words}."),))
    assert told(date_findings(changed), "G-03") == []


def test_a_review_that_is_past_is_told(sample: SelfAssessment) -> None:
    assert told(date_findings(sample), "C-13") == []
    late = with_council(sample, review_due=sample.council.day - DAY)
    (finding,) = told(date_findings(late), "C-13")
    assert (finding.severity, finding.place) == (Severity.WARNING, sample.council.place)


def test_a_review_that_is_due_on_the_day_is_not_past(sample: SelfAssessment) -> None:
    assert told(date_findings(with_council(sample, review_due=sample.council.day)), "C-13") == []


def test_lateness_is_judged_by_the_day_of_the_information_return(sample: SelfAssessment) -> None:
    assert with_dates(sample, information_return=DUE).council.day == DUE
    assert with_dates(sample).council.day == sample.council.date


# E-01 to E-04: figures


def figure(assessment: SelfAssessment, code: str, **changes: Any) -> list[Finding]:
    one = replace(assessment.evidence.figures[0], **changes)
    return told(figure_findings(with_evidence(assessment, figures=(one,))), code)


@pytest.mark.parametrize(("source", "named"), [("E-999", "E-999"), ("", "(none)")])
def test_a_figure_without_a_source_on_the_sheet_is_an_error(sample: SelfAssessment, source: str, named: str) -> None:
    (finding,) = figure(sample, "E-02", source=source)
    assert finding.severity is Severity.ERROR
    assert f"its source {named} is not on the sheet" in finding.message


def test_every_figure_of_the_sample_has_its_source(sample: SelfAssessment) -> None:
    assert told(figure_findings(sample), "E-02") == []


def test_a_figure_compared_with_nothing_is_worth_knowing_unless_a_note_says_why(sample: SelfAssessment) -> None:
    assert len(figure(sample, "E-03", comparator_value="", note="")) == 1
    assert figure(sample, "E-03", comparator_value="", note="A count.") == []
    assert figure(sample, "E-03", comparator_value="32 days", note="") == []


@pytest.mark.parametrize(("age", "found"), [(180, 0), (181, 1)])
def test_a_figure_older_than_half_a_year_is_told(sample: SelfAssessment, age: int, found: int) -> None:
    assert len(figure(sample, "E-04", as_at=sample.council.day - timedelta(days=age))) == found


def test_a_figure_without_a_date_is_not_called_old(sample: SelfAssessment) -> None:
    assert figure(sample, "E-04", as_at=None) == []


def in_text(assessment: SelfAssessment, *parts: Any) -> list[Finding]:
    changed = with_statement(assessment, plans=(line(*parts),))
    return [f for f in told(figure_findings(changed), "E-01") if f.about == "equity"]


@pytest.mark.parametrize("words", ["It rose to 93.7%.", "We spent £41.26.", "So did 93.7 per cent."])
def test_an_amount_that_stands_in_text_alone_is_told(sample: SelfAssessment, words: str) -> None:
    assert len(in_text(sample, words)) == 1


def test_an_amount_with_its_evidence_beside_it_is_well(sample: SelfAssessment) -> None:
    assert in_text(sample, "It rose to 93.7% ", cited("D-001")) == []


def test_an_amount_that_a_figure_holds_is_well(sample: SelfAssessment) -> None:
    known = next(f.value for f in sample.evidence.figures if f.value.endswith("%"))
    assert in_text(sample, f"It rose to {known}.") == []
    assert in_text(sample, f"It rose to {known[:-1]} per cent.") == []


def test_the_sample_has_no_amount_in_text_alone(sample: SelfAssessment) -> None:
    assert told(figure_findings(sample), "E-01") == []


# L-01 to L-04 and S-12: language


def advice(assessment: SelfAssessment, code: str) -> list[Finding]:
    found = told(language_findings(assessment), code)
    assert all(finding.severity is Severity.INFO for finding in found)
    return found


def test_references_and_abbreviated_words_do_not_end_a_sentence() -> None:
    assert sentences("We act [D-001]. People agree, e.g. carers. So do we.") == [
        "We act .",
        "People agree, e.g. carers.",
        "So do we.",
    ]


def long_text(words: int) -> tuple[Paragraph, ...]:
    return (line(" ".join(["word"] * words) + "."),) * 60


def test_sentences_that_are_long_on_average_are_told(sample: SelfAssessment) -> None:
    assert [f.about for f in advice(with_statement(sample, plans=long_text(40)), "L-01")] == ["equity"]
    assert advice(sample, "L-01") == []


def test_a_short_form_that_nobody_explains_is_told_once(sample: SelfAssessment) -> None:
    changed = with_statement(sample, plans=(line("The QZX met."), line("The QZX met again.")))
    assert [f.message for f in advice(changed, "L-02") if "QZX" in f.message] == [
        "“QZX” is not in the list of short forms, and is not written out."
    ]


@pytest.mark.parametrize(
    "words", ["The Quick Zebra Exchange (QZX) met. QZX", "The DASS met.", "The ICBs met.", "In D-001."]
)
def test_a_short_form_that_is_explained_is_well(sample: SelfAssessment, words: str) -> None:
    changed = with_statement(sample, plans=(line(words),))
    assert [f for f in advice(changed, "L-02") if f.about == "equity"] == []


def test_a_sentence_that_stands_in_two_statements_is_told(sample: SelfAssessment) -> None:
    twice = line("We asked every provider what they would like us to do next.")
    both = {**sample.statements}
    for key in ("equity", "learning"):
        both[key] = replace(both[key], plans=(twice,))
    (finding,) = advice(replace(sample, statements=both), "L-03")
    assert (finding.about, "Equity" in finding.message) == ("learning", True)


def test_a_sentence_that_stands_twice_in_one_statement_is_its_own_affair(sample: SelfAssessment) -> None:
    twice = line("We asked every provider what they would like us to do next.")
    assert advice(with_statement(sample, plans=(twice, twice)), "L-03") == []


def test_a_theme_with_far_more_strengths_than_improvements_is_told(sample: SelfAssessment) -> None:
    many = tuple(line(f"Strength {number}.") for number in range(40))
    assert [f.about for f in advice(with_statement(sample, strengths=many), "L-04")] == ["working-with-people"]
    assert advice(sample, "L-04") == []


def test_a_statement_that_takes_nearly_all_of_its_theme_is_told(sample: SelfAssessment) -> None:
    assert "equity" in [f.about for f in advice(with_statement(sample, plans=long_text(40)), "S-12")]
    assert advice(sample, "S-12") == []


# G-01: severities of the council's own


def test_a_council_makes_a_code_heavier_and_that_is_told(sample: SelfAssessment) -> None:
    council = replace(sample.council, severities={"T-02": "error"})
    heavier, told_ = weighed([warning("T-02", Place("a"), "So.")], council)
    assert heavier.severity is Severity.ERROR
    assert (told_.code, told_.severity) == ("G-01", Severity.INFO)
    assert told_.message == "council.yaml makes T-02 an error: 1 finding would otherwise be a warning."


def test_a_council_makes_a_code_lighter_and_that_is_told(sample: SelfAssessment) -> None:
    council = replace(sample.council, severities={"T-06": "warning"})
    found = weighed([error("T-06", Place("a"), "So."), error("T-06", Place("b"), "So.")], council)
    assert [f.severity for f in found] == [Severity.WARNING, Severity.WARNING, Severity.INFO]
    assert "2 findings would otherwise be an error" in found[-1].message


def test_other_codes_keep_their_weight(sample: SelfAssessment) -> None:
    council = replace(sample.council, severities={"T-06": "warning"})
    finding = error("T-07", Place("a"), "So.")
    assert weighed([finding], council) == (finding,)
