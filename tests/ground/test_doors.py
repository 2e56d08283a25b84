"""What is put where people write keeps what it replaces, refuses what has changed meanwhile, and can be taken back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from engine.doors import EARLIER, ChangedMeanwhileError, Door, changes, digest_at, open_door, to_undo
from engine.errors import UsageError
from engine.foreign.folder import entries
from engine.publishing.source_hashes import fingerprints
from engine.workspace import Workspace


@pytest.fixture
def ours(tmp_path: Path) -> Workspace:
    """A workspace with one input."""
    workspace = Workspace(tmp_path / "ours")
    (workspace.inputs / "checklists").mkdir(parents=True)
    (workspace.inputs / "decisions.yaml").write_bytes(b"first\n")
    return workspace


def put(workspace: Workspace, data: bytes, seen: str | None = None, name: str = "decisions.yaml") -> None:
    with open_door(workspace, Door.SETTLE) as door:
        door.put(workspace.inputs / name, data, seen)


def undo(workspace: Workspace) -> None:
    with open_door(workspace, Door.SETTLE) as door:
        last = to_undo(workspace, Door.SETTLE)
        assert last is not None
        door.undo(last)


def test_what_is_replaced_is_kept_and_told(ours: Workspace) -> None:
    put(ours, b"second\n")
    (change,) = changes(ours)
    assert (ours.root / EARLIER / "1" / "decisions.yaml").read_bytes() == b"first\n"
    assert (change.number, change.door, change.file) == (1, Door.SETTLE, "inputs/decisions.yaml")
    assert change.files[0].now == digest_at(ours.inputs / "decisions.yaml")


def test_every_state_there_ever_was_is_kept(ours: Workspace) -> None:
    for number in range(4):
        put(ours, f"{number}\n".encode())
    undo(ours)
    kept = [(ours.root / EARLIER / str(n) / "decisions.yaml").read_bytes() for n in (1, 2, 3, 4, 5)]
    assert kept == [b"first\n", b"0\n", b"1\n", b"2\n", b"3\n"]


def test_changes_are_taken_back_one_after_the_other(ours: Workspace) -> None:
    put(ours, b"second\n")
    put(ours, b"third\n")
    undo(ours)
    assert (ours.inputs / "decisions.yaml").read_bytes() == b"second\n"
    undo(ours)
    assert (ours.inputs / "decisions.yaml").read_bytes() == b"first\n"
    assert to_undo(ours, Door.SETTLE) is None


def test_what_came_new_goes_when_it_is_taken_back_and_is_kept(ours: Workspace) -> None:
    put(ours, b"new", name="checklists/carers.xlsx")
    undo(ours)
    assert not (ours.inputs / "checklists" / "carers.xlsx").exists()
    assert (ours.root / EARLIER / "2" / "checklists" / "carers.xlsx").read_bytes() == b"new"


def test_several_files_are_changed_together_and_taken_back_together(ours: Workspace) -> None:
    old, new = ours.inputs / "checklists" / "carers.xls", ours.inputs / "checklists" / "carers.xlsx"
    old.write_bytes(b"old")
    with open_door(ours, Door.SETTLE) as door:
        door.change({new: b"new", old: None})
    assert [path.name for path in entries(ours.inputs / "checklists")] == ["carers.xlsx"]
    undo(ours)
    assert [path.name for path in entries(ours.inputs / "checklists")] == ["carers.xls"]
    assert old.read_bytes() == b"old"


def test_where_one_cannot_be_written_none_is_changed(ours: Workspace) -> None:
    (ours.inputs / "narrative").write_bytes(b"a file where a folder is to be")
    wanted = {ours.inputs / "decisions.yaml": b"second\n", ours.inputs / "narrative" / "equity.docx": b"new"}
    with pytest.raises(UsageError, match="Everything is as it was"), open_door(ours, Door.SETTLE) as door:
        door.change(wanted)
    assert (ours.inputs / "decisions.yaml").read_bytes() == b"first\n"


def test_what_has_changed_since_it_was_seen_is_not_replaced(ours: Workspace) -> None:
    seen = digest_at(ours.inputs / "decisions.yaml")
    (ours.inputs / "decisions.yaml").write_bytes(b"by somebody else\n")
    with pytest.raises(ChangedMeanwhileError, match="has changed since it was looked at"):
        put(ours, b"mine\n", seen)
    assert (ours.inputs / "decisions.yaml").read_bytes() == b"by somebody else\n"
    assert changes(ours) == ()


def test_what_somebody_changed_since_is_not_taken_back(ours: Workspace) -> None:
    put(ours, b"second\n")
    (ours.inputs / "decisions.yaml").write_bytes(b"by somebody else\n")
    assert to_undo(ours, Door.SETTLE) is None
    with pytest.raises(ChangedMeanwhileError), open_door(ours, Door.SETTLE) as door:
        door.undo(changes(ours)[0])


def test_a_door_takes_back_its_own_changes_alone(ours: Workspace) -> None:
    put(ours, b"second\n")
    assert to_undo(ours, Door.ARRIVE) is None


def test_a_run_that_was_cut_off_before_it_wrote_is_passed_over(ours: Workspace) -> None:
    put(ours, b"second\n")
    about = (ours.root / EARLIER / "1" / "about.json").read_text(encoding="utf-8")
    later = ours.root / EARLIER / "2"
    later.mkdir()
    later.joinpath("about.json").write_text(about.replace(changes(ours)[0].files[0].now, "0" * 64), encoding="utf-8")
    undo(ours)
    assert (ours.inputs / "decisions.yaml").read_bytes() == b"first\n"


def test_what_is_kept_is_no_input(ours: Workspace) -> None:
    put(ours, b"second\n")
    assert set(fingerprints(ours)) == {"inputs/decisions.yaml"}
    assert [path.name for path in entries(ours.inputs)] == ["checklists", "decisions.yaml"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"door": "arrive"}', '{"door": "none", "file": "inputs/a"}'])
def test_a_word_about_a_change_that_cannot_be_read_harms_nothing(ours: Workspace, content: str) -> None:
    (ours.root / EARLIER / "7").mkdir(parents=True)
    (ours.root / EARLIER / "7" / "about.json").write_text(content, encoding="utf-8")
    assert changes(ours) == ()
    put(ours, b"second\n")
    assert [change.number for change in changes(ours)] == [8]


@pytest.mark.parametrize("file", ["../outside", "inputs/../../outside", "/etc/passwd", "outputs/final/report.pdf"])
def test_a_forged_word_leads_nowhere(ours: Workspace, file: str) -> None:
    put(ours, b"second\n")
    about = ours.root / EARLIER / "1" / "about.json"
    about.write_text(about.read_text(encoding="utf-8").replace("inputs/decisions.yaml", file), encoding="utf-8")
    assert changes(ours) == ()


def test_nothing_is_written_through_a_link_that_leads_out(ours: Workspace, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_bytes(b"theirs\n")
    (ours.inputs / "decisions.yaml").unlink()
    (ours.inputs / "decisions.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(UsageError, match="leads out of the workspace"):
        put(ours, b"mine\n")
    assert (tmp_path / "outside.yaml").read_bytes() == b"theirs\n"


def test_a_folder_that_cannot_be_written_is_told_in_words(ours: Workspace) -> None:
    (ours.root / EARLIER).write_bytes(b"a file where a folder is to be")
    with pytest.raises(UsageError, match="cannot be written"):
        put(ours, b"mine\n")
    assert (ours.inputs / "decisions.yaml").read_bytes() == b"first\n"


def _add(root: Path, mark: str, times: int) -> None:
    workspace = Workspace(root)
    path = workspace.inputs / "decisions.yaml"
    for _ in range(times):
        with open_door(workspace, Door.SETTLE) as door:
            door.put(path, path.read_bytes() + f"{mark}\n".encode())


def test_several_at_once_lose_nothing(ours: Workspace) -> None:
    marks = "abc"
    runs = [threading.Thread(target=_add, args=(ours.root, mark, 5)) for mark in marks]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    lines = (ours.inputs / "decisions.yaml").read_text(encoding="utf-8").split()
    assert sorted(lines[1:]) == sorted(marks * 5)
    assert len(changes(ours)) == 15
