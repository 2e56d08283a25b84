"""What stands where an edition is to go: named before the work, cleared where a run left it, else kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.publishing.publish import PublishError, publish, refuse_what_stands_there
from engine.publishing.put_aside import ASIDE, put_aside

FILES = {"report.docx": b"new"}


def link_to_a_folder(place: Path) -> None:
    (place.parent / "elsewhere").mkdir()
    place.symlink_to(place.parent / "elsewhere")


KINDS: dict[str, Callable[[Path], object]] = {
    "a file": lambda place: place.write_text("x"),
    "a dangling link": lambda place: place.symlink_to("nowhere"),
    "a link to itself": lambda place: place.symlink_to(place.name),
    "a pipe": lambda place: os.mkfifo(place),
}


@pytest.mark.parametrize("kind", KINDS)
def test_outputs_that_is_no_folder_is_named(kind: str, tmp_path: Path) -> None:
    KINDS[kind](tmp_path / "outputs")
    with pytest.raises(PublishError, match=r"outputs is a (file|link), and a folder is to stand there") as refused:
        refuse_what_stands_there(tmp_path / "outputs", "draft")
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("kind", [*KINDS, "a link to a folder"])
def test_an_edition_that_is_no_folder_is_named(kind: str, tmp_path: Path) -> None:
    (KINDS | {"a link to a folder": link_to_a_folder})[kind](tmp_path / "draft")
    with pytest.raises(PublishError, match="outputs/draft is a"):
        publish(tmp_path, "draft", FILES)


@pytest.mark.parametrize("kind", [*KINDS, "a folder", "a link to a folder"])
@pytest.mark.parametrize("name", [".draft.old", ".draft.new-abc", ".draft.new-999999999999999999999"])
def test_what_an_earlier_run_left_is_cleared_whatever_it_is(kind: str, name: str, tmp_path: Path) -> None:
    make = KINDS | {"a folder": lambda place: place.mkdir(), "a link to a folder": link_to_a_folder}
    publish(tmp_path, "draft", {"report.docx": b"old"})
    make[kind](tmp_path / name)
    for _ in range(2):
        publish(tmp_path, "draft", FILES)
    assert (tmp_path / "draft" / "report.docx").read_bytes() == b"new"
    assert not os.path.lexists(tmp_path / name)


def test_an_edition_that_was_moved_away_comes_back_though_nothing_new_can_be_written(tmp_path: Path) -> None:
    (tmp_path / ".draft.old").mkdir()
    (tmp_path / ".draft.old" / "report.docx").write_bytes(b"old")
    publish(tmp_path, "draft", FILES)
    assert (tmp_path / "draft" / "report.docx").read_bytes() == b"new"


def test_a_file_of_ones_own_is_kept_and_told(tmp_path: Path) -> None:
    publish(tmp_path, "draft", FILES)
    (tmp_path / "draft" / "notes").mkdir()
    (tmp_path / "draft" / "notes" / "mine.txt").write_text("mine")
    (tmp_path / "draft" / "~$report.docx").write_text("a lock")
    (told,) = put_aside(tmp_path, "draft", FILES)
    publish(tmp_path, "draft", FILES)
    assert (told.code, told.place.file) == ("M-12", "outputs/draft/notes/mine.txt")
    assert (tmp_path / ASIDE / "draft" / "notes" / "mine.txt").read_text() == "mine"


def test_what_was_put_aside_before_is_never_overwritten(tmp_path: Path) -> None:
    for words in ("one", "two", "two"):
        publish(tmp_path, "draft", FILES)
        (tmp_path / "draft" / "mine.txt").write_text(words)
        put_aside(tmp_path, "draft", FILES)
    kept = sorted(path.read_text() for path in (tmp_path / ASIDE / "draft").iterdir())
    assert kept == ["one", "two"]
