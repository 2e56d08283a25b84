"""Saves heard beside the builds: none is lost, and a build can ask whether there is more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest

from engine.assembly.one_order import OneOrder
from engine.commands.build import BuildReport, bring_up_to_date
from engine.commands.saves import Changed, heard_saves
from engine.commands.watch import follow
from engine.errors import TemplateError
from engine.model.edition import Edition, Order
from engine.pdf.standby import Standby
from engine.progress import Progress
from engine.templates.kinds import TemplateKind
from engine.workspace import Workspace
from tests.building import bring
from tests.material.covered_texts import cover
from tests.material.form_edits import edit_a_form
from tests.material.patience import comes_about


def test_saves_come_in_their_order_and_it_is_known_whether_there_are_more() -> None:
    def listen(ends: Event) -> Iterator[Changed]:
        yield from ((), ("one",), (), ("two", "three"))
        ends.wait()

    with heard_saves(listen) as saves:
        each = iter(saves)
        assert next(each) == ("one",)
        assert comes_about(saves.are_waiting)
        assert next(each) == ("two", "three")
        assert not saves.are_waiting()


@pytest.mark.slow
def test_whoever_waits_for_saves_is_told_why_there_are_no_more() -> None:
    def listen(_: Event) -> Iterator[Changed]:
        yield ()
        raise OSError("the folder is gone")

    with heard_saves(listen) as saves, pytest.raises(OSError, match="the folder is gone"):
        next(iter(saves))


@pytest.mark.office
def test_the_whole_is_left_to_the_save_that_came_meanwhile(little: Workspace) -> None:
    order = replace(Order(Edition.DRAFT), with_pdf=False)
    bring(little, order)
    edit_a_form(little, 3)
    changed = ("inputs/narrative/equity.docx",)
    with Standby(order) as standby:
        assert [done.outcome.only for done in follow(little, order, changed, standby, lambda: True)] == [("equity",)]  # type: ignore[union-attr]
        told = [done.outcome.only for done in follow(little, order, changed, standby, lambda: False)]  # type: ignore[union-attr]
    assert told == [("equity",), ()]


@pytest.mark.office
def test_a_report_comes_at_once_though_the_sheet_beside_it_cannot(little: Workspace) -> None:
    """As where the sheet's template was saved with a form, and what it prints is not to be seen in its PDF."""
    order, report = Order(Edition.DRAFT), little.outputs / "draft" / "report.pdf"
    with Standby(order) as standby:
        bring_up_to_date(little, order, Progress(), standby, OneOrder(standby.chapterwise()))
        before = report.read_bytes()
        edit_a_form(little, 3)
        cover(little.template(TemplateKind.SHEET), "{{ sheet.scope }}")
        changed = ("inputs/narrative/equity.docx", f"word_templates/{TemplateKind.SHEET}")
        at_once, whole = (done.outcome for done in follow(little, order, changed, standby, lambda: False))
    assert isinstance(at_once, BuildReport)
    assert (at_once.report_at_once, at_once.only) == (True, ())
    assert isinstance(whole, TemplateError)
    assert report.read_bytes() != before
