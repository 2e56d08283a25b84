"""The pen holder's rulings: they settle what a checklist leaves open, and change nothing that is clear."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.assembly.reading import read
from engine.findings import Finding, errors_in
from engine.framework.catalogue import framework_file, load_framework
from engine.model.assessment import Checklist
from engine.model.framework import Framework
from engine.progress import Progress
from engine.workspace import Workspace
from tests.material.small_checklists import Layout, Said, Table, save_xlsx, tables

pytestmark = pytest.mark.slow

GROUND = {"who": "Helen Marsden", "when": "2026-03-02", "why": "The group said so by e-mail."}
HEAD: list[object] = ["Id", "Checklist item", "Rating", "Why"]


class Inbox:
    """The little council's workspace, with the leaders' files and decisions.yaml to be written by a test."""

    def __init__(self, workspace: Workspace, framework: Framework) -> None:
        self.workspace = workspace
        self.framework = framework
        self.folder = workspace.inputs / "checklists"
        (self.folder / "leaders.xlsx").unlink()

    def put(self, name: str, *more: tuple[str, Table], group: str = "leaders") -> Path:
        """A file that agrees with everything, and the sheets that come on top."""
        said: dict[str, Said] = dict.fromkeys(self.framework.items, ("Tend to agree", "Because", "", ""))
        save_xlsx(self.folder / name, [*tables(self.framework, said, Layout(evidence=False)), *more], group)
        return self.folder / name

    def decide(self, **rulings: list[dict[str, Any]]) -> None:
        """decisions.yaml, each ruling on good ground."""
        whole = {kind: [{**ruling, **GROUND} for ruling in each] for kind, each in rulings.items()}
        text = yaml.safe_dump(whole, allow_unicode=True)
        (self.workspace.inputs / "decisions.yaml").write_text(text, encoding="utf-8")

    def leaders(self) -> tuple[Checklist, list[Finding]]:
        """Their checklist, and what is said about it and about the decisions."""
        reading = read(self.workspace, Progress())
        checklist = next(c for c in reading.assessment.checklists if c.group == "leaders")
        files = ("leaders", "managers", "decisions", "notes")
        return checklist, [f for f in reading.judgement.findings if any(name in f.place.file for name in files)]


@pytest.fixture
def framework(little: Workspace) -> Framework:
    return load_framework(framework_file(little))


@pytest.fixture
def inbox(little: Workspace, framework: Framework) -> Inbox:
    return Inbox(little, framework)


CONFLICT: Table = [HEAD, ["assessing-needs.07", "", "Don’t know", "Because"]]
OWN: Table = [HEAD, [None, "Our parking is fair.", "Don’t know", "Because"]]


def test_a_ruling_on_a_rating_settles_a_conflict(inbox: Inbox) -> None:
    inbox.put("leaders.xlsx", ("Sheet20", CONFLICT))
    assert inbox.leaders()[0].conflicts == 1
    inbox.decide(ratings=[{"group": "leaders", "item": "assessing-needs.07", "rating": "Don't know"}])
    checklist, findings = inbox.leaders()
    rating = checklist.answers["assessing-needs.07"].rating
    assert (checklist.conflicts, rating and rating.name) == (0, "Don’t know")
    assert errors_in(findings) == ()


def test_a_conflict_may_be_ruled_to_be_no_answer(inbox: Inbox) -> None:
    inbox.put("leaders.xlsx", ("Sheet20", CONFLICT))
    inbox.decide(ratings=[{"group": "leaders", "item": "assessing-needs.07", "rating": "no answer"}])
    checklist, _ = inbox.leaders()
    assert (checklist.conflicts, checklist.answers["assessing-needs.07"].rating) == (0, None)


def test_a_ruling_changes_no_rating_that_is_clear_and_is_named(inbox: Inbox) -> None:
    inbox.put("leaders.xlsx")
    inbox.decide(ratings=[{"group": "leaders", "item": "assessing-needs.07", "rating": "Don't know"}])
    checklist, findings = inbox.leaders()
    rating = checklist.answers["assessing-needs.07"].rating
    assert rating is not None
    assert rating.name == "Tend to agree"
    assert [(f.code, f.place.where) for f in findings if f.code == "I-29"] == [("I-29", "line 2")]


def test_a_sheet_may_be_ruled_out(inbox: Inbox) -> None:
    inbox.put("leaders.xlsx", ("Sheet20", CONFLICT))
    inbox.decide(sheets=[{"file": "leaders.xlsx", "sheet": "Sheet20", "use": False}])
    checklist, findings = inbox.leaders()
    assert checklist.conflicts == 0
    assert errors_in(findings) == ()


def test_one_of_two_files_of_a_group_may_be_ruled_out(inbox: Inbox) -> None:
    inbox.put("leaders.xlsx")
    save_xlsx(inbox.folder / "managers.xlsx", [("Assessing needs", CONFLICT)])
    assert inbox.leaders()[0].conflicts == 1
    inbox.decide(files=[{"file": "managers.xlsx", "use": False}])
    assert inbox.leaders()[0].conflicts == 0


def test_a_file_that_names_no_group_may_be_given_one(inbox: Inbox) -> None:
    inbox.put("notes of January.xlsx", group="")
    inbox.decide(files=[{"file": "notes of January.xlsx", "group": "leaders"}])
    checklist, findings = inbox.leaders()
    assert len(checklist.answers) == len(inbox.framework.items)
    assert "C-02" not in {finding.code for finding in findings}


@pytest.mark.parametrize("found_by", [{"text": "our parking is fair"}, {"place": "Sheet20!C2"}])
def test_a_row_of_the_groups_own_may_be_ignored(inbox: Inbox, found_by: dict[str, str]) -> None:
    inbox.put("leaders.xlsx", ("Sheet20", OWN))
    assert len(inbox.leaders()[0].local_items) == 1
    inbox.decide(rows=[{"file": "leaders.xlsx", "as": "ignored", **found_by}])
    assert inbox.leaders()[0].local_items == ()


def test_a_row_ruled_local_is_kept_and_not_listed_again(inbox: Inbox) -> None:
    inbox.put("leaders.xlsx", ("Sheet20", OWN))
    inbox.decide(rows=[{"file": "leaders.xlsx", "text": "Our parking is fair.", "as": "local"}])
    checklist, findings = inbox.leaders()
    assert len(checklist.local_items) == 1
    assert {finding.code for finding in findings} & {"C-06", "I-29"} == set()


def test_a_row_may_be_ruled_to_be_an_item(inbox: Inbox, framework: Framework) -> None:
    inbox.put("leaders.xlsx", ("Sheet20", OWN))
    inbox.decide(rows=[{"file": "leaders.xlsx", "text": "Our parking is fair.", "as": "assessing-needs.07"}])
    assert inbox.leaders()[0].conflicts == 1


def test_accepted_words_are_not_told_again(inbox: Inbox, framework: Framework) -> None:
    words = framework.items["assessing-needs.07"].text + " Always."
    inbox.put("leaders.xlsx", ("Sheet20", [HEAD, ["assessing-needs.07", words, "Tend to agree", "Because"]]))
    assert "C-07" in {finding.code for finding in inbox.leaders()[1]}
    inbox.decide(rows=[{"file": "leaders.xlsx", "text": words, "as": "assessing-needs.07"}])
    assert "C-07" not in {finding.code for finding in inbox.leaders()[1]}


@pytest.mark.parametrize("missing", ["who", "when", "why"])
def test_a_ruling_without_its_ground_is_an_error_and_settles_nothing(inbox: Inbox, missing: str) -> None:
    inbox.put("leaders.xlsx", ("Sheet20", CONFLICT))
    ruling = {"group": "leaders", "item": "assessing-needs.07", "rating": "Don't know", **GROUND}
    del ruling[missing]
    text = yaml.safe_dump({"ratings": [ruling]}, allow_unicode=True)
    (inbox.workspace.inputs / "decisions.yaml").write_text(text, encoding="utf-8")
    checklist, findings = inbox.leaders()
    assert checklist.conflicts == 1
    assert [f.code for f in errors_in(findings) if "decisions" in f.place.file] == ["I-10"]
