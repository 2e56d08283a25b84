"""A logo is shown in its place, refused as the check would refuse it, and put there with what it replaces kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.commands.council import undo_council
from engine.commands.council.logo import logo_in_use, look_at_logo, put_logo
from engine.doors import ChangedMeanwhileError
from engine.errors import UsageError
from engine.findings import COUNCIL
from engine.foreign.picture import picture_size
from engine.framework.catalogue import framework_file, load_framework
from engine.sources.load import load_inputs
from engine.workspace import Workspace
from tests.material.bombs import png


def came(folder: Path, data: bytes, name: str = "Our new logo.png") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def files(workspace: Workspace) -> dict[str, bytes]:
    every = (path for path in workspace.inputs.rglob("*") if path.is_file())
    return {workspace.relative(path): path.read_bytes() for path in every}


def test_it_is_fitted_into_its_box_on_the_cover(little: Workspace, tmp_path: Path) -> None:
    look = look_at_logo(little, came(tmp_path, png(1300, 2600)))
    assert (look.wide, look.high, look.refused, look.replaces) == (13.0, 26.0, "", False)
    assert max(picture_size(look.picture)) == 720


def test_one_that_is_too_low_to_be_read_is_told_and_can_be_used(little: Workspace, tmp_path: Path) -> None:
    look = look_at_logo(little, came(tmp_path, png(2000, 100)))
    assert "Small words in it cannot be read" in look.told
    assert not look.refused


@pytest.mark.parametrize(
    "drawn",
    [lambda: b"", lambda: b"no picture", lambda: png(20, 20)[:40], lambda: png(9000, 9000)],
    ids=["empty", "no picture", "cut off", "too many dots"],
)
def test_what_nobody_can_print_is_refused_in_the_words_of_the_check(
    little: Workspace, tmp_path: Path, drawn: Callable[[], bytes]
) -> None:
    data = drawn()
    look = look_at_logo(little, came(tmp_path, data))
    name = "inputs/brand/Our new logo.png"
    (little.root / name).write_bytes(data)
    found = load_inputs(little, load_framework(framework_file(little)), lambda: None).findings
    (told,) = [one for one in found if one.place.file == name]
    assert look.refused == f"{told.message} {told.fix}"
    before = files(little)
    with pytest.raises(UsageError, match="cannot be the logo"):
        put_logo(little, came(tmp_path, data), look.digest)
    assert files(little) == before


def test_the_picture_and_its_name_are_put_there_together_and_taken_back_together(
    little: Workspace, tmp_path: Path
) -> None:
    before, file = files(little), came(tmp_path, png(60, 30))
    put_logo(little, file, look_at_logo(little, file).digest)
    assert logo_in_use(little) == little.inputs / "brand" / file.name
    changed = {name for name, data in files(little).items() if before.get(name) != data}
    assert changed == {COUNCIL, f"inputs/brand/{file.name}"}
    undo_council(little)
    assert files(little) == before


def test_another_file_than_was_seen_is_not_used(little: Workspace, tmp_path: Path) -> None:
    seen = look_at_logo(little, came(tmp_path, png(60, 30))).digest
    before = files(little)
    with pytest.raises(ChangedMeanwhileError):
        put_logo(little, came(tmp_path, png(30, 60)), seen)
    assert files(little) == before


def test_a_name_that_differs_by_case_alone_is_that_of_the_picture_that_lies_there(
    little: Workspace, tmp_path: Path
) -> None:
    put = came(tmp_path, png(60, 30), "Crest.png")
    put_logo(little, put, look_at_logo(little, put).digest)
    there, before = little.inputs / "brand" / "Crest.png", files(little)
    later = came(tmp_path, png(50, 30), "crest.png")
    look = look_at_logo(little, later)
    assert look.replaces
    put_logo(little, later, look.digest)
    assert logo_in_use(little) == there
    assert there.read_bytes() == later.read_bytes()
    undo_council(little)
    assert files(little) == before


def test_a_logo_that_is_named_in_another_case_is_the_one_in_use(little: Workspace, tmp_path: Path) -> None:
    put = came(tmp_path, png(60, 30), "Crest.png")
    put_logo(little, put, look_at_logo(little, put).digest)
    council = little.root / COUNCIL
    council.write_text(
        council.read_text(encoding="utf-8").replace("brand/Crest.png", "brand/crest.PNG"), encoding="utf-8"
    )
    assert logo_in_use(little) == little.inputs / "brand" / "Crest.png"


def test_a_picture_of_the_same_name_is_told_before_it_goes(little: Workspace, tmp_path: Path) -> None:
    assert look_at_logo(little, came(tmp_path, png(60, 30), "logo.png")).replaces


def test_where_council_yaml_cannot_be_read_nothing_is_put_there(little: Workspace, tmp_path: Path) -> None:
    (little.root / COUNCIL).write_text("brand: [", encoding="utf-8")
    before, file = files(little), came(tmp_path, png(60, 30))
    with pytest.raises(UsageError, match="cannot be read"):
        put_logo(little, file, look_at_logo(little, file).digest)
    assert files(little) == before
    assert logo_in_use(little) is None
