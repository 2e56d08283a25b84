"""signature-pack.pdf: every sheet in one file, behind a page that says what is in it."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.model.council import Verifier
from engine.model.signing import Person, Sheet, Signed, State
from engine.pdf.pack import PackPart, make_pack
from engine.rendering.must_print import pack_meant
from engine.rendering.views.pack import signature_state
from engine.signatures.permitted import PERMITTED
from tests.material.little_sample import STATEMENTS
from tests.material.small_council import STATEMENT, small_council, with_council
from tests.material.small_signing import signed, widgets

pytestmark = pytest.mark.every_office


def pack_of(built: Built) -> Path:
    return built.folder / "signature-pack.pdf"


def sheets_of(built: Built) -> list[Path]:
    """In the order of the pack."""
    statements = built.reading.assessment.framework.statements
    return [
        *(built.folder / "verification" / f"{statement.id}.pdf" for statement in statements),
        built.folder / "endorsements.pdf",
    ]


def begins(built: Built) -> list[int]:
    """The page, from 1, on which each sheet must begin: behind the register and the sheets before it."""
    lengths = [len(PdfReader(path).pages) for path in sheets_of(built)]
    register = len(PdfReader(pack_of(built)).pages) - sum(lengths)
    return [1 + register + sum(lengths[:n]) for n in range(len(lengths))]


def code_of(path: Path) -> str:
    with pikepdf.open(path) as pdf:
        return str(pdf.docinfo["/SheetCode"])


def register_of(built: Built) -> str:
    pages = PdfReader(pack_of(built)).pages[: begins(built)[0] - 1]
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# what is in it


def test_every_page_of_every_sheet_is_in_it_as_it_is(final: Built) -> None:
    pages = [page.extract_text() for page in PdfReader(pack_of(final)).pages][begins(final)[0] - 1 :]
    assert pages == [page.extract_text() for path in sheets_of(final) for page in PdfReader(path).pages]


def test_the_register_gives_code_and_page_of_every_sheet(final: Built) -> None:
    said = register_of(final)
    for path, page in zip(sheets_of(final), begins(final), strict=True):
        with pikepdf.open(path) as pdf:
            code = str(pdf.docinfo["/SheetCode"])
        assert re.search(rf"{code}\D.*?\b{page}\b", said), path.name


def test_the_register_names_everybody_who_is_to_sign(final: Built) -> None:
    said, assessment = register_of(final), final.reading.assessment
    asked = [endorsement.name for endorsement in assessment.asked_to_sign]
    assert [name for name in (*(v.name for v in assessment.council.verifiers), *asked) if name not in said] == []


def test_the_register_says_that_the_single_sheets_count(final: Built) -> None:
    assert "what counts as signed, is each sheet by itself" in register_of(final)


def test_its_page_numbers_lead_to_the_sheets(final: Built) -> None:
    with pikepdf.open(pack_of(final)) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link" and "/A" in a]
        led = [1 + pikepdf.Page(link.A.D[0]).index for link in links if link.A.S == "/GoTo"]  # type: ignore[operator]
    assert sorted(led) == begins(final)


SIGNED = Signed(
    person=Person("equity", "Priya Nair", "Head"),
    code="A",
    on="2026-03-13",
    back="2026-03-14",
    certificate="Priya Nair",
)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (Sheet(statement="equity", code="", state=State.NOT_ISSUED, signatures=()), "Not issued yet"),
        (Sheet(statement="equity", code="A", state=State.ISSUED, signatures=()), "Issued, not signed yet"),
        (
            Sheet(statement="equity", code="A", state=State.SIGNED, signatures=(SIGNED,)),
            "Signed (Priya Nair, back on 14 March 2026)",
        ),
        (
            Sheet(statement="equity", code="A", state=State.STALE, signatures=(SIGNED,)),
            "Text changed since it was signed (Priya Nair)",
        ),
        (
            Sheet(statement="equity", code="A", state=State.STALE, signatures=()),
            "Text changed since it was issued",
        ),
        (
            Sheet(statement="equity", code="A", state=State.ALTERED, signatures=()),
            "Came back altered: to be signed again",
        ),
        (
            Sheet(statement="equity", code="A", state=State.CODE_ONLY, signatures=()),
            "A copy came back, to be attested",
        ),
    ],
)
def test_the_register_says_how_far_a_signature_has_got(sheet: Sheet, said: str) -> None:
    assert signature_state(sheet) == said


def test_it_need_not_name_who_has_left_the_post() -> None:
    gone = Verifier(statement=STATEMENT, name="Gone Already", position="Head", email="", end=date(2026, 3, 1))
    here = Verifier(statement=STATEMENT, name="Here Now", position="Head", email="", start=date(2026, 3, 2))
    meant = {text for text, _ in pack_meant(with_council(small_council(), verifiers=(gone, here)))}
    assert "Here Now" in meant
    assert "Gone Already" not in meant


# what it is made of


def test_its_structure_is_one_document_with_a_part_for_each(final: Built) -> None:
    with pikepdf.open(pack_of(final)) as pdf:
        document = pdf.Root.StructTreeRoot.K
        assert document.S == "/Document"
        assert [str(part.S) for part in document.K] == ["/Part"] * 11
        titles = [str(part.T) for part in document.K]
    assert titles[0] == "Register of sheets"
    assert titles[3] == "Verification sheet: Equity in experiences and outcomes"


def test_everything_on_its_pages_leads_back_into_the_structure(final: Built) -> None:
    with pikepdf.open(pack_of(final)) as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        pages = {page.obj.objgen for page in pdf.pages}
        numbers = [int(page.StructParents) for page in pdf.pages]
        assert len(set(numbers)) == len(numbers)
        for page in pdf.pages:
            owners = [owner for owner in parents[int(page.StructParents)] if owner is not None]
            assert {owner.Pg.objgen for owner in owners if "/Pg" in owner} == {page.obj.objgen}
            for annotation in page.get("/Annots", []):
                owner = parents[int(annotation.StructParent)]
                kids = owner.K if isinstance(owner.K, pikepdf.Array) else [owner.K]
                assert annotation.objgen in [kid.Obj.objgen for kid in kids if isinstance(kid, pikepdf.Dictionary)]
                assert annotation.get("/P", page.obj).objgen in pages


def test_its_bookmarks_are_the_sheets_with_their_headings_below(final: Built) -> None:
    with pikepdf.open(pack_of(final)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root][:2] == [
            "Register of sheets",
            "Verification sheet: Assessing needs",
        ]
        assert len(outline.root) == 11
        assert all(item.children for item in outline.root)


def test_its_pages_are_labelled_by_sheet(final: Built) -> None:
    labels = PdfReader(pack_of(final)).page_labels
    first = begins(final)[0] - 1
    assert labels[:first] == [f"R-{n}" for n in range(1, first + 1)]
    assert labels[first : first + 4] == ["S1-1", "S1-2", "S2-1", "S2-2"]
    assert labels[-1].startswith("E-")


def test_it_says_of_itself_what_it_is(final: Built) -> None:
    with pikepdf.open(pack_of(final)) as pdf:
        code = str(pdf.docinfo["/SheetCode"])
        assert str(pdf.docinfo["/Title"]) == "Signature pack: Adult social care self-assessment"
        assert f"urn:penholder:sheet:{code}<".encode() in pdf.Root.Metadata.read_bytes()
        assert (str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == ("en-GB", True)
        assert len(pdf.Root.OutputIntents) == 1
    assert code not in [code_of(path) for path in sheets_of(final)]


def test_its_fields_are_those_of_the_sheets_each_under_a_name_of_its_own(final: Built) -> None:
    alone = {
        name: (page + first - 1, rectangle)
        for path, first in zip(sheets_of(final), begins(final), strict=True)
        for name, (page, rectangle) in widgets(path).items()
    }
    assert widgets(pack_of(final)) == alone
    with pikepdf.open(pack_of(final)) as pdf:
        assert sorted(str(field.T) for field in pdf.Root.AcroForm.Fields) == sorted(alone)
        assert int(pdf.Root.AcroForm.SigFlags) == 3


def test_the_font_of_its_fields_is_in_it_once(final: Built) -> None:
    with pikepdf.open(pack_of(final)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        names = Counter(str(font.BaseFont) for font in fonts if font.get("/Encoding") == "/WinAnsiEncoding")
    assert list(names.values()) == [1]


def test_two_fields_of_one_name_are_told_apart_and_their_locks_follow(final: Built) -> None:
    sheet = (final.folder / "verification" / "equity.pdf").read_bytes()
    made = make_pack([PackPart("a", "One", "S1", sheet), PackPart("b", "Two", "S2", sheet)])
    with pikepdf.open(io.BytesIO(made)) as pdf:
        locks = {str(f.T): [str(name) for name in f.Lock.Fields] for f in pdf.Root.AcroForm.Fields if "/Lock" in f}
    kinds = ("name", "position", "signature", "date")
    assert locks["S2_equity_signature"] == [f"S2_equity_{kind}" for kind in kinds]
    assert locks["equity_signature"] == [f"equity_{kind}" for kind in kinds]


def test_a_draft_has_a_pack_to_read_and_nothing_to_sign(built: Built) -> None:
    assert widgets(pack_of(built)) == {}
    assert len(PdfReader(pack_of(built)).pages) == built.pages["signature-pack"]


# signed


def test_all_sign_the_pack_one_after_the_other_and_every_signature_holds(little_final: Built) -> None:
    data = issued = pack_of(little_final).read_bytes()
    names = [name for name in widgets(pack_of(little_final)) if name.endswith("_signature")]
    assert len(names) == len(STATEMENTS) + 11
    for name in names:
        data = signed(data, name, "Somebody")
    assert data.startswith(issued)
    reader = PdfFileReader(io.BytesIO(data))
    assert [signature.field_name for signature in reader.embedded_signatures] == names
    for signature in (reader.embedded_signatures[n] for n in (0, 1, 12)):  # each is judged against all after it
        trust = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        status = validate_pdf_signature(signature, trust, diff_policy=PERMITTED)
        assert status.intact
        assert status.valid
        assert status.docmdp_ok, signature.field_name
