"""Some sheets built alone: the rest stays as it is, and the manifest says what is older than its sources."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from engine.commands.signoff import issue
from engine.errors import InputError, SigningError, UsageError
from engine.findings import errors_in
from engine.model.edition import Edition, Order
from engine.progress import Progress
from engine.publishing.proof import verify
from engine.workspace import Workspace
from tests.assembly.test_assemble import break_a_reference
from tests.building import build, build_order
from tests.commands.test_up_to_date import change_a_form, outputs
from tests.material.real_command import run


@pytest.fixture(scope="module")
def drafted(little_drafted: Workspace) -> Workspace:
    """The little council: nothing here depends on how many statements there are."""
    return little_drafted


@pytest.fixture
def sample(little: Workspace) -> Workspace:
    """The little council: nothing here depends on how many statements there are."""
    return little


def only(workspace: Workspace, *statements: str, edition: Edition = Edition.DRAFT) -> set[str]:
    """Build these sheets alone; the codes of what is said."""
    built = build_order(workspace, Order(edition, with_pdf=False, only=statements), Progress())
    return {finding.code for finding in built.findings}


def manifest(workspace: Workspace) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((workspace.outputs / "draft" / "manifest.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def partly(drafted: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An edition of which one sheet was built again after its form had changed. Not to be changed."""
    root = tmp_path_factory.mktemp("partly") / "workspace"
    shutil.copytree(drafted.root, root)
    change_a_form(Workspace(root))
    assert "M-10" in only(Workspace(root), "Equity in experiences and outcomes")
    return Workspace(root)


def test_only_the_sheet_asked_for_changes(drafted: Workspace, partly: Workspace) -> None:
    before, after = outputs(drafted), outputs(partly)
    assert {name for name in after if after[name] != before[name]} == {"verification/equity.docx"}
    assert after.keys() == before.keys()


def test_the_manifest_says_which_outputs_are_older_than_their_sources(drafted: Workspace, partly: Workspace) -> None:
    was = manifest(drafted)["inputs"]["inputs/narrative/equity.docx"]
    told = manifest(partly)
    shared = {name for name in told["outputs"] if not name.startswith(("verification/", "briefs/"))}
    older = {name: entry["earlier"] for name, entry in told["outputs"].items() if "earlier" in entry}
    assert older == {name: {"inputs/narrative/equity.docx": was} for name in shared}
    assert told["inputs"]["inputs/narrative/equity.docx"] != was
    assert {"report.docx", "library.xlsx"} <= shared
    assert [finding.code for finding in verify(partly, partly.outputs / "draft")] == ["M-10"] * len(shared)


def test_a_source_that_came_since_counts_as_well(mine: Workspace) -> None:
    shutil.copy(mine.inputs / "brand" / "logo.png", mine.inputs / "brand" / "logo2.png")
    only(mine, "equity")
    assert manifest(mine)["outputs"]["report.docx"]["earlier"] == {"inputs/brand/logo2.png": None}


def test_two_in_a_row_remember_each_age_and_a_whole_build_ends_it(
    drafted: Workspace, partly: Workspace, tmp_path: Path
) -> None:
    was = manifest(drafted)["inputs"]["inputs/narrative/equity.docx"]
    mine = Workspace(Path(shutil.copytree(partly.root, tmp_path / "mine")))
    change_a_form(mine)
    only(mine, "assessing-needs")
    told = manifest(mine)["outputs"]
    assert told["report.docx"]["earlier"]["inputs/narrative/equity.docx"] == was
    assert "earlier" in told["verification/equity.docx"]
    assert "earlier" not in told["verification/assessing-needs.docx"]
    build(mine, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert not [entry for entry in manifest(mine)["outputs"].values() if "earlier" in entry]
    assert verify(mine, mine.outputs / "draft") == []


@pytest.mark.office
def test_with_no_edition_there_yet_the_sheet_stands_alone(sample: Workspace) -> None:
    only(sample, "equity")
    assert set(outputs(sample)) == {"verification/equity.docx", "briefs/equity.docx"}
    assert verify(sample, sample.outputs / "draft") == []


def test_an_edition_of_other_tools_is_not_mixed_with(mine: Workspace) -> None:
    path = mine.outputs / "draft" / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"python": "', '"python": "1.'), encoding="utf-8")
    with pytest.raises(UsageError, match="leave out --only"):
        only(mine, "equity")


def test_a_manifest_that_leads_out_of_its_folder_is_none(mine: Workspace) -> None:
    path = mine.outputs / "draft" / "manifest.json"
    text = path.read_text(encoding="utf-8").replace('"report.docx": {', '"../../inputs/council.yaml": {', 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        only(mine, "equity")
    assert {finding.code for finding in errors_in(verify(mine, mine.outputs / "draft"))} == {"M-01"}


def test_a_final_sheet_is_refused_while_errors_stand(mine: Workspace) -> None:
    break_a_reference(mine)
    with pytest.raises(InputError):
        only(mine, "assessing-needs", edition=Edition.FINAL)


def test_a_final_edition_in_two_ages_is_not_issued(mine: Workspace) -> None:
    build(mine, Edition.FINAL, with_pdf=False, progress=Progress())
    change_a_form(mine)
    only(mine, "equity", edition=Edition.FINAL)
    with pytest.raises(SigningError) as stopped:
        issue(mine)
    assert {finding.code for finding in stopped.value.findings} == {"M-10"}


def test_in_which_order_statements_are_named_and_how_often_makes_no_difference(
    mine: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    made = []
    for named in (("equity", "assessing-needs"), ("assessing-needs", "Equity in experiences and outcomes", "equity")):
        only(mine, *named)
        made.append((mine.outputs / "draft" / "manifest.json").read_bytes())
    assert made[0] == made[1]


def test_the_command_takes_several_statements(mine: Workspace) -> None:
    where = ("--workspace", str(mine.root))
    code, output, _ = run("build", "--no-pdf", "--only", "equity", "assessing-needs", "equity", *where)
    assert code == 0
    assert "Sheets   equity, assessing-needs in outputs/draft/verification; the rest is as it was" in output
    code, _, errors = run("build", "--no-pdf", "--only", "equty", *where)
    assert (code, errors.strip()) == (2, 'There is no quality statement "equty". Did you mean equity?')
    code, _, errors = run("build", "equity", *where)
    assert (code, "--only" in errors) == (2, True)
