"""What everyone may read of a value: names, links, words without consent, and what is for the pen holder alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import pytest

from engine.assessment.open_to_all import UNNAMED, is_open, open_to_all
from engine.findings import Place
from engine.model.assessment import Quotation
from engine.model.roles import (
    Comment,
    Consent,
    Contact,
    Internal,
    Label,
    Link,
    MayBeLeftOut,
    Name,
    NamedInOffice,
    PublicAs,
    Quoted,
    Title,
)

PUBLIC, INSIDE = "https://www.example.org/plan", "https://wenlow.sharepoint.com/sites/ASC/Plan.docx"


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One of each treatment."""

    name: Name[str] = "Ruth Adeyemi"
    officer: Annotated[Name[str], PublicAs("an officer")] = "Anna Price"
    chair: Annotated[Name[str], MayBeLeftOut("Not every board has one.")] = ""
    deputies: Name[tuple[str, ...]] = ()
    by_role: Name[dict[str, str]] = field(default_factory=dict)
    post: Title[str] = "Leader"
    signed_by: Annotated[Name[str], PublicAs(""), NamedInOffice("post")] = "Ruth Adeyemi"
    email: Contact[str] = "ruth@example.org"
    link: Link[str] = ""
    more: Link[tuple[str, ...]] = ()
    note: Internal[Any] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Words and more, with one consent or two."""

    words: Comment[str] = "Well done"
    may: Consent[bool] = True
    may_too: Consent[bool] = True
    about: Label[str] = "The plan"


@dataclass(frozen=True, slots=True)
class Holder:
    """Values within values."""

    cards: tuple[Card, ...] = ()
    said: tuple[Quotation, ...] = ()
    by_id: dict[str, Quotation] | None = None
    remark: Remark | None = None


def quotation(words: str, may_publish: bool) -> Quotation:
    return Quotation(
        words=words, who="", group="", where="", references=(), may_publish=may_publish, place=Place("form.docx")
    )


YES, NO = quotation("Yes", True), quotation("No", False)


# names


def test_a_person_is_not_named_and_the_post_stays() -> None:
    made = open_to_all(Card(), names=False)
    assert (made.name, made.officer, made.post) == (UNNAMED, "an officer", "Leader")


def test_what_else_is_said_of_a_field_is_not_printed_for_the_name() -> None:
    assert open_to_all(Card(chair="Jo Bell"), names=False).chair == UNNAMED


def test_a_council_that_publishes_names_has_them_all() -> None:
    made = open_to_all(Card(deputies=("A", "B")), names=True)
    assert (made.name, made.officer, made.deputies) == ("Ruth Adeyemi", "Anna Price", ("A", "B"))


def test_each_of_several_people_is_not_named_and_nobody_stays_nobody() -> None:
    made = open_to_all(Card(name="", deputies=("A", "", "B"), by_role={"dass": "C", "chair": ""}), names=False)
    assert (made.name, made.deputies) == ("", (UNNAMED, "", UNNAMED))
    assert made.by_role == {"dass": UNNAMED, "chair": ""}


@pytest.mark.parametrize(("offices", "named"), [(("Leader",), "Ruth Adeyemi"), (("Director",), ""), ((), "")])
def test_who_holds_a_public_office_is_named_where_the_field_asks_for_it(offices: tuple[str, ...], named: str) -> None:
    made = open_to_all(Card(), names=False, offices=offices)
    assert (made.signed_by, made.name) == (named, UNNAMED)


# links, and what is never shown


@pytest.mark.parametrize(("link", "kept"), [(PUBLIC, PUBLIC), (INSIDE, ""), ("", ""), ("mailto:a@example.org", "")])
def test_a_link_stays_where_everybody_can_open_it(link: str, kept: str) -> None:
    assert open_to_all(Card(link=link), names=True).link == kept
    assert open_to_all(Card(more=(PUBLIC, link)), names=True).more == (PUBLIC, kept)


def test_only_a_public_website_is_open() -> None:
    assert is_open(PUBLIC)
    assert not is_open(INSIDE)


def test_how_to_reach_a_person_is_never_shown() -> None:
    assert open_to_all(Card(), names=True).email == ""


@pytest.mark.parametrize(
    ("note", "nothing"),
    [("words", ""), (b"data", b""), (3, 0), (0.5, 0.0), (("a",), ()), ({"a": "b"}, {}), (None, None)],
)
def test_what_is_for_the_pen_holder_becomes_nothing_of_its_kind(note: Any, nothing: Any) -> None:
    made = open_to_all(Card(note=note), names=True).note
    assert (made, type(made)) == (nothing, type(nothing))


@pytest.mark.parametrize("note", [Colour.RED, date(2026, 1, 1)])
def test_a_day_and_one_of_a_closed_list_have_no_nothing_of_their_kind(note: Any) -> None:
    assert open_to_all(Card(note=note), names=True).note is None


# consent


def test_words_are_shown_with_consent_alone_and_the_rest_stays() -> None:
    assert open_to_all(Remark(), names=True).words == "Well done"
    made = open_to_all(Remark(may=False, may_too=False), names=True)
    assert (made.words, made.about) == ("", "The plan")


@pytest.mark.parametrize(("may", "may_too"), [(True, False), (False, True)])
def test_of_two_who_were_asked_both_must_agree(may: bool, may_too: bool) -> None:
    assert open_to_all(Remark(may=may, may_too=may_too), names=True).words == ""


def test_a_quotation_without_consent_goes_and_one_with_it_stays() -> None:
    said: tuple[Quotation, ...] = (YES, NO, YES)
    assert open_to_all(said, names=True) == (YES, YES)
    assert open_to_all({"yes": YES, "no": NO}, names=True) == {"yes": YES}


def test_a_value_with_more_in_it_than_words_stays_without_them() -> None:
    (kept,) = open_to_all((Remark(may=False),), names=True)
    assert (kept.words, kept.about) == ("", "The plan")


def test_words_that_nobody_was_asked_about_are_left_out() -> None:
    @dataclass(frozen=True, slots=True)
    class Unasked:
        words: Quoted[str]

    assert open_to_all((Unasked("Well done"),), names=True) == (Unasked(""),)


# however deep, and nothing made anew without a reason


def test_what_is_within_is_looked_at_too() -> None:
    holder = Holder(cards=(Card(),), said=(YES, NO), by_id={"no": NO}, remark=Remark(may=False))
    made = open_to_all(holder, names=False)
    assert made.cards[0].name == UNNAMED
    assert (made.said, made.by_id) == ((YES,), {})
    assert made.remark is not None
    assert made.remark.words == ""


@pytest.mark.parametrize(
    "value",
    [
        (YES, "words", 3),
        {"yes": YES},
        Holder(cards=(Card(email="", note=None, name=""),), said=(YES,), by_id={"yes": YES}),
        Place("form.docx"),
        "words",
        (),
    ],
)
def test_a_value_with_nothing_to_take_out_is_itself(value: Any) -> None:
    assert open_to_all(value, names=True) is value


def test_a_quotation_at_the_end_of_a_list_or_a_mapping_goes_too() -> None:
    said: tuple[Quotation, ...] = (YES, NO)
    assert open_to_all(said, names=True) == (YES,)
    assert open_to_all({"yes": YES, "no": NO}, names=True) == {"yes": YES}
