"""Templates in the studio: what the check says of each, its page after each save, its fields, and one put back."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from docx import Document

from engine.cli.main import penholder
from engine.templates.kinds import TITLES, TemplateKind
from engine.workspace import Workspace
from tests.material.little_sample import little_sample
from tests.material.over_http import OverHttp
from tests.material.running_studio import WIDTHS, let_in_as, real_browser, running_studio

pytestmark = [pytest.mark.office, pytest.mark.slow]

REPORT = "report.docx"


class Editing(NamedTuple):
    """A folder, and somebody at its studio."""

    workspace: Workspace
    owner: OverHttp

    def told(self, *command: str) -> dict[str, Any]:
        """What the command line tells of its templates."""
        arguments = ["template", *command, "--workspace", str(self.workspace.root), "--format", "json"]
        content: dict[str, Any] = json.loads(CliRunner().invoke(penholder, arguments).output)
        return content


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    home = tmp_path_factory.mktemp("home")
    workspace = little_sample(home / "workspace")
    with running_studio(workspace.root, home) as studio:
        yield Editing(workspace, OverHttp(studio))


def with_paragraph(path: Path, text: str) -> bytes:
    """The file with one more paragraph at its end."""
    document, saved = Document(str(path)), io.BytesIO()
    document.add_paragraph(text)
    document.save(saved)
    return saved.getvalue()


def words_of(text: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", text)).split())


def test_every_template_has_its_words() -> None:
    assert set(TITLES) == set(TemplateKind)


def test_after_a_save_the_page_shows_by_itself_what_is_wrong_and_then_what_has_changed(editing: Editing) -> None:
    path = editing.workspace.template(REPORT)
    held = path.read_bytes()
    with real_browser() as browser:
        tab = let_in_as(browser, editing.owner.studio, editing.owner.headers["cookie"])
        page = tab.go(f"/templates/{REPORT}")
        page.get_by_text("Nothing is wrong with it").wait_for()
        picture = page.locator(".desk img")
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
        path.write_bytes(with_paragraph(path, "{{ councill.name }}"))
        page.get_by_text("Before the fault").wait_for()
        page.get_by_role("heading", name="What is to be mended").wait_for()
        said = page.locator("main").inner_text()
        wrong = [one for one in editing.told("check")["findings"] if one["severity"] == "error"]
        assert wrong
        assert [one for one in wrong if one["message"] not in said or one["fix"] not in said] == []
        for width in WIDTHS:
            assert tab.wide(width).faults() == []
        path.write_bytes(held)
        path.write_bytes(with_paragraph(path, "We <b>thank</b> everybody who wrote."))
        page.get_by_text("Changed: We <b>thank</b> everybody who wrote.").wait_for()
        path.write_bytes(with_paragraph(path, "And once more, before the whole was there."))
        page.get_by_text("Changed: And once more, before the whole was there.").wait_for()
        tab.settled()
        assert page.locator("main b").count() == 0
        assert tab.faults() == []
    path.write_bytes(held)


def test_fields_are_found_by_all_words_and_are_those_of_the_command_line(editing: Editing) -> None:
    every = [one for section in editing.told("fields")["sections"] for one in section["fields"]]
    page = editing.owner.when("/templates/fields", "Fields that templates may use")
    assert unescape(page).count('<th scope="row"><code>') == len(every)
    found = unescape(editing.owner.when("/templates/fields?q=perception+gap", "found"))
    shown = re.findall("<code>(.+?)</code>", found)
    assert 0 < len(shown) < len(every)
    assert set(shown) <= {one["write"] for one in every}
    assert "No field has these words" in editing.owner.when("/templates/fields?q=zzz%3Cb%3E", "No field")


def test_one_that_was_changed_elsewhere_is_looked_at_and_put_back(editing: Editing) -> None:
    path = editing.workspace.template("summary.docx")
    held = path.read_bytes()
    data = with_paragraph(path, "Words of ours")
    assert editing.owner.send("Our summary.docx", data, "/templates").status == 201
    page = editing.owner.when("/templates", "Our summary.docx has come")
    assert '<option value="summary.docx" selected>' in page
    assert path.read_bytes() == held
    seen = re.search('name="seen" value="([0-9a-f]{64})"', page)
    assert seen
    editing.owner.post("/templates/put", file="Our summary.docx", name="summary.docx", seen="0" * 64)
    assert "has changed since it was looked at" in editing.owner.when("/templates", "Nothing was changed")
    editing.owner.post("/templates/put", file="Our summary.docx", name="summary.docx", seen=seen[1])
    assert "is in its place" in editing.owner.when("/templates", "earlier_templates/1")
    assert path.read_bytes() == data
    assert (editing.workspace.root / "earlier_templates" / "1" / "summary.docx").read_bytes() == held
    path.write_bytes(held)


def test_a_copy_is_saved_as_it_is_and_one_with_a_comment_at_each_fault(editing: Editing) -> None:
    path = editing.workspace.template("brief.docx")
    held = path.read_bytes()
    assert editing.owner.saved("/templates/copy/brief.docx") == held
    assert editing.owner.get("/templates/commented/brief.docx").status == 404, "nothing is wrong with it"
    path.write_bytes(with_paragraph(path, "{{ councill.name }}"))
    copy = Document(io.BytesIO(editing.owner.saved("/templates/commented/brief.docx")))
    assert any("councill" in comment.text for comment in copy.comments)
    assert editing.owner.saved("/templates/guide").startswith(b"PK")
    path.write_bytes(held)


def test_styles_and_brand_go_into_all_of_them(editing: Editing) -> None:
    editing.owner.post("/templates/styles")
    editing.owner.when("/templates", "Styles were added")
    editing.owner.post("/templates/styles")
    editing.owner.when("/templates", "No template lacks a style")
    path = editing.workspace.inputs / "council.yaml"
    held = path.read_text(encoding="utf-8")
    path.write_text(held.replace("brand: {", "brand: {colours: {lead: '#175E70'}, "), encoding="utf-8")
    editing.owner.post("/templates/brand")
    page = words_of(editing.owner.when("/templates", "took your colours and fonts"))
    assert "The templates as they were are in earlier_templates/" in page
    path.write_text(held, encoding="utf-8")
