"""Every input against its schema, and against what the others say."""

from __future__ import annotations

from typing import Any

import pytest

from engine.finding_kinds import Trait, finding_kinds
from engine.model.inputs import CheckedInputs, Inputs
from engine.model.record import Record
from engine.rendering.views.specimen import specimen
from engine.validation.validate_all import validate_all
from tests.material.small_inputs import SCHEMAS


def checked(values: dict[str, Any], statement: dict[str, Any] | None = None) -> CheckedInputs:
    """A council.yaml of these values, and one form. Everything else could not be read."""
    records = {
        name: Record(schema=schema, file=f"inputs/{name}.yaml", values={})
        for name, schema in (("overview", "narrative_overview"), ("evidence", "evidence"), ("decisions", "decisions"))
    }
    inputs = Inputs(
        council=Record(schema="council", file="inputs/council.yaml", values=values),
        checklists=(),
        statements={
            "equity": Record(schema="narrative_statement", file="inputs/narrative/equity.docx", values=statement or {})
        },
        themes={},
        sections={},
        overview=records["overview"],
        evidence=records["evidence"],
        endorsements=Record(schema="endorsements", file="inputs/endorsements.xlsx", values={}),
        decisions=records["decisions"],
        lenses=Record(schema="lenses", file="inputs/lenses.yaml", values={}),
        pictures={"brand/logo.png": b""},
        schemas=dict(SCHEMAS),
        findings=(),
    )
    return validate_all(inputs, specimen().assessment.framework)


def test_what_could_not_be_read_is_not_checked() -> None:
    found = checked({"council": {}})
    assert {finding.place.file for finding in found.findings} == {"inputs/council.yaml"}
    assert {finding.place.file for finding in checked({}, {"more": 1}).findings} == {"inputs/narrative/equity.docx"}


def test_a_finding_may_be_weighed_if_the_catalogue_says_so() -> None:
    words = checked({}).vocabulary
    weighed = {code for code in finding_kinds() if words.find("finding about content", code) is not None}
    assert weighed == {code for code, kind in finding_kinds().items() if Trait.WEIGHABLE in kind.traits}


def test_pictures_are_known_by_their_names() -> None:
    words = checked({}).vocabulary
    assert words.find("picture", "brand/logo.png") == "brand/logo.png"
    assert words.find("picture", "brand/other.png") is None


GROUP = {"id": "leaders", "name": "Managers and leaders", "people": 17, "how": "Team day"}


def test_groups_are_known_by_id_and_by_name() -> None:
    words = checked({"groups": [GROUP]}).vocabulary
    assert [words.find("group", text) for text in ("leaders", "managers and leaders", "carers")] == [
        "leaders",
        "leaders",
        None,
    ]


def test_a_group_without_a_sound_name_is_known_by_its_id() -> None:
    words = checked({"groups": [{**GROUP, "name": 12}, {"id": "carers"}]}).vocabulary
    assert [words.find("group", text) for text in ("leaders", "carers")] == ["leaders", "carers"]


@pytest.mark.parametrize("groups", [[], ["leaders"], [{"name": "Leaders"}], "leaders"])
def test_where_no_group_is_sound_no_name_of_one_is_asked_for(groups: object) -> None:
    assert "group" not in checked({"groups": groups}).vocabulary.kinds


def test_without_groups_no_name_of_one_is_asked_for() -> None:
    assert "group" not in checked({"council": {}}).vocabulary.kinds


def test_groups_that_are_wrong_leave_the_others_known() -> None:
    words = checked({"groups": ["leaders", {"name": "Carers"}, {**GROUP, "id": "carers", "name": "Carers"}]}).vocabulary
    assert words.find("group", "Carers") == "carers"
