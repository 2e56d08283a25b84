"""An edition of the framework is data alone: chosen, told by word, and with every answer under the id it had."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.assembly.reading import read
from engine.cli.main import penholder
from engine.commands.framework_editions import list_frameworks, use_framework
from engine.commands.framework_import import import_wording
from engine.doors import EARLIER, Door, changes
from engine.errors import InputError, UsageError
from engine.framework.catalogue import CHOICE, framework_file, load_framework
from engine.model.edition import Edition
from engine.model.framework import Framework
from engine.model.vocabulary import framework_vocabulary
from engine.progress import Progress
from engine.workspace import Workspace
from tests.building import build
from tests.material.small_workbook import SmallWorkbook

EDITION = """\
version: "2027-01"
title: Made up for a test
themes:
  - id: working-with-people
    name: Working with everybody
    statements:
      - id: equity
        items:
          - {id: equity.02, text: "The council knows who is left out, and acts on it."}
          - {id: equity.09, text: "People say that they are treated alike."}
retired: [equity.03]
"""


@pytest.fixture
def ours(tmp_path: Path) -> Workspace:
    (tmp_path / "ours" / "inputs").mkdir(parents=True)
    return Workspace(tmp_path / "ours")


def _offer(workspace: Workspace, text: str = EDITION) -> Path:
    path = workspace.root / "data_schemas" / "framework" / "editions" / "2027-01.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_edition_of_themes_that_the_framework_lacks_is_told(little: Workspace) -> None:
    """It says something of a theme by its id, and nothing else of that theme is there."""
    with pytest.raises(InputError, match=r"2026-07\.yaml"):
        use_framework(little, "2026-07")


def test_the_house_offers_an_edition_and_uses_it_only_when_told(ours: Workspace) -> None:
    listed = list_frameworks(ours).listed
    assert [(one.version, one.is_in_use, one.is_offered) for one in listed] == [
        ("2024-03", True, False),
        ("2026-07", False, True),
    ]


def test_an_edition_is_used_beside_the_former_file_and_told_by_word(ours: Workspace) -> None:
    chosen = use_framework(ours, "2026-07")
    assert framework_file(ours) == chosen.path == ours.inputs / "framework" / "2026-07.yaml"
    told = [(change.kind, change.about) for change in chosen.changes]
    assert ("reworded", "ensuring-safety name") in told
    assert ("new", "learning.11") in told
    assert ("dropped", "learning.10") in told
    assert chosen.kept == len(chosen.former.items) - 1
    assert chosen.framework.themes[2].name == "Ensuring safety within the system"


def test_names_of_before_are_understood(ours: Workspace) -> None:
    words = framework_vocabulary(use_framework(ours, "2026-07").framework)
    for kind in ("theme", "library group"):
        assert words.find(kind, "Ensuring safety") == words.find(kind, "Ensuring safety within the system")


def test_the_former_one_is_used_again(ours: Workspace) -> None:
    use_framework(ours, "2026-07")
    back = use_framework(ours, "2024-03")
    assert load_framework(framework_file(ours)).version == "2024-03"
    assert (back.is_new, len(back.changes)) == (False, 8)
    assert not use_framework(ours, "2026-07").is_new


def test_what_was_in_use_is_kept_by_the_door(ours: Workspace) -> None:
    use_framework(ours, "2026-07")
    use_framework(ours, "2024-03")
    first, second = changes(ours)
    assert {first.door, second.door} == {Door.USE_FRAMEWORK}
    assert [one.file for one in first.files] == ["inputs/framework/2026-07.yaml", f"inputs/framework/{CHOICE}"]
    assert (ours.root / EARLIER / "2" / "framework" / CHOICE).read_text(encoding="utf-8") == "2026-07\n"


@pytest.mark.slow
def test_official_wording_stays_where_an_edition_says_nothing(
    ours: Workspace, framework: Framework, tmp_path: Path
) -> None:
    small = SmallWorkbook(framework)
    small.items["equity"][0] = "The council asks people who are seldom heard what stands in their way."
    import_wording(ours, small.word(tmp_path / "workbook.docx"))
    chosen = use_framework(ours, "2026-07")
    assert chosen.framework.items["equity.01"].text == small.items["equity"][0]
    assert set(chosen.lost_parts) == {"items", "library"}
    assert "declarations" in chosen.framework.official_parts


@pytest.mark.slow
def test_an_import_after_a_choice_is_in_use(ours: Workspace, framework: Framework, tmp_path: Path) -> None:
    use_framework(ours, "2026-07")
    use_framework(ours, "2024-03")
    made = import_wording(ours, SmallWorkbook(framework).word(tmp_path / "workbook.docx"), "2027-05")
    assert framework_file(ours) == made.path


def test_an_unknown_version_changes_nothing(ours: Workspace) -> None:
    with pytest.raises(UsageError, match=r"No framework \.\./2026 is at hand"):
        use_framework(ours, "../2026")
    assert list(ours.inputs.iterdir()) == []


def test_a_choice_that_is_not_there_is_told(ours: Workspace) -> None:
    use_framework(ours, "2026-07")
    (ours.inputs / "framework" / "2026-07.yaml").unlink()
    (ours.inputs / "framework" / CHOICE).write_text("2026-08\n", encoding="utf-8")
    with pytest.raises(InputError, match="names the framework 2026-08, which is not there"):
        framework_file(ours)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"2027-01"', "[2027]", "version"),
        ("retired: [equity.03]", "retired: 3", "retired"),
        ("equity.09", "robots.09", "robots.09"),
        ("text: ", "txt: ", "text"),
    ],
)
def test_an_edition_that_is_none_is_told(little: Workspace, before: str, after: str, said: str) -> None:
    _offer(little, EDITION.replace(before, after))
    with pytest.raises(InputError) as told:
        use_framework(little, "2027-01")
    assert said in str(told.value)
    assert not (little.inputs / "framework").exists()


@pytest.mark.office
@pytest.mark.slow
def test_a_report_is_built_in_both_editions_with_the_answers_it_had(little: Workspace) -> None:
    _offer(little)
    before = build(little, Edition.DRAFT, with_pdf=False, progress=Progress()).reading.assessment
    use_framework(little, "2027-01")
    after = build(little, Edition.DRAFT, with_pdf=False, progress=Progress()).reading.assessment
    assert after.framework.themes[0].name == "Working with everybody"
    for old, new in zip(before.checklists, after.checklists, strict=True):
        kept = {item: answer.rating for item, answer in old.answers.items() if item != "equity.03"}
        assert {item: answer.rating for item, answer in new.answers.items()} == kept
    use_framework(little, before.framework.version)
    assert read(little, Progress()).assessment == before


def test_the_commands_say_it(ours: Workspace) -> None:
    run = CliRunner().invoke
    root = ["--workspace", str(ours.root)]
    assert "in use" in run(penholder, ["framework", "list", *root]).output
    used = run(penholder, ["framework", "use", "2026-07", *root]).output
    assert "93 of 94 checklist items keep their ids" in used
    listed = json.loads(run(penholder, ["framework", "list", "--format", "json", *root]).output)["frameworks"]
    assert [one["version"] for one in listed if one["is_in_use"]] == ["2026-07"]
