"""Sheets to sign, in real PDFs: fields where the template has their places, accessible, and signed in sequence."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.signatures.permitted import PERMITTED
from tests.conftest import ROOT
from tests.material.small_places import distances, print_in_colour
from tests.material.small_signing import filled, signed, widgets

pytestmark = pytest.mark.every_office

KINDS = ("name", "position", "signature", "date")


def sheets(final: Built) -> list[Path]:
    return sorted((final.folder / "verification").glob("*.pdf"))


def verdicts(*paths: Path) -> str:
    done = subprocess.run(["bash", str(ROOT / ".ci" / "verapdf"), *map(str, paths)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_sheet_has_a_field_for_each_entry(final: Built) -> None:
    for path in sheets(final):
        assert sorted(widgets(path)) == sorted(f"{path.stem}_{kind}" for kind in KINDS)


def test_every_endorser_has_a_place_to_sign_and_to_date(final: Built) -> None:
    asked = final.reading.assessment.asked_to_sign
    names = widgets(final.folder / "endorsements.pdf")
    assert sum(name.endswith("_signature") for name in names) == len(asked)
    assert sum(name.endswith("_date") for name in names) == len(asked)


def test_a_draft_has_no_fields(built: Built) -> None:
    assert [widgets(path) for path in sheets(built)] == [{}] * 9


def test_what_the_council_told_stands_in_its_field(final: Built) -> None:
    manager = final.reading.assessment.council.verifier_of("equity")
    assert manager is not None
    fields = PdfReader(final.folder / "verification" / "equity.pdf").get_form_text_fields()
    assert fields["equity_name"] == manager.name
    assert fields["equity_position"] == manager.position
    assert not fields["equity_date"]


def test_each_field_says_what_it_is_for(final: Built) -> None:
    with pikepdf.open(final.folder / "verification" / "equity.pdf") as pdf:
        tips = {str(field.T): str(field.TU) for field in pdf.Root.AcroForm.Fields}
    assert tips["equity_signature"] == "Signature of the manager who verifies Equity in experiences and outcomes"


def test_a_signature_locks_the_entries_of_its_person(final: Built) -> None:
    with pikepdf.open(final.folder / "endorsements.pdf") as pdf:
        locks = {str(f.T): [str(name) for name in f.Lock.Fields] for f in pdf.Root.AcroForm.Fields if "/Lock" in f}
    assert locks["endorser-01_signature"] == ["endorser-01_signature", "endorser-01_date"]


def test_the_code_of_a_sheet_is_in_its_file(final: Built) -> None:
    for path in sheets(final):
        with pikepdf.open(path) as pdf:
            code = str(pdf.docinfo["/SheetCode"])
            assert f"urn:penholder:sheet:{code}<".encode() in pdf.Root.Metadata.read_bytes()
        assert code in PdfReader(path).pages[0].extract_text()


def test_fields_are_read_in_the_order_of_the_page(final: Built) -> None:
    """In the structure, in the form and on the page alike."""
    with pikepdf.open(final.folder / "verification" / "equity.pdf") as pdf:
        in_form = [str(field.T) for field in pdf.Root.AcroForm.Fields]
        on_page = [str(a.T) for a in pdf.pages[-1].Annots if a.Subtype == "/Widget"]
        in_structure = [str(e.K.Obj.T) for e in elements(pdf.Root.StructTreeRoot) if e.S == "/Form"]
    assert in_form == on_page == in_structure == [f"equity_{kind}" for kind in KINDS]


def elements(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = parent.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_every_field_lies_where_its_place_is_printed(final: Built, tmp_path: Path) -> None:
    """On all nine sheets and the endorsements; that a pack keeps each rectangle is told by its own test."""
    names = [*(f"verification/{path.stem}" for path in sheets(final)), "endorsements"]
    files = [final.folder / f"{name}.docx" for name in names]
    coloured = print_in_colour([path.read_bytes() for path in files], tmp_path)
    for path, pages in zip(files, coloured, strict=True):
        fields = widgets(path.with_suffix(".pdf"))
        assert fields
        assert {name: off for name, off in distances(pages, fields).items() if off >= 0.5} == {}, path.name


def test_every_pdf_is_for_screen_readers_and_for_archives(final: Built) -> None:
    """veraPDF's verdict on PDF/UA-1 and PDF/A-2b. One sheet stands for all, which are in the pack, page for page."""
    paths = [*final.folder.glob("*.pdf"), sheets(final)[0]]
    said = verdicts(*paths)
    assert said.count("PASS ua1") == said.count("PASS 2b") == len(paths) == 7, said


def test_filled_in_they_still_are(final: Built, tmp_path: Path) -> None:
    more = (final.folder / f"{name}.pdf" for name in ("endorsements", "signature-pack"))
    paths = [filled(path, tmp_path) for path in (sheets(final)[0], *more)]
    said = verdicts(*paths)
    assert said.count("PASS ua1") == said.count("PASS 2b") == len(paths), said
    assert "Siân O’Neill" in PdfReader(paths[0]).get_form_text_fields().values()


def test_the_issued_bytes_are_the_beginning_of_what_is_filled_in(final: Built, tmp_path: Path) -> None:
    issued = final.folder / "verification" / "learning.pdf"
    assert filled(issued, tmp_path).read_bytes().startswith(issued.read_bytes())


@pytest.mark.parametrize("program", [("qpdf", "--check"), ("pdfinfo",), ("pdfsig",)])
def test_other_programs_open_every_sheet(final: Built, program: tuple[str, ...]) -> None:
    nothing_is_signed = 2
    for path in (*sheets(final), final.folder / "endorsements.pdf", final.folder / "signature-pack.pdf"):
        done = subprocess.run([*program, str(path)], capture_output=True, text=True)
        assert done.returncode == 0 or (program == ("pdfsig",) and done.returncode == nothing_is_signed), done.stderr
        assert "rror" not in done.stderr


def test_endorsers_sign_one_file_one_after_the_other_and_every_signature_holds(final: Built) -> None:
    data = issued = (final.folder / "endorsements.pdf").read_bytes()
    names = [name for name in widgets(final.folder / "endorsements.pdf") if name.endswith("_signature")]
    assert len(names) >= 11
    for name in names:
        data = signed(data, name, f"Endorser {name}")
    assert data.startswith(issued)
    reader = PdfFileReader(io.BytesIO(data))
    for signature in reader.embedded_signatures:
        trust = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        status = validate_pdf_signature(signature, trust, diff_policy=PERMITTED)
        assert status.intact
        assert status.valid
        assert status.docmdp_ok, signature.field_name
    assert len(reader.embedded_signatures) == len(names)
