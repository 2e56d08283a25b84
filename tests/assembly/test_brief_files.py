"""The files of briefs: in a draft, as Word alone; from the house copy where a workspace is older than the template."""

from __future__ import annotations

import json

from engine.assembly.assemble import Built
from engine.commands.check import check
from engine.commands.template_check import check_templates
from engine.findings import Severity
from engine.model.edition import Edition, Order
from engine.progress import Progress
from engine.templates.kinds import TemplateKind
from engine.workspace import Workspace
from tests.building import build_order
from tests.commands.test_up_to_date import outputs


def test_a_draft_has_a_brief_for_each_statement_as_word_alone(built: Built) -> None:
    statements = built.reading.assessment.framework.statements
    assert {path.name for path in (built.folder / "briefs").iterdir()} == {f"{one.id}.docx" for one in statements}


def test_a_final_edition_has_none(final: Built) -> None:
    assert not list(final.folder.rglob("*brief*"))


def test_a_brief_is_made_from_its_own_form_and_template_and_carries_no_code(drafted: Workspace) -> None:
    manifest = json.loads((drafted.outputs / "draft" / "manifest.json").read_text(encoding="utf-8"))
    told = manifest["outputs"]["briefs/equity.docx"]
    assert "inputs/narrative/equity.docx" in told["made_from"]
    assert "inputs/narrative/learning.docx" not in told["made_from"]
    assert [path for path in told["made_from"] if path.startswith("word_templates/")] == ["word_templates/brief.docx"]
    assert not told.keys() & {"code", "pages"}


def test_a_workspace_older_than_the_template_gets_the_house_copy_and_is_told_once(
    drafted: Workspace, mine: Workspace
) -> None:
    mine.template(TemplateKind.BRIEF).unlink()
    built = build_order(mine, Order(Edition.DRAFT, with_pdf=False), Progress())
    told = [finding for finding in built.findings if finding.place.file == "word_templates/brief.docx"]
    assert [(finding.code, finding.severity) for finding in told] == [("W-63", Severity.WARNING)]
    briefs = {name: data for name, data in outputs(mine).items() if name.startswith("briefs/")}
    assert briefs == {name: data for name, data in outputs(drafted).items() if name.startswith("briefs/")}
    found = [finding for finding in check(mine, Progress()).findings if finding.code == "W-63"]
    assert len(found) == 1
    assert check_templates(mine).exit_code == 0
