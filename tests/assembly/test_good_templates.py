"""A template that broke: a draft is built with its last version that worked, and says so; a final edition is not."""

from __future__ import annotations

import json
import shutil

import pytest
from docx import Document

from engine.assembly.assemble import Built
from engine.errors import TemplateError
from engine.findings import Severity
from engine.model.edition import Edition, Order
from engine.progress import Progress
from engine.publishing.proof import verify
from engine.workspace import Workspace
from tests.building import build, build_order
from tests.commands.test_up_to_date import outputs
from tests.material.real_command import run


@pytest.fixture(scope="module")
def drafted(little_drafted: Workspace) -> Workspace:
    """The little council: nothing here depends on how many statements there are."""
    return little_drafted


@pytest.fixture
def sample(little: Workspace) -> Workspace:
    """The little council: nothing here depends on how many statements there are."""
    return little


def break_a_tag(workspace: Workspace, name: str = "verification_sheet.docx", tag: str = "sheet.about") -> bytes:
    """Misspell a tag, as somebody does in Word; the template's bytes as they were."""
    path = workspace.template(name)
    before = path.read_bytes()
    document = Document(str(path))
    for paragraph in document.paragraphs:
        for run_ in paragraph.runs:
            run_.text = run_.text.replace(tag, tag + "x")
    document.save(str(path))
    return before


@pytest.fixture(scope="module")
def broken(drafted: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A draft built after a tag of the sheet's template had been misspelt. Not to be changed."""
    root = tmp_path_factory.mktemp("broken") / "workspace"
    shutil.copytree(drafted.root, root)
    break_a_tag(Workspace(root))
    return build(Workspace(root), Edition.DRAFT, with_pdf=False, progress=Progress())


def test_a_draft_takes_the_last_version_that_worked(drafted: Workspace, broken: Built) -> None:
    assert outputs(Workspace(broken.folder.parents[1])) == outputs(drafted)
    told = {finding.code: finding for finding in broken.findings}
    assert told["W-21"].severity is Severity.ERROR
    assert told["M-11"].place.file == "word_templates/verification_sheet.docx"


def test_the_manifest_names_both_versions(drafted: Workspace, broken: Built) -> None:
    path, workspace = "word_templates/verification_sheet.docx", Workspace(broken.folder.parents[1])
    used = json.loads((broken.folder / "manifest.json").read_text(encoding="utf-8"))["templates"][path]
    was = json.loads((drafted.outputs / "draft" / "manifest.json").read_text(encoding="utf-8"))["templates"][path]
    assert used["sha256"] == was["sha256"]
    assert used["instead_of"]["sha256"] != was["sha256"]
    assert [finding.code for finding in verify(workspace, broken.folder)] == ["M-11"]


def test_a_template_that_stays_broken_has_not_changed_since_and_another_one_has(mine: Workspace) -> None:
    break_a_tag(mine)
    before = build(mine, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert before.since
    assert before.since.files == ("word_templates/verification_sheet.docx",)
    again = build(mine, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert again.since
    assert again.since.files == ()
    break_a_tag(mine, tag="statement.name")
    told = [finding.code for finding in verify(mine, mine.outputs / "draft")]
    assert told == ["M-04"]


def test_a_broken_version_is_never_kept(drafted: Workspace, broken: Built) -> None:
    kept = broken.folder.parent / ".templates" / "verification_sheet.docx"
    assert kept.read_bytes() == drafted.template("verification_sheet.docx").read_bytes()


def test_a_missing_template_of_the_councils_own_is_stood_in_for_as_well(mine: Workspace) -> None:
    own = mine.template("verification_sheet.docx")
    Document(str(own)).save(str(mine.outputs / ".templates" / own.name))
    own.unlink()
    built = build(mine, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert {"M-11", "W-02"} <= {finding.code for finding in built.findings}
    assert "W-63" not in {finding.code for finding in built.findings}


def test_a_final_edition_stops(mine: Workspace) -> None:
    break_a_tag(mine)
    with pytest.raises(TemplateError):
        build(mine, Edition.FINAL, with_pdf=False, progress=Progress())
    assert not (mine.outputs / "final").exists()


@pytest.mark.office
def test_without_a_version_that_worked_nothing_is_built(sample: Workspace) -> None:
    break_a_tag(sample)
    with pytest.raises(TemplateError):
        build(sample, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert not (sample.outputs / "draft").exists()


def test_a_mended_template_is_taken_again(mine: Workspace) -> None:
    good = break_a_tag(mine)
    build(mine, Edition.DRAFT, with_pdf=False, progress=Progress())
    mine.template("verification_sheet.docx").write_bytes(good)
    built = build(mine, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert "M-11" not in {finding.code for finding in built.findings}
    assert verify(mine, mine.outputs / "draft") == []


def test_a_sheet_alone_takes_it_too(mine: Workspace) -> None:
    break_a_tag(mine)
    built = build_order(mine, Order(Edition.DRAFT, with_pdf=False, only=("equity",)), Progress())
    assert "M-11" in {finding.code for finding in built.findings}


def test_the_command_says_so_each_time_and_answers_4(mine: Workspace) -> None:
    break_a_tag(mine)
    for _ in range(2):
        code, output, _ = run("build", "--no-pdf", "--workspace", str(mine.root))
        assert code == 4
        assert "built with its last version that worked" in output
        assert 'Did you mean "about"?' in output
