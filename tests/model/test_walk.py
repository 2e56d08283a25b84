"""The walk over the model: every value in the order of the form, with its role, its place and what it is about."""

from __future__ import annotations

from dataclasses import replace

from engine.assembly.reading import Reading
from engine.findings import Place
from engine.model.assessment import SelfAssessment
from engine.model.roles import FieldRole, InASentence, MayBeLeftOut
from engine.model.story import Paragraph, Picture, Run, Table
from engine.model.walk import walk
from engine.rendering.views.specimen import specimen
from tests.material.small_word import line

HERE = Place("inputs/narrative/equity.docx", "paragraph 3")


def _specimen() -> SelfAssessment:
    return specimen().assessment


def _texts(value: object, role: FieldRole) -> list[str]:
    return [held.text for held in walk(value, {role})]


def test_values_come_in_the_order_of_the_fields() -> None:
    action = replace(_specimen().statements["statement"].actions[0], owner="One", overseen_by="Two")
    assert _texts(action, FieldRole.LABEL) == ["One", "Two"]


def test_a_paragraph_comes_whole_with_its_footnotes_after_it() -> None:
    noted = Paragraph((Run("Before "), Run("", note=(Run("A note"),)), Run("after", bold=True)), HERE)
    assert _texts((noted,), FieldRole.NARRATIVE) == ["Before after", "A note"]
    assert {held.place for held in walk((noted,), {FieldRole.NARRATIVE})} == {HERE}


def test_links_and_citations_inside_a_paragraph_are_found_with_its_place() -> None:
    noted = Paragraph((Run("[D-001]", reference="D-001"), Run("a page", link="https://example.org/")), HERE)
    assert [(held.value, held.place) for held in walk((noted,), {FieldRole.LINK}) if held.value] == [
        ("https://example.org/", HERE)
    ]
    assert [held.value for held in walk((noted,), {FieldRole.CITATION}) if held.value] == ["D-001"]


def test_cells_of_tables_and_the_words_for_pictures_are_found() -> None:
    story = (
        Table((((line("Area"),), (line("North"),)),), HERE),
        Picture(data=b"", alt="A map", width=80, height=40, place=HERE),
    )
    narrative = replace(_specimen().statements["statement"], evidence=story)
    assert {"Area", "North"} <= set(_texts(narrative, FieldRole.NARRATIVE))
    assert "A map" in _texts(narrative, FieldRole.LABEL)


def test_what_is_none_is_nothing() -> None:
    action = replace(_specimen().statements["statement"].actions[0], due=None)
    assert walk(action, {FieldRole.DATE}) == []


def test_everything_tells_the_nearest_id(reading: Reading) -> None:
    found = {(held.role, held.about) for held in walk(reading.assessment)}
    assert (FieldRole.NARRATIVE, "equity") in found
    assert (FieldRole.NARRATIVE, "leadership") in found
    assert (FieldRole.NARRATIVE, "overview") in found
    assert (FieldRole.ENTRY, "D-001") in found
    assert (FieldRole.COMMENT, "partners") in found


def test_everything_in_a_quotation_tells_whether_it_may_be_published() -> None:
    (quotation,) = _specimen().statements["statement"].quotations
    for may_publish in (True, False):
        held = walk(replace(quotation, may_publish=may_publish), {FieldRole.QUOTED})
        assert {one.around.is_allowed for one in held} == {may_publish}


def test_what_was_never_asked_about_is_not_allowed(reading: Reading) -> None:
    assert not any(held.around.is_allowed for held in walk(reading.assessment.checklists))


def test_marks_hold_for_everything_under_the_field() -> None:
    assessment = _specimen()
    of_verifiers = walk(assessment.council, {FieldRole.NAME})
    assert of_verifiers
    assert all(held.mark(MayBeLeftOut) for held in of_verifiers)
    view = next(held for held in walk(assessment.statements) if held.mark(InASentence))
    assert view.value == assessment.statements["statement"].view


def test_an_endorsers_name_and_post_are_told_apart() -> None:
    (endorsement,) = _specimen().endorsements
    endorsement = replace(endorsement, name="Ann Lee", position="Chair", organisation="Board")
    assert _texts(endorsement, FieldRole.NAME) == ["Ann Lee"]
    assert _texts(endorsement, FieldRole.TITLE) == ["Chair", "Board"]
