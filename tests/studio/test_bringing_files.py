"""A logo and files of the evidence, brought in by a studio that runs: each is seen before it is put anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

import pytest

from engine.workspace import Workspace
from tests.material.bombs import png
from tests.material.little_sample import little_sample
from tests.material.over_http import OverHttp
from tests.material.running_studio import running_studio
from tests.material.small_evidence import EVIDENCE

pytestmark = [pytest.mark.office, pytest.mark.slow]

NOTES = EVIDENCE["notes.txt"]


class Bringing(NamedTuple):
    """A folder, and somebody at its studio."""

    workspace: Workspace
    owner: OverHttp


@pytest.fixture(scope="module")
def bringing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bringing]:
    home = tmp_path_factory.mktemp("home")
    workspace = little_sample(home / "workspace")
    with running_studio(workspace.root, home) as studio:
        yield Bringing(workspace, OverHttp(studio))


def test_files_of_the_evidence_wait_in_arrivals_dropped_on_their_page_or_said_to_be_some(bringing: Bringing) -> None:
    workspace, owner = bringing
    assert owner.send("minutes of May.txt", NOTES, "/evidence").status == 201
    assert owner.send("program.exe", NOTES, "/evidence").status == 422
    owner.send("notes.csv", NOTES + b"more")
    assert "If it belongs to the evidence, say so" in owner.when("/arrivals", "It is a file of the evidence")
    owner.post("/arrivals", evidence="notes.csv")
    page = owner.when("/arrivals", "New, goes to inputs/evidence/notes.csv")
    assert "New, goes to inputs/evidence/minutes of May.txt" in page
    keep = re.search('name="(keep:minutes of May.txt)" value="([0-9a-f]{64})"', page)
    assert keep
    owner.post("/arrivals", **{keep[1]: keep[2]})
    assert (workspace.inputs / "evidence" / "minutes of May.txt").read_bytes() == NOTES
    owner.post("/arrivals", aside="notes.csv")
    assert [path.name for path in (workspace.inputs / "evidence").iterdir()] == ["minutes of May.txt"]


def test_what_came_of_bringing_in_is_told_until_something_has_changed(bringing: Bringing) -> None:
    workspace, owner = bringing
    owner.post("/bring-in/back")
    assert "There is nothing to take back" in owner.when("/bring-in", "Nothing was changed")
    assert "There is nothing to take back" in owner.when("/bring-in", "Bring in what you have")
    (workspace.inputs / "lenses.yaml").write_text("# another state of the folder\n", encoding="utf-8")
    try:
        assert "There is nothing to take back" not in owner.when("/bring-in", "Bring in what you have")
    finally:
        (workspace.inputs / "lenses.yaml").unlink()


def test_a_logo_is_seen_in_its_box_used_and_taken_back(bringing: Bringing) -> None:
    workspace, owner = bringing
    before = (workspace.inputs / "council.yaml").read_bytes()
    assert owner.send("../Our <b>new</b> logo.png", png(600, 300), "/council/logo").status == 201
    page = owner.when("/council/brand", "Use this logo")
    name = unescape(re.search('name="file" value="([^"]+)"', page)[1])  # type: ignore[index]
    assert name == "b logo.png"
    picture = re.search('href="(/council/logo/came/[0-9]+)"', page)
    assert picture
    assert owner.saved(picture[1]).startswith(b"\x89PNG")
    seen = re.search('name="seen" value="([0-9a-f]{64})"><button', page)
    assert seen
    assert owner.post("/council/logo", file=name, seen=seen[1]).status == 303
    assert f"brand/{name}".encode() in (workspace.inputs / "council.yaml").read_bytes()
    assert "is your logo now" in owner.get("/council/brand").text
    assert owner.get(picture[1]).status == 404
    owner.post("/council/back")
    assert (workspace.inputs / "council.yaml").read_bytes() == before


def test_what_is_no_logo_is_refused_with_the_reason_and_can_be_put_aside(bringing: Bringing) -> None:
    owner = bringing.owner
    assert owner.send("logo.gif", png(6, 3), "/council/logo").status == 422
    assert owner.send("broken.png", png(600, 300)[:50], "/council/logo").status == 201
    page = owner.when("/council/brand", "broken.png cannot be used")
    assert "damaged, or in a format that cannot be printed" in page
    assert "Use this logo" not in page
    owner.post("/council/logo", file="broken.png", seen="0" * 64)
    assert "broken.png cannot be the logo" in owner.get("/council/brand").text
    owner.post("/council/logo", file="broken.png", aside="yes")
    assert "cannot be used" not in owner.get("/council/brand").text
