"""Year on year: what moved, what was done, what was promised and is gone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.assemble import Built
from engine.assembly.reading import Reading, read
from engine.assessment.comparison import compare
from engine.assessment.snapshot import as_record, snapshot
from engine.commands.compare import compared, recommendation_lines
from engine.errors import InputError, UsageError
from engine.findings import errors_in
from engine.model.edition import Edition
from engine.model.snapshot import PastAction, PastFigure, PastRecommendation, PastStatement, Snapshot, StatementChange
from engine.phrases.forms import in_words
from engine.progress import Progress
from engine.sources.snapshot_file import read_snapshot
from engine.workspace import Workspace
from tests.assembly.test_pack import words
from tests.building import build
from tests.conftest import ROOT

SCALE = ("Strongly agree", "Tend to agree", "Tend to disagree", "Strongly disagree")


def version(figures: tuple[PastFigure, ...] = (), **statement: Any) -> Snapshot:
    """A version with one statement of two items."""
    plain: dict[str, Any] = {
        "view": "Fair",
        "direction": "Steady",
        "items": 2,
        "agreed": {},
        "ratings": {},
        "strengths": (),
        "improvements": (),
        "actions": (),
    }
    one = PastStatement(id="equity", name="Equity", **(plain | statement))
    return Snapshot(
        council="Wenlow",
        version="3.0",
        date="2026-03-14",
        framework="2024-03",
        scale=SCALE,
        statements=(one,),
        figures=figures,
    )


def change(before: Snapshot, now: Snapshot) -> StatementChange:
    (found,) = compare(before, now).statements
    return found


def action(text: str, status: str) -> PastAction:
    return PastAction(text, "Head of Equality", "2026-01-31", status)


def test_a_version_beside_itself_shows_no_change(reading: Reading) -> None:
    one = snapshot(reading.assessment, reading.judgement)
    found = compare(one, one)
    assert found.figures == ()
    for statement in found.statements:
        assert (statement.better, statement.worse, statement.new_strengths, statement.gone) == (0, 0, (), ())


def test_ratings_that_moved_are_counted_by_their_direction() -> None:
    before = version(
        ratings={"equity.01": {"leaders": SCALE[1], "carers": SCALE[2]}, "equity.02": {"carers": SCALE[0]}}
    )
    now = version(ratings={"equity.01": {"leaders": SCALE[0], "carers": SCALE[3]}, "equity.02": {"carers": SCALE[0]}})
    assert (change(before, now).better, change(before, now).worse) == (1, 1)


@pytest.mark.parametrize("other", [{}, {"equity.01": {"carers": "Don’t know"}}, {"equity.01": {"leaders": SCALE[0]}}])
def test_what_was_not_rated_before_has_not_moved(other: dict[str, dict[str, str]]) -> None:
    found = change(version(ratings=other), version(ratings={"equity.01": {"carers": SCALE[0]}}))
    assert (found.better, found.worse) == (0, 0)


def test_agreement_of_a_group_is_told_before_and_now() -> None:
    (found,) = change(version(agreed={"Carers": 1}), version(agreed={"Carers": 2})).agreement
    assert (found.group, found.before, found.now) == ("Carers", 1, 2)


def test_a_group_that_sent_nothing_has_no_number() -> None:
    before, after = change(version(agreed={"Carers": 1}), version(agreed={"Leaders": 2})).agreement
    assert {(before.group, before.before, before.now), (after.group, after.before, after.now)} == {
        ("Leaders", None, 2),
        ("Carers", 1, None),
    }


def test_a_reworded_strength_is_the_same_one() -> None:
    before = version(strengths=("We answer within two working days, in every team.",))
    now = version(strengths=("We answer within two working days in each team.", "We publish our data."))
    assert change(before, now).new_strengths == ("We publish our data.",)
    assert change(before, now).gone_strengths == ()


def test_a_strength_that_shares_most_of_its_letters_with_another_is_still_another() -> None:
    before = version(strengths=("We answer within two working days.",))
    now = version(strengths=("We answer within four working weeks.",))
    assert change(before, now).new_strengths == ("We answer within four working weeks.",)
    assert change(before, now).gone_strengths == ("We answer within two working days.",)


def test_a_statement_that_the_version_before_did_not_have_is_not_compared() -> None:
    before, now = version(), version()
    (one,) = now.statements
    both = replace(now, statements=(one, replace(one, id="new", name="New")))
    assert [found.id for found in compare(before, both).statements] == ["equity"]


def test_a_group_that_no_longer_knows_has_not_moved() -> None:
    before = version(ratings={"equity.01": {"carers": SCALE[0]}})
    found = change(before, version(ratings={"equity.01": {"carers": "Don’t know"}}))
    assert (found.better, found.worse) == (0, 0)


def test_what_became_of_an_open_action_is_told() -> None:
    before = version(
        actions=(action("Train staff", "Under way"), action("Hire a lead", "Not started"), action("Map", "Not started"))
    )
    now = version(actions=(action("Train staff", "Done"), action("Hire a lead", "Under way")))
    found = change(before, now)
    assert [one.text for one in found.done] == ["Train staff"]
    assert [one.text for one in found.still_open] == ["Hire a lead"]
    assert [one.text for one in found.gone] == ["Map"]


def test_an_action_that_was_done_before_is_no_news() -> None:
    found = change(version(actions=(action("Map", "Done"),)), version())
    assert (found.done, found.still_open, found.gone) == ((), (), ())


def test_figures_are_known_by_their_ids() -> None:
    before = (PastFigure("F-001", "Waiting", "312", ""), PastFigure("F-002", "Carers", "9", ""))
    now = (PastFigure("F-001", "Waiting", "250", ""), PastFigure("F-003", "Reviews", "71%", ""))
    found = compare(version(before), version(now)).figures
    assert [(figure.ref, figure.before, figure.now) for figure in found] == [
        ("F-001", "312", "250"),
        ("F-003", "", "71%"),
        ("F-002", "9", ""),
    ]


# recommendations of others


def recommended(text: str = "Count carers’ waits and publish them.", **changed: Any) -> PastRecommendation:
    plain: dict[str, Any] = {
        "made_by": "Peer challenge",
        "made_on": "2025-06-20",
        "text": text,
        "action": "We count them monthly.",
        "owner": "Head of Reviews",
        "due": "2026-04-30",
        "status": "Under way",
        "evidence": ("F-008",),
    }
    return PastRecommendation(**(plain | changed))


def with_recommendations(*found: PastRecommendation) -> Snapshot:
    return replace(version(), recommendations=found)


def told_of(before: PastRecommendation, now: PastRecommendation) -> list[tuple[str, ...]]:
    found = compare(with_recommendations(before), with_recommendations(now))
    return [tuple(one.told) for one in found.recommendations]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ({}, {}, []),
        ({}, {"status": "Done"}, [("Closed",)]),
        ({}, {"status": "Not accepted"}, [("Closed",)]),
        ({"status": "Not started"}, {}, [("Status changed",)]),
        ({"status": "Done"}, {}, [("Status changed",)]),
        ({"status": "Not accepted"}, {"status": "Done"}, [("Status changed",)]),
        ({}, {"action": "We publish them."}, [("Answer changed",)]),
        ({}, {"due": "2026-06-30"}, [("Answer changed",)]),
        ({}, {"evidence": ("F-008", "D-052")}, [("Answer changed",)]),
        ({"due": "2026-03-13"}, {"due": "2026-03-13"}, [("Overdue",)]),
        ({"due": "2026-03-14"}, {"due": "2026-03-14"}, []),
        ({"status": "Not started"}, {"due": "2026-01-31"}, [("Status changed", "Overdue")]),
        ({"due": "2026-01-31"}, {"due": "2026-01-31", "status": "Done"}, [("Closed",)]),
        ({"text": "Count the waits of carers and publish them"}, {}, [("New",), ("No longer listed",)]),
        ({"text": "Count carers’ waits and publish these."}, {}, []),
        ({"made_by": "Internal audit"}, {}, [("New",), ("No longer listed",)]),
    ],
)
def test_what_became_of_a_recommendation_is_told(
    before: dict[str, Any], now: dict[str, Any], told: list[tuple[str, ...]]
) -> None:
    assert told_of(recommended(**before), recommended(**now)) == told


def test_a_reworded_recommendation_takes_no_place_of_one_that_reads_as_before() -> None:
    one, near = recommended("Test plans with each provider."), recommended("Test plans with every provider.")
    found = compare(with_recommendations(near), with_recommendations(one, near)).recommendations
    assert [(change.told, change.stands) for change in found] == [(("New",), one)]


def test_a_reworded_recommendation_is_the_likest_of_those_before() -> None:
    was = recommended("Test continuity plans with every provider, not with those who offer.")
    farther = recommended("Test continuity plan with every provider, and not those who offer.")
    nearer = recommended("Test continuity plans with each provider, not with those who offer.")
    for now in ((farther, nearer), (nearer, farther)):
        (told,) = compare(with_recommendations(was), with_recommendations(*now)).recommendations
        assert (told.was, told.now) == (None, farther)


@given(st.permutations([recommended(), recommended(), recommended(status="Done"), recommended("Ask once more.")]))
def test_the_order_of_the_rows_tells_nothing(rows: list[PastRecommendation]) -> None:
    before = with_recommendations(
        recommended(), recommended("Ask once more."), recommended(), recommended(status="Done")
    )
    assert not compare(before, with_recommendations(*rows)).recommendations


def test_a_recommendation_that_two_rows_repeat_is_told_for_each() -> None:
    twice = with_recommendations(recommended(), recommended())
    assert not compare(twice, twice).recommendations
    found = compare(twice, with_recommendations(recommended())).recommendations
    assert [change.told for change in found] == [("No longer listed",)]


def test_a_line_tells_the_answer_then_and_now() -> None:
    now = recommended(status="Done", evidence=("F-008", "D-052"))
    (line,) = recommendation_lines(compare(with_recommendations(recommended()), with_recommendations(now)))
    then = "Under way; due 2026-04-30; Head of Reviews; We count them monthly.; evidence F-008"
    assert line.startswith("Closed: Count carers’ waits and publish them. (Peer challenge): ")
    assert f": {then} → Done; due" in line
    assert line.endswith("evidence F-008, D-052")


def test_a_record_of_before_recommendations_were_kept_says_so_and_tells_of_none(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    kept = json.loads(as_record(with_recommendations(recommended())))
    assert kept.pop("recommendations")
    path.write_text(json.dumps(kept), encoding="utf-8")
    older, now = read_snapshot(path), with_recommendations(recommended())
    assert older.recommendations is None
    (line,) = recommendation_lines(compare(older, now))
    assert line.startswith("The record of version 3.0 is from before recommendations of others were kept")
    (line,) = recommendation_lines(compare(older, older))
    assert line.startswith("The records of versions 3.0 and 3.0 are")
    assert not list(recommendation_lines(compare(older, with_recommendations())))


@pytest.mark.parametrize("due", ["soon", 5])
def test_a_recommendation_or_action_whose_day_is_none_is_no_record(tmp_path: Path, due: Any) -> None:
    path = tmp_path / "record.json"
    full = replace(version(actions=(action("Map", "Done"),)), recommendations=(recommended(),))
    for where in ("recommendations", "actions"):
        kept = json.loads(as_record(full))
        (kept if where in kept else kept["statements"][0])[where][0]["due"] = due
        path.write_text(json.dumps(kept), encoding="utf-8")
        with pytest.raises(InputError):
            read_snapshot(path)


# record.json


def test_a_record_is_read_as_it_was_written(reading: Reading, tmp_path: Path) -> None:
    one = snapshot(reading.assessment, reading.judgement)
    path = tmp_path / "record.json"
    path.write_bytes(as_record(one))
    assert read_snapshot(path) == one


def test_every_edition_but_the_public_one_holds_its_record(built: Built) -> None:
    found = compared(built.folder, built.folder / "record.json")
    assert len(found.statements) == 9


def test_a_record_and_a_changed_workspace_differ_by_the_change(built: Built, reading: Reading) -> None:
    kept = read_snapshot(built.folder / "record.json")
    narrative = reading.assessment.statements["equity"]
    statements = {**reading.assessment.statements, "equity": replace(narrative, view="Much better")}
    now = snapshot(replace(reading.assessment, statements=statements), reading.judgement)
    changed = [one.id for one in compare(kept, now).statements if one.view[0] != one.view[1]]
    assert changed == ["equity"]


def test_a_folder_that_is_neither_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither a workspace nor"):
        compared(tmp_path, tmp_path)


@pytest.mark.slow
@settings(max_examples=200, derandomize=True)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["council", "statements", "scale", "figures", "items", "agreed"]), inner)
        ),
        max_leaves=12,
    )
)
def test_whatever_stands_in_a_record_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: Any
) -> None:
    path = tmp_path_factory.mktemp("record") / "record.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError):
        read_snapshot(path)


# the track record of the report


def test_the_report_tells_what_became_of_the_version_before(built: Built) -> None:
    printed = words(built.folder / "report.docx")
    assert "Track record" in printed
    assert "Our last self-assessment was version 2.0 of 17 March 2025." in printed
    assert "Then: Too slow, and carers wait longest. Now: Quicker, but carers and reviews lag" in printed


def test_the_numbers_of_the_track_record_are_those_of_the_two_versions(built: Built, reading: Reading) -> None:
    before = json.loads((ROOT / "inputs" / "previous.json").read_text(encoding="utf-8"))
    open_ = [action for one in before["statements"] for action in one["actions"] if action["status"] != "Done"]
    now = {
        action.text.text: action.status
        for narrative in reading.assessment.statements.values()
        for action in narrative.actions
    }
    done = sum(now.get(action["text"]) == "Done" for action in open_)
    told = f"{in_words(done).capitalize()} of the {in_words(len(open_))} actions then open are done."
    assert told in words(built.folder / "report.docx")


@pytest.mark.office
def test_without_a_version_before_there_is_no_track_record(sample: Workspace) -> None:
    (sample.inputs / "previous.json").unlink()
    built = build(sample, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert "Track record" not in words(built.folder / "report.docx")


@pytest.mark.slow
def test_a_version_before_that_cannot_be_read_is_an_error_with_its_place(sample: Workspace) -> None:
    (sample.inputs / "previous.json").write_text('{"council": 1}', encoding="utf-8")
    found = errors_in(read(sample, Progress()).judgement.findings)
    assert [(finding.code, finding.place.file) for finding in found] == [("I-02", "inputs/previous.json")]
