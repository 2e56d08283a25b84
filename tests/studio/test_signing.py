"""The board of sheets: what it shows is what the register tells, and what is done there is on the register."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from engine.cli.main import penholder
from engine.commands.signoff import receive
from engine.workspace import Workspace
from tests.material.over_http import OverHttp
from tests.material.running_studio import running_studio
from tests.material.small_signing import signed, widgets

pytestmark = [pytest.mark.office, pytest.mark.slow]


class Signing(NamedTuple):
    """A folder with a sheet signed, one back as a copy and one altered, and somebody at its studio."""

    workspace: Workspace
    owner: OverHttp


@pytest.fixture(scope="module")
def signing(little_issued: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Signing]:
    home = tmp_path_factory.mktemp("home")
    workspace = Workspace(Path(shutil.copytree(little_issued.root, home / "workspace")))
    final = workspace.outputs / "final"
    came = {
        "Signed.pdf": _signed(final / "verification" / "equity.pdf", "Priya Nair"),
        "Saved anew.pdf": _rewritten(final / "verification" / "assessing-needs.pdf"),
        "With a <b>note<b>.pdf": _noted(_signed(final / "endorsements.pdf", "Ruth Adeyemi")),
    }
    for name, data in came.items():
        path = home / name
        path.write_bytes(data)
        receive(workspace, (path,), "", "")
    with running_studio(workspace.root, home) as studio:
        yield Signing(workspace, OverHttp(studio))


def _signed(path: Path, name: str) -> bytes:
    field = next(each for each in widgets(path) if each.endswith("_signature"))
    return signed(path.read_bytes(), field, name)


def _rewritten(path: Path) -> bytes:
    saved = io.BytesIO()
    PdfWriter(clone_from=PdfReader(path)).write(saved)
    return saved.getvalue()


def _noted(data: bytes) -> bytes:
    writer, saved = PdfWriter(io.BytesIO(data), incremental=True), io.BytesIO()
    writer.add_annotation(0, FreeText(text="Not so", rect=(50, 550, 200, 650)))
    writer.write(saved)
    return saved.getvalue()


def status(workspace: Workspace) -> dict[str, Any]:
    """What the command line says."""
    command = ["signoff", "status", "--workspace", str(workspace.root), "--format", "json"]
    content: dict[str, Any] = json.loads(CliRunner().invoke(penholder, command).output)
    return content


def words_of(text: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", text)).split())


def test_it_says_of_each_sheet_and_endorser_what_the_command_line_says(signing: Signing) -> None:
    page = words_of(signing.owner.when("/signoff", "Need you"))
    told = status(signing.workspace)
    assert {sheet["state"] for sheet in told["sheets"]} == {"signed", "code-only", "altered"}
    assert [sheet["in_words"] for sheet in told["sheets"] if sheet["in_words"] not in page] == []
    assert [one["name"] for one in told["endorsers"] if one["name"] not in page] == []
    assert "It is ALTERED, something other than its fields was changed. Do not accept it" in page
    assert "One of three sheets is signed. Two need you" in page


def test_what_came_back_is_text_and_can_be_saved(signing: Signing) -> None:
    page = signing.owner.when("/signoff/endorsements", "What came back")
    assert "With a <b>note" not in page
    assert "With a <b>note<b>.pdf" in unescape(page)
    (address,) = re.findall('href="(/signoff/file/received/[^"]+)"', page)
    assert signing.owner.saved(address) == _kept(signing, address)


def _kept(signing: Signing, address: str) -> bytes:
    return (signing.workspace.root / "signoff" / "received" / address.rpartition("/")[2]).read_bytes()


def test_letters_and_the_signed_sheets_are_saved_as_they_lie_there(signing: Signing) -> None:
    signing.owner.when("/signoff", "Need you")
    merge = signing.owner.get("/signoff/file/outbox/mail-merge.csv")
    assert merge.text.encode() == (signing.workspace.root / "signoff" / "outbox" / "mail-merge.csv").read_bytes()
    with zipfile.ZipFile(io.BytesIO(signing.owner.saved("/signoff/zip/signed"))) as saved:
        names = saved.namelist()
        assert [name.partition("/")[2].rpartition("-")[0].partition("-")[0] for name in names] == ["equity"]
        assert saved.read(names[0]).startswith(
            (signing.workspace.outputs / "final" / "verification" / "equity.pdf").read_bytes()
        )


def test_who_has_still_to_sign_is_written_to_in_the_councils_words(signing: Signing) -> None:
    page = unescape(signing.owner.when("/signoff/endorsements", "Still to sign"))
    letters = (signing.workspace.root / "signoff" / "outbox" / "cover-letters.txt").read_text(encoding="utf-8")
    first = letters.partition("-" * 72)[0].strip()
    assert first in page
    assert "mailto:" in page


def test_a_copy_is_attested_by_somebody_who_looked_and_what_lacks_is_asked_for(signing: Signing) -> None:
    page = signing.owner.when("/signoff/assessing-needs", "Whose signature does it show?")
    given = {name: re.search(f'name="{name}" value="([^"]*)"', page) for name in ("file", "code")}
    hidden = {name: found[1] for name, found in given.items() if found}
    (person,) = re.findall('name="saw:([^"]+)"', page)
    asked = signing.owner.post("/signoff/assessing-needs", **hidden, by="", when="once", **{f"saw:{person}": "yes"})
    assert asked.status == 422
    assert all(words in asked.text for words in ("Say who has looked", "Write the day with figures", 'value="once"'))
    assert status(signing.workspace)["sheets"][0]["attested_by"] == ""
    typed = {f"saw:{person}": "yes", "by": "Anna Price, pen holder", "when": ""}
    assert signing.owner.post("/signoff/assessing-needs", **hidden, **typed).address == "/signoff/assessing-needs"
    told = words_of(signing.owner.when("/signoff/assessing-needs", "as Anna Price, pen holder saw it"))
    sheet = status(signing.workspace)["sheets"][0]
    assert sheet["attested_by"] == "Anna Price, pen holder"
    assert sheet["in_words"] in told


def test_a_scan_is_taken_back_under_the_code_in_its_footer(signing: Signing) -> None:
    signing.owner.send("no code.pdf", b"%PDF-1.4 nothing")
    signing.owner.post("/signoff/copy/code", file="no code.pdf", code="5P7MN-W8H4X")
    assert "is no code of a sheet: a character is wrong" in words_of(signing.owner.when("/signoff", "no code.pdf"))
    assert (signing.workspace.root / "arrivals" / "no code.pdf").is_file()


def test_where_everything_is_out_nothing_is_issued_again(signing: Signing) -> None:
    before = (signing.workspace.root / "signoff" / "register.jsonl").read_bytes()
    signing.owner.post("/signoff")
    signing.owner.when("/signoff", "Nothing was issued")
    assert (signing.workspace.root / "signoff" / "register.jsonl").read_bytes() == before


def test_a_sheet_of_which_nobody_knows_is_none(signing: Signing) -> None:
    signing.owner.when("/signoff", "Need you")
    assert signing.owner.get("/signoff/no-such-sheet").status == 404
