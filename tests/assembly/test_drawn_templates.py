"""Templates of every kind, drawn by seed: a check of them, a check of the workspace and a final say the same.

And what a final is built with prints all the words it holds and no tag, in the PDF what the Word file shows.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pytest

from engine.assembly.assemble import build
from engine.commands.check import check
from engine.commands.template_check import check_templates
from engine.errors import TemplateError
from engine.findings import Finding, Place, errors_in
from engine.inspection.trial import tried
from engine.model.edition import Edition, Order
from engine.progress import Progress
from engine.templates.kinds import TemplateKind
from engine.word.contents import Contents
from engine.word.package import DOCUMENT, Package
from engine.word.text import all_text, texts
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.depth import IS_DEEP
from tests.material.drawn_templates import DrawnTemplate, drawn
from tests.material.little_sample import little_sample

pytestmark = [pytest.mark.slow, pytest.mark.office]

SEEDS = range(300 if IS_DEEP else 5)
"""Each takes five seconds of a processor."""
_NAMES = {
    TemplateKind.REPORT: "report",
    TemplateKind.SHEET: "verification/equity",
    TemplateKind.ENDORSEMENTS: "endorsements",
}
"""A document of each kind of template whose words nobody but its template brings brackets into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said of a template: by itself, by a check of the workspace, by a final; None where that was built."""

    alone: Sequence[Finding]
    checked: Sequence[Finding]
    refused: Sequence[Finding] | None


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A council of two statements. Each test brings a template and takes it away."""
    return little_sample(tmp_path_factory.mktemp("drawn") / "workspace")


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_of_a_template_is_what_is_built(seed: int, workspace: Workspace) -> None:
    template = drawn(seed)
    path = workspace.template(template.file)
    kept = path.read_bytes()
    path.write_bytes(template.data)
    try:
        said = _said(workspace, template)
        assert bool(said.checked) is (said.refused is not None)
        assert set(said.alone) <= set(said.checked) == set(said.refused or ())
        if said.refused is None:
            _must_be_whole(workspace, template)
        if not said.alone and not said.checked:
            assert set(_with_the_specimen(template.file, template.data)) <= _of_the_house(template.file)
    finally:
        path.write_bytes(kept)
        shutil.rmtree(workspace.outputs, ignore_errors=True)


def _said(workspace: Workspace, template: DrawnTemplate) -> Said:
    alone = errors_in(check_templates(workspace, [workspace.template(template.file)]).findings)
    found = errors_in(check(workspace, Progress()).findings)
    refused: tuple[Finding, ...] | None = None
    try:
        build(None, workspace, Order(Edition.FINAL, with_pdf=False), Progress())
    except TemplateError as fault:
        refused = errors_in(fault.findings)
    return Said(alone=alone, checked=[one for one in found if one.place.file.startswith("word_")], refused=refused)


def _must_be_whole(workspace: Workspace, template: DrawnTemplate) -> None:
    """Every word outside conditions is printed, no tag is, and fields are printed as the Word file has them."""
    if template.file not in _NAMES:
        return
    made = Package.read(
        (workspace.outputs / Edition.FINAL / f"{_NAMES[TemplateKind(template.file)]}.docx").read_bytes()
    )
    said = all_text(made)
    assert [word for word in template.words if word not in said] == []
    assert "{{" not in said
    assert "{%" not in said
    printed = Package.read(Contents(made).for_printing(live=True))
    assert list(texts(printed.xml(DOCUMENT))) == list(texts(made.xml(DOCUMENT)))


@cache
def _of_the_house(file: str) -> frozenset[Finding]:
    """What is said of the house's own: the specimen has a text that no form could hold."""
    return frozenset(_with_the_specimen(file, (ROOT / "word_templates" / file).read_bytes()))


def _with_the_specimen(file: str, data: bytes) -> tuple[Finding, ...]:
    """What is wrong in the document of a template that is filled with one of everything, and has to print it all."""
    place = Place(f"word_templates/{file}")
    return errors_in(tried(data, TemplateKind(file), place, must_say_all=True))
