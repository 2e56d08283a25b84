"""The report at once, while somebody watches: in chapters until the whole is built, and the rest stays as it is."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from engine.assembly.documents import chapters_of_what_stands
from engine.assembly.one_order import OneOrder
from engine.commands import watch
from engine.commands.build import BuildReport, bring_up_to_date
from engine.commands.verify import prove
from engine.errors import ConversionError
from engine.model.edition import Edition, Order
from engine.pdf.standby import Standby
from engine.progress import Progress
from engine.workspace import Workspace
from tests.material.form_edits import edit_a_form
from tests.material.same_pages import differences

pytestmark = pytest.mark.office

WHOLE = Order(Edition.DRAFT)
AT_ONCE = replace(WHOLE, report_at_once=True)
OF_THE_SHEET = {"verification/equity.docx", "verification/equity.pdf", "manifest.json"}
"""What the edit of a form changes, beside the report."""


def files_of(workspace: Workspace) -> dict[str, str]:
    folder = workspace.outputs / "draft"
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_report_at_once_stands_until_the_whole_is_built_which_is_as_ever(little: Workspace) -> None:
    report = little.outputs / "draft" / "report.pdf"
    with Standby(WHOLE) as standby:
        bring_up_to_date(little, WHOLE, Progress(), standby, OneOrder(standby.chapterwise()))
        before = files_of(little)
        edit_a_form(little, 3)
        at_hand = OneOrder(standby.chapterwise())
        told = bring_up_to_date(little, replace(AT_ONCE, only=("equity",)), Progress(), standby, at_hand)
        after, at_once = files_of(little), report.read_bytes()
        assert told.report_at_once
        assert {name for name in after if after[name] != before[name]} == {"report.docx", "report.pdf", *OF_THE_SHEET}
        assert [(one.broken, one.changed) for one in prove(little, None).editions] == [(0, 0)]
        steps: list[str] = []
        bring_up_to_date(little, WHOLE, Progress(lambda step: steps.append(step.name)), standby, at_hand)
        whole = report.read_bytes()
    assert steps == ["render", "convert", "finish", "publish"]
    assert at_once != whole
    assert differences(at_once, whole) == []
    with Standby(WHOLE) as standby:
        report.unlink()
        bring_up_to_date(little, WHOLE, Progress(), standby)
    assert report.read_bytes() == whole
    assert {name: known for name, known in files_of(little).items() if name in OF_THE_SHEET - {"manifest.json"}} == {
        name: after[name] for name in OF_THE_SHEET - {"manifest.json"}
    }


def test_where_the_report_is_to_be_laid_out_as_a_whole_the_sheet_comes_by_itself(little: Workspace) -> None:
    with Standby(WHOLE) as standby:
        bring_up_to_date(little, WHOLE, Progress(), standby)
        before = files_of(little)
        edit_a_form(little, 3)
        told = bring_up_to_date(little, replace(AT_ONCE, only=("equity",)), Progress(), standby)
        after = files_of(little)
    assert not told.report_at_once
    assert told.only == ("equity",)
    assert {name for name in after if after[name] != before[name]} == OF_THE_SHEET
    assert [(one.broken, one.changed) for one in prove(little, None).editions] == [(0, 0)]


@pytest.mark.parametrize(("longest", "parts"), [(150, [(("equity",), True)]), (1, [(("equity",), False), ((), True)])])
def test_a_sheet_comes_with_the_report_and_does_not_wait_for_a_long_one(
    longest: int, parts: list[tuple[tuple[str, ...], bool]], little: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_SOON", longest)
    with Standby(WHOLE) as standby:
        bring_up_to_date(little, WHOLE, Progress(), standby, OneOrder(standby.chapterwise()))
        edit_a_form(little, 3)
        done = watch.follow(little, WHOLE, ("inputs/narrative/equity.docx",), standby, lambda: False)
        told = [each.outcome for each in done]
    assert [(one.only, one.report_at_once) for one in told if isinstance(one, BuildReport)] == [*parts, ((), False)]


def test_without_chapters_at_hand_the_report_waits_for_the_whole(little: Workspace) -> None:
    with Standby(WHOLE) as standby, pytest.raises(ConversionError, match="laid out as a whole"):
        bring_up_to_date(little, AT_ONCE, Progress(), standby)
    assert not (little.outputs / "draft").exists()


def test_of_a_report_that_stands_the_chapters_are_ready_for_the_first_save(little: Workspace) -> None:
    with Standby(WHOLE) as standby:
        bring_up_to_date(little, WHOLE, Progress(), standby)
        before = files_of(little)
        converter, chapterwise = standby.ready(), standby.chapterwise()
        assert converter is not None
        assert chapterwise is not None
        reading = OneOrder().reading(Edition.DRAFT, little, Progress())
        chapters_of_what_stands(converter, little, reading, WHOLE, chapterwise)
        assert files_of(little) == before
        edit_a_form(little, 3)
        assert bring_up_to_date(little, AT_ONCE, Progress(), standby, OneOrder(chapterwise)).report_at_once
