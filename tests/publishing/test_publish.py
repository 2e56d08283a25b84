"""Publishing: an edition appears whole, or the earlier one stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.publishing.publish import PublishError, publish, recover


def test_a_first_edition_appears_with_its_folders(tmp_path: Path) -> None:
    folder = publish(tmp_path / "outputs", "draft", {"report.docx": b"r", "verification/equity.docx": b"e"})
    assert (folder / "verification" / "equity.docx").read_bytes() == b"e"


def test_a_later_edition_takes_the_earlier_ones_place_whole(tmp_path: Path) -> None:
    publish(tmp_path, "draft", {"old.docx": b"1", "report.docx": b"1"})
    publish(tmp_path, "draft", {"report.docx": b"2"})
    assert [path.name for path in (tmp_path / "draft").iterdir()] == ["report.docx"]
    assert [path.name for path in tmp_path.iterdir()] == ["draft"]


def test_the_earlier_edition_stays_when_a_file_cannot_be_written(tmp_path: Path) -> None:
    publish(tmp_path, "draft", {"report.docx": b"1"})
    with pytest.raises(PublishError, match="Nothing was changed"):
        publish(tmp_path, "draft", {"report.docx": b"2", "a" * 300: b"a name too long for any disk"})
    assert (tmp_path / "draft" / "report.docx").read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["draft"]


def test_a_build_killed_between_its_two_moves_is_recovered(tmp_path: Path) -> None:
    publish(tmp_path, "draft", {"report.docx": b"1"})
    (tmp_path / "draft").rename(tmp_path / ".draft.old")
    recover(tmp_path, "draft")
    assert (tmp_path / "draft" / "report.docx").read_bytes() == b"1"
