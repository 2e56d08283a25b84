"""A whole draft of which somebody has the report open: new but for that, told, and whole once it is closed."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine import patient_moves
from engine.errors import PenholderError
from engine.model.edition import Edition, Order
from engine.publishing.proof import verify
from engine.workspace import Workspace
from tests.building import bring
from tests.commands.test_up_to_date import ORDER, change_a_form, outputs


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Has Windows' answers given where a file is open in Word: neither it nor its folder can be moved or changed."""
    monkeypatch.setattr(patient_moves, "SECONDS", 0.2)

    def hold(file: Path) -> None:
        opens, renames = Path.open, Path.rename

        def refused(path: Path) -> PermissionError:
            return PermissionError(errno.EACCES, "Access is denied", str(path))

        def open_(path: Path, *about: Any, **more: Any) -> Any:
            if path == file and "r+b" in about:
                raise refused(path)
            return opens(path, *about, **more)

        def rename(path: Path, target: Path) -> Path:
            if path == file.parent:
                raise refused(path)
            return renames(path, target)

        monkeypatch.setattr(Path, "open", open_)
        monkeypatch.setattr(Path, "rename", rename)

    return hold


def test_a_draft_is_published_around_a_report_that_is_open_and_whole_once_it_is_closed(
    mine: Workspace, held: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, report = outputs(mine), mine.outputs / "draft" / "report.docx"
    change_a_form(mine)
    held(report)
    told = bring(mine, ORDER)
    after = outputs(mine)
    assert after["report.docx"] == before["report.docx"]
    assert after["verification/equity.docx"] != before["verification/equity.docx"]
    assert [f.message for f in told.findings if f.code == "M-13"] == [
        "report.docx is open in another program (Word?), so outputs/draft still has the earlier one."
    ]
    assert told.exit_code == 0
    assert [f.place.file for f in verify(mine, report.parent) if f.code == "M-02"] == ["outputs/draft/report.docx"]
    monkeypatch.undo()
    assert "M-13" not in [finding.code for finding in bring(mine, ORDER).findings]
    assert verify(mine, report.parent) == []


def test_a_final_edition_is_refused_before_any_work_where_a_file_of_the_earlier_one_is_open(
    mine: Workspace, held: Callable[[Path], None]
) -> None:
    (mine.outputs / "draft").rename(mine.outputs / "final")
    held(mine.outputs / "final" / "report.docx")
    for path in (mine.inputs / "narrative").iterdir():
        path.unlink()  # what it would say of them, had it begun
    with pytest.raises(PenholderError, match=r"outputs/final/report\.docx \(Word\?\)") as refused:
        bring(mine, Order(Edition.FINAL, with_pdf=False))
    assert refused.value.exit_code == 2
    assert refused.value.findings == ()
