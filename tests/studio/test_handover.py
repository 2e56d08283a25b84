"""What is handed over is proven first, and what has changed since is told: by the words of the command line."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from docx import Document

from engine.assembly.assemble import Built
from engine.cli.main import penholder
from engine.commands.compare import compared
from engine.errors import InputError
from engine.workspace import Workspace
from tests.material.over_http import OverHttp
from tests.material.running_studio import running_studio

pytestmark = [pytest.mark.office, pytest.mark.slow]

ADDED = "We will look at {{ this }} & <that> in June."


class HandedOver(NamedTuple):
    """A folder with a final edition, and somebody at its studio."""

    workspace: Workspace
    owner: OverHttp


@pytest.fixture(scope="module")
def handed(little_final: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HandedOver]:
    home = tmp_path_factory.mktemp("home")
    workspace = Workspace(Path(shutil.copytree(little_final.folder.parents[1], home / "workspace")))
    with running_studio(workspace.root, home) as studio:
        yield HandedOver(workspace, OverHttp(studio))


def said(*arguments: str | Path) -> list[str]:
    """The lines of a command."""
    return CliRunner().invoke(penholder, [*map(str, arguments)]).output.splitlines()


def words_of(text: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", text)).split())


def test_what_is_proven_is_saved_as_one_zip_with_its_manifest(handed: HandedOver) -> None:
    page = words_of(handed.owner.when("/handover", "The proof"))
    line = said("verify", "--workspace", handed.workspace.root)[0].removeprefix("final: ").rstrip(".")
    assert f"{line[0].upper()}{line[1:]}" in page
    assert "The final edition is proven, and current" in page
    folder = handed.workspace.outputs / "final"
    with zipfile.ZipFile(io.BytesIO(handed.owner.saved("/handover/zip/final"))) as saved:
        content = {name.removeprefix("final-edition/"): saved.read(name) for name in saved.namelist()}
    assert content == {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_what_is_not_as_it_was_built_is_named_and_cannot_be_saved_as_a_zip(handed: HandedOver) -> None:
    path = handed.workspace.outputs / "final" / "report.pdf"
    held = path.read_bytes()
    path.write_bytes(held + b" ")
    try:
        page = words_of(handed.owner.when("/handover", "not as it was built"))
        told = json.loads("\n".join(said("verify", "--workspace", handed.workspace.root, "--format", "json")))
        assert [one for one in told["findings"] if one["message"] not in page or one["fix"] not in page] == []
        refused = handed.owner.get("/handover/zip/final")
        assert refused.status == 409
        assert "Nothing was packed" in refused.text
    finally:
        path.write_bytes(held)


def test_a_record_that_is_dropped_is_laid_beside_what_is_so_now(handed: HandedOver, tmp_path: Path) -> None:
    record = json.loads((handed.workspace.outputs / "final" / "record.json").read_bytes())
    record["recommendations"][0]["status"] = "Not <i>begun"
    record["statements"][0]["view"], record["version"], record["figures"][0]["value"] = "Quite <b>otherwise", "0.1", "1"
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    assert handed.owner.send("last year.json", path.read_bytes(), "/compare").status == 201
    page = handed.owner.when("/compare", "beside version 0.1")
    assert "<b>otherwise" not in page
    lines = said("compare", path, handed.workspace.root)[1:]
    told = [line.strip() for line in lines if line.strip() and not re.match("(  F-|Figures)", line)]
    assert [line for line in told if line not in words_of(page)] == []
    for begins in ("View: Quite <b>otherwise →", "Status changed: "):
        assert any(line.startswith(begins) for line in told)


def test_what_is_no_record_is_told(handed: HandedOver, tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text("{}", encoding="utf-8")
    page = handed.owner.when(f"/compare?with=folder&folder={tmp_path / 'odd.json'}", "cannot be compared")
    with pytest.raises(InputError) as told:
        compared(tmp_path / "odd.json", handed.workspace.root)
    assert told.value.message in words_of(page)


def test_a_change_note_is_written_and_saved_in_both_forms(handed: HandedOver) -> None:
    form = handed.workspace.inputs / "narrative" / "equity.docx"
    held = form.read_bytes()
    document = Document(str(form))
    max(document.paragraphs, key=lambda one: len(one.text)).runs[-1].text += f" {ADDED}"
    document.save(str(form))
    try:
        handed.owner.when("/compare?with=final", "Write a change note")
        handed.owner.post("/compare", **{"with": "final"})
        page = handed.owner.when("/compare?with=final", "The change note is ready")
        addresses = dict.fromkeys(re.findall('href="(/compare/note/[^"]+)"', page))
        docx, pdf = (next(one for one in addresses if one.endswith(end)) for end in (".docx", ".pdf"))
        assert ADDED in _text_of(handed.owner.saved(docx))
        assert handed.owner.saved(pdf).startswith(b"%PDF-")
    finally:
        form.write_bytes(held)
    page = handed.owner.when("/compare?with=final", "Write a change note")
    assert "The change note is ready" not in page  # the form reads otherwise now
    assert docx in page


def _text_of(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
