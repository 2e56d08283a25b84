"""Sheets that somebody forged, before and after they were signed with a real key: none of them counts."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError

from engine.model.signing import Entry, Event, Verdict
from engine.signatures.examine import Examined, examine
from engine.signatures.register import Register
from engine.workspace import Workspace
from tests.commands.signoff.test_signoff import sheet_of
from tests.material.forged_chains import FORGED_CHAINS, FORGED_SIGNATURES, added_signature
from tests.material.forged_forms import DATE, FORGED_FORMS, NAME, SIGNATURE, entered, words
from tests.material.forged_letters import FORGED_LETTERS
from tests.material.forged_pages import FORGED_PAGES
from tests.material.small_signing import signed

FORGED = {**FORGED_PAGES, **FORGED_FORMS, **FORGED_LETTERS, **FORGED_CHAINS}
ACCEPTED = (Verdict.SIGNED, Verdict.UNSIGNED)
WHO = "Priya Nair"


@dataclass(frozen=True)
class Out:
    """A sheet that is out: its bytes as issued, the same signed by whom it names, and the lines of the register."""

    issued: bytes
    signed: bytes
    entries: tuple[Entry, ...]

    def judged(self, data: bytes) -> Examined:
        return examine(data, self.entries)


@pytest.fixture(scope="module")
def out(issued_once: Workspace) -> Out:
    entries = tuple(entry for entry in Register(issued_once).entries() if entry.event is Event.ISSUED)
    data = sheet_of(issued_once).read_bytes()
    return Out(data, signed(data, SIGNATURE, WHO), entries)


def signed_if_it_can_be(data: bytes) -> bytes:
    """The file signed; one that no honest program would sign stays as it is, and is judged as it is."""
    try:
        return signed(data, SIGNATURE, WHO)
    except (PdfError, SigningError, ValueError):
        return data


def test_there_are_more_than_sixty_kinds_of_forgery() -> None:
    assert len(FORGED) + len(FORGED_SIGNATURES) > 100


def test_the_sheet_itself_is_accepted_before_it_is_forged(out: Out) -> None:
    assert out.judged(out.issued).verdict is Verdict.UNSIGNED
    assert out.judged(out.signed).verdict is Verdict.SIGNED


@pytest.mark.parametrize("kind", FORGED)
def test_a_sheet_forged_before_it_is_signed_does_not_count(out: Out, kind: str) -> None:
    found = out.judged(signed_if_it_can_be(FORGED[kind](out.issued)))
    assert found.verdict not in ACCEPTED
    assert found.why or found.verdict is Verdict.BESIDE


@pytest.mark.parametrize("kind", FORGED)
def test_a_sheet_forged_after_it_was_signed_does_not_count(out: Out, kind: str) -> None:
    found = out.judged(FORGED[kind](out.signed))
    assert found.verdict not in ACCEPTED
    assert found.why or found.verdict is Verdict.BESIDE


@pytest.mark.parametrize("kind", FORGED_SIGNATURES)
def test_a_forged_signature_does_not_count(out: Out, kind: str) -> None:
    found = out.judged(FORGED_SIGNATURES[kind](out.signed))
    assert found.verdict is not Verdict.SIGNED


def test_it_is_said_what_a_field_shows_and_what_it_holds(out: Out) -> None:
    found = out.judged(entered(out.issued, NAME, words("Somebody Else")))
    assert found.why == f"{NAME} shows “Somebody Else” and holds “Priya Nair”"


def test_it_is_said_that_letters_are_others_than_they_say(out: Out) -> None:
    found = out.judged(FORGED["letters are called what they are not"](out.issued))
    assert found.why == f"{NAME} holds “Priya Nair”, and other letters are drawn for it"


def test_it_is_said_that_the_issued_bytes_only_stand_in_front(out: Out) -> None:
    found = out.judged(signed_if_it_can_be(FORGED["another pdf stands behind the issued one"](out.issued)))
    assert found.why == "what is shown does not come from the issued file, which only stands in front of it"


@pytest.mark.parametrize("rectangle", [(300, 100, 500, 140), (0, 0, 0, 0)])
def test_a_signature_in_an_added_field_is_told_as_beside_its_place(
    out: Out, rectangle: tuple[int, int, int, int]
) -> None:
    found = out.judged(added_signature(out.issued, rectangle, WHO))
    assert found.verdict is Verdict.BESIDE
    assert found.signatures[0].holds
    assert not found.signatures[0].is_in_place


def test_a_signature_in_place_counts_with_an_unseen_one_beside_it(out: Out) -> None:
    found = out.judged(added_signature(out.signed, (0, 0, 0, 0), "Somebody Else"))
    assert found.verdict is Verdict.SIGNED
    assert [signature.is_in_place for signature in found.signatures] == [True, False]


def test_a_date_that_is_held_and_shown_is_an_entry(out: Out) -> None:
    found = out.judged(entered(out.issued, DATE, words("28 March 2026"), V="(28 March 2026)"))
    assert dict(found.entries)[DATE] == "28 March 2026"
