"""The fast lane is held to what it says: a test that is not marked `office` starts no program and builds no pack."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.assembly.assemble import Built
from engine.publishing.publish import publish

SHEETS = {f"verification/{name}.docx": b"a sheet" for name in ("equity", "learning")}


def test_it_starts_no_program() -> None:
    with pytest.raises(pytest.fail.Exception, match="mark it `office`"):
        subprocess.run([sys.executable, "-c", ""], check=True)


def test_it_starts_no_process_of_its_own() -> None:
    with pytest.raises(pytest.fail.Exception, match="mark it `office`"):
        os.fork()


def test_it_builds_no_pack(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="mark it `office`"):
        publish(tmp_path, "draft", {"manifest.json": b"{}", "report.docx": b"a report", **SHEETS})


@pytest.mark.office
def test_the_other_lane_does(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)
    publish(tmp_path, "draft", {"manifest.json": b"{}", "report.docx": b"a report", **SHEETS})
    assert (tmp_path / "draft" / "report.docx").is_file()


def test_whoever_asks_for_a_pack_is_in_the_other_lane(final: Built, request: pytest.FixtureRequest) -> None:
    assert final.folder.is_dir()
    assert request.node.get_closest_marker("office")
