"""Council: a save that cannot be made gives the form back as it was typed, and says why."""

from __future__ import annotations

import re

import pytest

from engine.studio.visit import TOKEN
from engine.workspace import Workspace
from tests.material.asgi import Answered, Visitor
from tests.studio.test_guard import Studio, studio

__all__ = ["studio"]


@pytest.fixture
def owner(studio: Studio, little: Workspace) -> Visitor:
    """The owner of a studio with the council of two statements."""
    desk = studio.owner.app._app.routes[0].endpoint.__closure__[0].cell_contents
    desk.workspace = little
    studio.owner.headers[f"x-penholder-{TOKEN}"] = studio.door.token
    return studio.owner


def post(owner: Visitor, page: str, **typed: str) -> Answered:
    form = {name.replace("__", "."): value for name, value in typed.items()}
    if "seen" not in form:
        form["seen"] = seen(owner, page)
    return owner.ask("POST", page, form={**form, TOKEN: owner.headers[f"x-penholder-{TOKEN}"]})


def seen(owner: Visitor, page: str) -> str:
    return seen_in(owner.ask("GET", page).text)


def seen_in(page: str) -> str:
    found = re.search('name="seen" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.slow
def test_it_is_saved_told_once_and_taken_back(owner: Visitor, little: Workspace) -> None:
    before = (little.inputs / "council.yaml").read_bytes()
    done = post(owner, "/council", council__short_name="Wen & <b>")
    assert (done.status, done.headers["location"]) == (303, "/council")
    page = owner.ask("GET", "/council").text
    assert "Wen &amp; &lt;b&gt;" in page
    assert "Saved." in page
    assert "Saved." not in owner.ask("GET", "/council").text
    assert b'short_name: "Wen & <b>"' in (little.inputs / "council.yaml").read_bytes()
    post(owner, "/council/back", seen="")
    assert (little.inputs / "council.yaml").read_bytes() == before


def test_what_is_wrong_is_told_at_the_top_and_at_the_field_with_what_was_typed(owner: Visitor) -> None:
    done = post(owner, "/council/people", verifiers__0__email="a@b")
    assert done.status == 422
    assert '<a href="#verifiers-0-email">' in done.text
    assert 'id="verifiers-0-email-wrong"' in done.text
    assert 'value="a@b"' in done.text


def test_another_save_meanwhile_is_asked_about(owner: Visitor, little: Workspace) -> None:
    old = seen(owner, "/council")
    post(owner, "/council", council__short_name="First")
    done = post(owner, "/council", council__short_name="Second", seen=old)
    assert done.status == 409
    assert "In the file now: <strong>First</strong>" in done.text
    looked = post(owner, "/council", council__short_name="Second", seen=old, look="yes")
    assert "In the file now: <strong>First</strong>" in looked.text
    assert post(owner, "/council/text", text="a: b", seen=old).status == 409
    assert "First" in (little.inputs / "council.yaml").read_text(encoding="utf-8")


def test_what_was_typed_is_there_while_the_file_cannot_be_read_and_once_it_can(
    owner: Visitor, little: Workspace
) -> None:
    old, path = seen(owner, "/council"), little.inputs / "council.yaml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(f"{sound}: : [\n", encoding="utf-8")
    done = post(owner, "/council", council__short_name="Typed", seen=old)
    assert done.status == 422
    assert "cannot be read as it is now" in done.text
    assert 'value="Typed"' in done.text
    path.write_text(sound, encoding="utf-8")
    again = post(owner, "/council", council__short_name="Typed", seen=seen_in(done.text))
    assert again.status == 409
    assert 'value="Typed"' in again.text
    assert "In the file now" in again.text
    assert post(owner, "/council", council__short_name="Typed", seen=seen_in(again.text)).status == 303


def test_the_text_comes_back_as_it_was_typed(owner: Visitor, little: Workspace) -> None:
    done = post(owner, "/council/text", text="council: [\r\n<i>")
    assert done.status == 422
    assert "council: [\n&lt;i&gt;" in done.text
    (little.inputs / "council.yaml").write_text("council: [", encoding="utf-8")
    page = owner.ask("GET", "/council/groups").text
    assert "The file cannot be read as forms" in page
    assert post(owner, "/council/text", text="council: {}\r\n").status == 303
    assert (little.inputs / "council.yaml").read_text(encoding="utf-8") == "council: {}\n"


def test_there_is_no_part_of_another_name(owner: Visitor) -> None:
    assert owner.ask("GET", "/council/nothing").status == 404
    assert owner.ask("GET", "/council/groups").status == 200


@pytest.mark.slow
def test_hundreds_of_fields_can_be_sent(owner: Visitor, little: Workspace) -> None:
    typed = {f"acronyms__new{number}__{name}": f"A{number}" for number in range(300) for name in ("short", "long")}
    assert post(owner, "/council/words", **typed).status == 303
    assert "- {short: A299, long: A299}" in (little.inputs / "council.yaml").read_text(encoding="utf-8")


def test_what_cannot_be_written_comes_back_as_it_was_typed(owner: Visitor, little: Workspace) -> None:
    (little.root / "earlier_inputs").write_bytes(b"no folder")
    before = (little.inputs / "council.yaml").read_bytes()
    done = post(owner, "/council", council__short_name="Typed")
    assert done.status == 409
    assert "earlier_inputs/ cannot be written" in done.text
    assert 'value="Typed"' in done.text
    text = post(owner, "/council/text", text="council: {}")
    assert "earlier_inputs/ cannot be written" in text.text
    assert (little.inputs / "council.yaml").read_bytes() == before
