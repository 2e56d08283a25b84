"""Files that another program holds, and files of which only the name is here: told in words, wherever they are read."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.assembly.reading import read
from engine.commands.build import BuildReport
from engine.commands.template_check import check_templates
from engine.commands.watch import Done, watch_and_build
from engine.errors import PenholderError
from engine.findings import Finding
from engine.foreign import plain_file
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.model.edition import Edition, Order
from engine.model.framework import Framework
from engine.progress import Progress
from engine.publishing.source_hashes import fingerprints
from engine.sources.load import load_inputs
from engine.workspace import Workspace, house
from tests.material.patience import comes_about
from tests.material.small_inputs import council

Refuse = Callable[[str, OSError, int], list[str]]
HELD = PermissionError(errno.EACCES, "Permission denied")
"""How Python on Windows tells of a file that Excel shares with nobody."""


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A workspace with a small council.yaml and a template."""
    workspace = Workspace(tmp_path)
    for folder in ("inputs/checklists", "inputs/narrative", "word_templates"):
        (tmp_path / folder).mkdir(parents=True)
    (workspace.inputs / "council.yaml").write_text(council(), encoding="utf-8")
    for name in ("evidence.xlsx", "endorsements.xlsx"):
        (workspace.inputs / name).write_bytes((house() / "inputs" / name).read_bytes())
    name = "narrative/equity.docx"
    (workspace.inputs / name).write_bytes((house() / "inputs" / name).read_bytes())
    workspace.template("report.docx").write_bytes(Workspace(house()).template("report.docx").read_bytes())
    return workspace


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Has the system refuse one file by the end of its path, so many times; gives each attempt."""

    def refuse(name: str, fault: OSError, times: int) -> list[str]:
        tried: list[str] = []
        real = os.open

        def attempt(path: os.PathLike[str] | str, *about: int, **more: int) -> int:
            if Path(path).as_posix().endswith(f"/{name}"):
                tried.append(name)
                if len(tried) <= times:
                    raise fault
            return real(path, *about, **more)

        monkeypatch.setattr(os, "open", attempt)
        return tried

    monkeypatch.setattr(plain_file, "_PATIENCE", 0.25)
    return refuse


def told_of(findings: tuple[Finding, ...], file: str) -> list[tuple[str, str, str]]:
    return [(f.code, f.message, f.fix) for f in findings if f.place.file == file]


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("inputs/evidence.xlsx", "Excel"),
        ("inputs/endorsements.xlsx", "Excel"),
        ("inputs/narrative/equity.docx", "Word"),
    ],
)
def test_an_input_that_is_open_is_named(
    small: Workspace, framework: Framework, refused: Refuse, name: str, program: str
) -> None:
    tried = refused(name, HELD, 1000)
    assert name not in fingerprints(small)
    ((code, message, fix),) = told_of(load_inputs(small, framework).findings, name)
    assert code == "I-02"
    assert message.startswith(f"The file is open in another program ({program}?)")
    assert fix.startswith("Save and close it")
    assert len(tried) > 3


def test_council_yaml_that_is_open_is_named(small: Workspace, refused: Refuse) -> None:
    refused("inputs/council.yaml", HELD, 1000)
    with pytest.raises(PenholderError) as stopped:
        read(small, Progress())
    assert stopped.value.exit_code == 3
    assert "open in another program" in told_of(stopped.value.findings, "inputs/council.yaml")[0][1]


def test_a_template_that_is_open_is_named(small: Workspace, refused: Refuse) -> None:
    refused("word_templates/report.docx", HELD, 1000)
    found = check_templates(small, [small.template("report.docx")])
    ((code, message, _),) = told_of(tuple(found.findings), "word_templates/report.docx")
    assert code == "W-02"
    assert "The file is open in another program (Word?)" in message


def test_what_is_held_for_a_moment_is_read(small: Workspace, refused: Refuse) -> None:
    tried = refused("inputs/evidence.xlsx", HELD, 2)
    assert whole(small.inputs / "evidence.xlsx", 10**8)
    assert len(tried) == 3


@pytest.mark.parametrize("number", [362, 389, 395, None])
def test_a_file_that_is_still_in_the_cloud_is_told_so(
    small: Workspace, framework: Framework, refused: Refuse, number: int | None
) -> None:
    fault = OSError(errno.EINVAL, "Invalid argument")
    if number:
        fault.winerror = number  # type: ignore[attr-defined]
    refused("inputs/evidence.xlsx", fault, 1000)
    ((code, message, fix),) = told_of(load_inputs(small, framework).findings, "inputs/evidence.xlsx")
    assert code == "I-02"
    assert message.startswith("The file is in the cloud")
    assert "OneDrive" in fix


def test_a_file_that_leaves_the_cloud_while_it_is_read_is_told_so(small: Workspace) -> None:
    with pytest.raises(RefusedFile, match="in the cloud"), plain_file.opened(small.inputs / "evidence.xlsx"):
        raise OSError(errno.EINVAL, "Invalid argument")


@pytest.mark.slow
def test_a_watch_goes_on_whatever_a_build_meets(
    small: Workspace, refused: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused("inputs/council.yaml", HELD, 1000)
    told: list[Done] = []

    def changes(*_: object) -> Iterator[tuple[str, ...]]:
        yield from ((), ("inputs/narrative/equity.docx",))
        assert comes_about(lambda: len(told) == 2)
        yield ("inputs/evidence.xlsx",)

    monkeypatch.setattr("engine.commands.watch._changes", changes)
    watch_and_build(small, Order(Edition.DRAFT, with_pdf=False), told.append)
    assert [type(done.outcome) for done in told] != []
    assert not any(isinstance(done.outcome, BuildReport) for done in told)
    assert len(told) == 3


@pytest.mark.slow
def test_a_fault_of_our_own_does_not_end_a_watch(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    changes = iter([(), ("inputs/evidence.xlsx",)])
    monkeypatch.setattr("engine.commands.watch._changes", lambda *_: changes)
    monkeypatch.setattr("engine.commands.watch.bring_up_to_date", fails)
    told: list[Done] = []
    watch_and_build(small, Order(Edition.DRAFT, with_pdf=False), told.append)
    assert len(told) == 2
    assert all("fault of its own" in str(done.outcome) for done in told)
