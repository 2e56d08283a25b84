"""What a council leaves out of its report on purpose: named in council.yaml, told in the manifest, never asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest

from engine.assembly.assemble import build
from engine.commands.check import check
from engine.commands.template_check import check_templates
from engine.errors import InputError, TemplateError
from engine.findings import Finding, errors_in
from engine.inspection import mandatory
from engine.model.edition import Edition, Order
from engine.model.left_out import is_left_out, may_be_left_out
from engine.progress import Progress
from engine.templates.kinds import TemplateKind
from engine.word.package import Package
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.little_sample import little_sample

pytestmark = [pytest.mark.slow, pytest.mark.office]

FINAL = Order(Edition.FINAL, with_pdf=False)
GONE = ("{{p overview.strategy }}", "{{ risk.owner }}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A council whose report prints neither its strategy nor who owns a risk."""
    workspace = little_sample(tmp_path_factory.mktemp("left-out") / "workspace")
    package = Package.read((ROOT / "word_templates" / "report.docx").read_bytes())
    for name in list(package.texts()):
        for tag in GONE:
            package.parts[name] = package.parts[name].replace(tag.encode(), "–".encode())
    workspace.template("report.docx").write_bytes(package.write())
    return workspace


@pytest.fixture
def council(made: Workspace) -> Iterator[Workspace]:
    """The same, with council.yaml as it was afterwards."""
    path = made.inputs / "council.yaml"
    kept = path.read_bytes()
    yield made
    path.write_bytes(kept)


def _leave_out(council: Workspace, *names: str) -> None:
    path = council.inputs / "council.yaml"
    path.write_text(f"leave_out: [{', '.join(names)}]\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def _named(findings: Sequence[Finding]) -> list[str]:
    return [found.named for found in errors_in(findings)]


def test_what_is_not_printed_is_asked_for_by_name(council: Workspace) -> None:
    found = check_templates(council).findings
    assert _named(found) == ["overview.strategy", "overview.risks.owner"]
    assert all("leave_out" in one.fix for one in errors_in(found))
    with pytest.raises(TemplateError):
        build(None, council, FINAL, Progress())


@pytest.mark.parametrize("owner", ["overview.risks.owner", "risk.owner", "Overview.Risks"])
def test_what_is_left_out_on_purpose_is_asked_for_by_nothing(council: Workspace, owner: str) -> None:
    _leave_out(council, "overview.strategy", owner)
    assert errors_in(check_templates(council).findings) == ()
    assert [one for one in errors_in(check(council, Progress()).findings) if one.place.file.startswith("word_")] == []


def test_a_final_without_it_says_so_in_its_manifest(council: Workspace) -> None:
    _leave_out(council, "overview.strategy", "risk.owner")
    built = build(None, council, FINAL, Progress())
    manifest = json.loads((built.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["left_out"] == ["overview.strategy", "overview.risks.owner"]


def test_the_rest_is_asked_for_as_before(council: Workspace) -> None:
    _leave_out(council, "overview.strategy")
    assert _named(check_templates(council).findings) == ["overview.risks.owner"]


def test_a_name_that_no_template_has_is_told_with_the_nearest(council: Workspace) -> None:
    _leave_out(council, "overview.stratgy")
    with pytest.raises(InputError) as stopped:
        check(council, Progress())
    (found,) = (one for one in errors_in(stopped.value.findings) if "stratgy" in one.message)
    assert "overview.strategy" in found.message + found.fix


def test_every_field_that_a_report_must_print_may_be_left_out_but_the_statements_themselves() -> None:
    asked = {path.replace("[]", "") for path in mandatory._PRINTED[TemplateKind.REPORT]}
    assert {name for name in asked if not may_be_left_out(name)} == {"statements.name", "statements.quality_statement"}


def test_a_list_stands_for_its_fields_and_nothing_else() -> None:
    assert is_left_out("overview.risks[].owner", ["overview.risks"])
    assert not is_left_out("overview.risks[].owner", ["overview.risk"])
    assert not is_left_out("overview.risks[].owner", ["overview.risks.owners"])
