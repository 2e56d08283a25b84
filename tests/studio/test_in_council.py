"""Whatever is wrong in council.yaml leads to the part of Council, and to the field, in which it is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from starlette.requests import Request

from engine.commands.council.file import rules_of
from engine.finding_kinds import Remedy, finding_kinds
from engine.findings import COUNCIL, Finding, Place, Severity, error
from engine.schemas import Schema
from engine.sources.yaml_file import read_yaml
from engine.studio.guard import FrontDoor
from engine.studio.in_council import AS_TEXT, InCouncil, by_part, in_council
from engine.studio.jobs import Failed
from engine.studio.pages.answers import unusable
from engine.studio.visit import Visit
from engine.validation.validate import validate
from engine.validation.validate_all import council_vocabulary
from engine.workspace import Workspace
from engine.yaml_text import as_yaml
from tests.material.asgi import Visitor
from tests.studio.test_council_page import owner, post
from tests.studio.test_guard import studio

__all__ = ["owner", "studio"]


def told(workspace: Workspace, text: str) -> tuple[Finding, ...]:
    """All that `penholder check` says of council.yaml with such a text."""
    path = workspace.inputs / "council.yaml"
    path.write_text(text, encoding="utf-8")
    record, found = read_yaml(path, COUNCIL, "council")
    rules = rules_of(workspace)
    return (*found, *validate(record, rules.schema, council_vocabulary(rules.framework, rules.pictures)).findings)


def every_field(schema: Schema, leaf: Any) -> dict[str, Any]:
    """A content with every field of a schema, in groups and in one entry of each list. leaf: what each says."""
    return {name: _said(rules, leaf) for name, rules in schema.items()}


def _said(rules: Schema, leaf: Any) -> Any:
    if rules["type"] == "dict":
        return every_field(rules["schema"], leaf)
    if rules["type"] == "list":
        return [_said(rules["schema"], leaf)]
    return deepcopy(leaf)


def with_unknown_fields(schema: Schema) -> dict[str, Any]:
    """A content in which every group, and an entry of every list of groups, has a field that nobody knows."""
    made: dict[str, Any] = {"nobody": 1}
    for name, rules in schema.items():
        inner = rules.get("schema", {})
        if rules["type"] == "dict":
            made[name] = with_unknown_fields(inner)
        elif inner.get("type") == "dict":
            made[name] = [with_unknown_fields(inner["schema"])]
    return made


CONTENTS: dict[str, Callable[[Schema], dict[str, Any]]] = {
    "hardly anything stands there": lambda _: {"council": None},
    "every field is left empty": lambda schema: every_field(schema, None),
    "every field says what none may say": lambda schema: every_field(schema, {"a": "group"}),
    "every field says a word": lambda schema: every_field(schema, "?"),
    "every group and list is a word": lambda schema: dict.fromkeys(schema, "word"),
    "every entry is a word": lambda schema: {
        name: ["word"] if rules["type"] == "list" else {} for name, rules in schema.items()
    },
}


def fields_in(page: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', page))


@pytest.mark.slow
@pytest.mark.parametrize("content", CONTENTS)
def test_every_fault_of_the_schema_leads_to_a_field_that_stands_in_its_part(
    owner: Visitor, little: Workspace, content: str
) -> None:
    schema = rules_of(little).schema
    findings = told(little, as_yaml(CONTENTS[content](schema)))
    assert len(findings) >= 4
    pages: dict[str, set[str]] = {}
    for finding, place in zip(findings, in_council(little, findings), strict=True):
        assert place is not None, finding
        assert place.label, finding
        address, _, field = place.address.partition("#")
        if address not in pages:
            pages[address] = fields_in(owner.ask("GET", address).text)
        assert field in pages[address], finding


def test_a_field_that_nobody_knows_is_taken_out_in_the_text(little: Workspace) -> None:
    found = told(little, as_yaml(with_unknown_fields(rules_of(little).schema)))
    unknown = [finding for finding in found if "nobody" in finding.message]
    assert len(unknown) > 20
    assert set(in_council(little, unknown)) == {AS_TEXT}


@pytest.mark.parametrize("text", ["council: [", "council: {}\ncouncil: {}\n", "- a list"])
def test_what_no_form_can_show_leads_to_the_text(little: Workspace, text: str) -> None:
    broken = error("I-02", Place(COUNCIL, "line 1"), "It cannot be read.")
    (little.inputs / "council.yaml").write_text(text, encoding="utf-8")
    assert in_council(little, [broken]) == (AS_TEXT,)


def of_council() -> Iterator[tuple[str, Severity, str]]:
    """Every finding that the catalogue sends to Council, with the field it names."""
    for kind in finding_kinds().values():
        for severity, meaning in kind.meanings.items():
            if meaning.remedy is Remedy.COUNCIL or meaning.field:
                yield kind.code, severity, meaning.field


@pytest.mark.slow
def test_what_the_whole_folder_says_of_the_council_leads_to_its_part_too(owner: Visitor, little: Workspace) -> None:
    """Also where the finding stands in another file, such as a date in the text that no longer holds."""
    for code, severity, field in of_council():
        if code == "I-37":
            continue  # whose place tells
        for file in (COUNCIL, "inputs/narrative/equity.docx"):
            finding = Finding(severity=severity, code=code, place=Place(file), message="It is so.")
            (place,) = in_council(little, [finding])
            assert place is not None, code
            address, _, shown = place.address.partition("#")
            assert shown == field.replace(".", "-"), code
            assert shown in fields_in(owner.ask("GET", address).text)


def test_what_another_file_lacks_is_answered_there(little: Workspace) -> None:
    assert in_council(little, [error("I-02", Place("inputs/evidence.xlsx"), "It cannot be read.")]) == (None,)


def test_an_entry_is_told_by_its_name_and_parts_come_in_their_order(little: Workspace) -> None:
    text = "groups:\n- {id: a, name: Our carers, people: x, how: y}\n- {people: 1}\ncouncil: {name: A}\n"
    found = by_part(little, told(little, text))
    assert {part.part for part, _ in found if part} == {"Groups", "Name and report", "People and posts"}
    labels = {place.label for _, each in found for _, place in each if isinstance(place, InCouncil)}
    assert {"People who took part, Our carers", "Short id, entry 2", "Short name"} <= labels


def test_council_says_beside_each_part_how_much_in_it_is_to_be_mended(owner: Visitor, little: Workspace) -> None:
    (little.inputs / "council.yaml").write_text("council: {name: A, nobody: 1}\n", encoding="utf-8")
    nav = owner.ask("GET", "/council/dates").text.partition('aria-label="Parts of Council"')[2].partition("</nav>")[0]
    of_each = dict(re.findall(r'href="([^"]+)"[^>]*>[^<]*<span class="count">(\d+)<', nav))
    assert of_each == {"/council": "2", "/council/people": "1", "/council/groups": "1", "/council/text": "1"}


def test_after_a_save_it_leads_to_what_is_left_and_then_to_what_comes_next(owner: Visitor, little: Workspace) -> None:
    path = little.inputs / "council.yaml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("people: 61", "people: x"), encoding="utf-8")
    post(owner, "/council", council__short_name="A")
    assert '<a class="steady" href="/council/groups">Go on with groups</a>' in owner.ask("GET", "/council").text
    post(owner, "/council/groups", groups__0__people="61")
    assert '<a class="steady" href="/">See what comes next</a>' in owner.ask("GET", "/council").text


@pytest.mark.parametrize(
    "findings", [(), (error("I-02", Place("inputs/framework/2024-03.yaml"), "It is no framework."),)]
)
def test_what_no_part_of_council_answers_is_told_without_one(owner: Visitor, findings: tuple[Finding, ...]) -> None:
    """A page that says why nothing can be shown, where it is none of council.yaml's doing."""
    desk = owner.app._app.routes[0].endpoint.__closure__[0].cell_contents
    desk.not_read = Failed("It cannot be read.", findings)
    asked = Visit(request=Request({"type": "http", "headers": []}), desk=desk, door=FrontDoor(1))
    page = bytes(unusable(asked, "The files cannot be read yet", "Progress", desk.not_read).body).decode()
    assert "The files cannot be read yet" in page
    assert ("It is no framework." in page) == bool(findings)
    assert "Begin with" not in page
