"""Sheets issued, signed for real, tampered with, scanned: what came back is told apart, and the state is the truth."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from asn1crypto import pem
from docx import Document
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, PdfObject

from engine.commands.signoff import ReturnedSheet, issue, prove_register, receive, status
from engine.errors import SigningError, UsageError
from engine.model.edition import Edition
from engine.model.signing import ENDORSEMENTS, Event, Sheet, State, Verdict
from engine.progress import Progress
from engine.signatures.examine import examine
from engine.signatures.register import Register
from engine.signatures.routing import Errand, mail_merge
from engine.workspace import Workspace
from tests.building import build
from tests.material.depth import cases
from tests.material.little_sample import STATEMENTS
from tests.material.real_command import run
from tests.material.small_signing import filled, signed, signer, widgets

STATEMENT = "equity"


def sheet_of(workspace: Workspace) -> Path:
    return workspace.outputs / "final" / "verification" / f"{STATEMENT}.pdf"


def returned(workspace: Workspace, data: bytes, name: str = "back.pdf", code: str = "", by: str = "") -> ReturnedSheet:
    path = workspace.root / name
    path.write_bytes(data)
    (one,) = receive(workspace, (path,), code, by)
    return one


def state_of(workspace: Workspace, statement: str = STATEMENT) -> Sheet:
    return next(sheet for sheet in status(workspace) if sheet.statement == statement)


def filled_and_signed(workspace: Workspace, name: str = "Priya Nair") -> bytes:
    return signed(filled(sheet_of(workspace), workspace.root).read_bytes(), f"{STATEMENT}_signature", name)


def painted_over(data: bytes) -> bytes:
    """A white box over the words of the first page, appended as a reader would."""
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    box = DecodedStreamObject()
    box.set_data(b"q 1 1 1 rg 100 500 300 80 re f Q")
    page = writer.pages[0]
    page[NameObject("/Contents")] = writer._add_object(_array(page["/Contents"], writer._add_object(box)))
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def _array(old: PdfObject, new: PdfObject) -> ArrayObject:
    kept = list(old) if isinstance(old, ArrayObject) else [old.indirect_reference or old]
    return ArrayObject([*kept, new])


def rewritten(data: bytes) -> bytes:
    """The file as a service saves it anew."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def scanned(data: bytes, dots: int, skew: float, kind: str) -> bytes:
    """Page 2 signed in ink, scanned askew, with noise, as a PDF of pictures or as a JPEG."""
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[len(pdf) - 1].render(scale=dots / 72).to_pil().convert("RGB")
    pen = ImageDraw.Draw(page)
    pen.line(
        [(page.width * 0.4, page.height * 0.6), (page.width * 0.6, page.height * 0.57)], fill=(20, 20, 120), width=4
    )
    noise = Image.effect_noise(page.size, 40).convert("RGB")
    page = Image.blend(page.rotate(skew, fillcolor=(250, 250, 245)), noise, 0.12)
    squeezed = io.BytesIO()
    page.save(squeezed, "JPEG", quality=40)
    if kind == "jpeg":
        return squeezed.getvalue()
    saved = io.BytesIO()
    Image.open(squeezed).save(saved, "PDF", resolution=dots)
    return saved.getvalue()


# issuing


def test_every_sheet_of_the_final_edition_is_issued_once(issued: Workspace) -> None:
    assert [sheet.state for sheet in status(issued)] == [State.ISSUED] * (len(STATEMENTS) + 1)
    assert issue(issued) == ((), len(STATEMENTS) + 2), "the pack is on the register too, as a thing of its own"


def test_what_was_issued_is_kept_byte_for_byte(issued: Workspace) -> None:
    kept = next((issued.root / "signoff" / "issued").glob(f"{state_of(issued).code}-*.pdf"))
    assert kept.read_bytes() == sheet_of(issued).read_bytes()


def test_nothing_is_issued_without_a_final_edition(issued: Workspace) -> None:
    shutil.rmtree(issued.outputs / "final")
    with pytest.raises(UsageError, match="build --edition final"):
        issue(issued)


def test_nothing_is_issued_from_files_that_were_changed(issued: Workspace) -> None:
    sheet_of(issued).write_bytes(sheet_of(issued).read_bytes() + b" ")
    with pytest.raises(SigningError) as caught:
        issue(issued)
    assert [finding.code for finding in caught.value.findings] == ["M-02"]


def test_nothing_is_issued_when_the_inputs_have_changed(issued: Workspace) -> None:
    (issued.inputs / "council.yaml").write_bytes((issued.inputs / "council.yaml").read_bytes() + b"\n")
    with pytest.raises(SigningError, match="inputs have changed"):
        issue(issued)


def test_services_learn_who_signs_where(issued: Workspace) -> None:
    errands = json.loads((issued.root / "signoff" / "outbox" / "routing.json").read_text(encoding="utf-8"))["errands"]
    assert len(errands) == len(STATEMENTS) + 11
    equity = next(e for e in errands if e["document"].endswith(f"{STATEMENT}.pdf"))
    assert equity["signer"]["name"] == "Priya Nair"
    assert "@" in equity["signer"]["email"]
    field = next(f for f in equity["fields"] if f["kind"] == "signature")
    page, rectangle = widgets(sheet_of(issued))[f"{STATEMENT}_signature"]
    assert (field["page"], field["rectangle"]) == (page, pytest.approx(rectangle, abs=0.01))


def test_letters_have_a_row_for_each_person_and_no_formula(issued: Workspace) -> None:
    text = (issued.root / "signoff" / "outbox" / "mail-merge.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Name", "Position", "Organisation", "E-mail", "Document", "Code"]
    assert len(rows) == 1 + len(STATEMENTS) + 11
    errand = Errand(
        name="=1+1", position="@x", organisation="-y", email="+z", document="a.pdf", code="AAAAA-AAAAA", fields=()
    )
    assert mail_merge([errand]).decode("utf-8-sig").splitlines()[1] == "'=1+1,'@x,'-y,'+z,a.pdf,AAAAA-AAAAA"


# what came back


def test_a_filled_and_signed_sheet_is_proven(issued: Workspace) -> None:
    one = returned(issued, filled_and_signed(issued)).examined
    assert one.verdict is Verdict.SIGNED
    (signature,) = one.signatures
    assert (signature.signer, signature.holds, signature.is_trusted) == ("Priya Nair", True, False)
    assert dict(one.entries)[f"{STATEMENT}_date"] == "Siân O’Neill"
    assert (state_of(issued).state, state_of(issued).signers) == (State.SIGNED, ("Priya Nair",))


def test_a_certificate_the_council_relies_on_is_told_from_others(issued: Workspace) -> None:
    trust = issued.root / "signoff" / "trust"
    trust.mkdir()
    certificate = signer("Priya Nair").signing_cert
    assert certificate is not None
    (trust / "issuer.pem").write_bytes(pem.armor("CERTIFICATE", certificate.dump()))
    (signature,) = returned(issued, filled_and_signed(issued)).examined.signatures
    assert signature.is_trusted


def test_the_issued_file_itself_is_not_signed(issued: Workspace) -> None:
    assert returned(issued, sheet_of(issued).read_bytes()).examined.verdict is Verdict.UNSIGNED
    assert state_of(issued).state is State.ISSUED


def test_an_entry_changed_after_signing_is_caught(issued: Workspace) -> None:
    (issued.root / "signed.pdf").write_bytes(filled_and_signed(issued))
    changed = filled(issued.root / "signed.pdf", issued.root / "outputs", "Somebody Else").read_bytes()
    one = returned(issued, changed).examined
    assert (one.verdict, one.why) == (Verdict.ALTERED, "a signature does not hold")
    assert state_of(issued).state is State.ALTERED


def test_one_bit_changed_in_what_was_signed_is_caught(issued: Workspace) -> None:
    data = bytearray(filled_and_signed(issued))
    data[5000] ^= 1
    assert returned(issued, bytes(data)).examined.verdict is Verdict.ALTERED


def test_a_page_painted_over_before_signing_is_caught(issued: Workspace) -> None:
    data = signed(painted_over(sheet_of(issued).read_bytes()), f"{STATEMENT}_signature", "Priya Nair")
    one = returned(issued, data).examined
    assert one.signatures[0].holds, "the signature itself is sound: only the issued bytes tell"
    assert (one.verdict, one.why) == (Verdict.ALTERED, "something other than its fields was changed")


def test_a_page_painted_over_after_signing_is_caught(issued: Workspace) -> None:
    assert returned(issued, painted_over(filled_and_signed(issued))).examined.verdict is Verdict.ALTERED


def test_a_file_that_a_service_wrote_anew_is_a_copy(issued: Workspace) -> None:
    one = returned(issued, rewritten(sheet_of(issued).read_bytes())).examined
    assert (one.verdict, one.code) == (Verdict.COPY, state_of(issued).code)
    assert state_of(issued).state is State.CODE_ONLY


def test_a_file_that_a_service_wrote_anew_and_sealed_is_told_as_such(issued: Workspace) -> None:
    sealed = signed(rewritten(sheet_of(issued).read_bytes()), f"{STATEMENT}_signature", "A signing service")
    assert returned(issued, sealed).examined.verdict is Verdict.REWRITTEN


@pytest.mark.parametrize("kind", ["pdf", "jpeg"])
@pytest.mark.parametrize(("dots", "skew"), [(200, 0.0), (150, 1.3), (100, -2.5)])
def test_a_scan_is_known_by_its_code(issued: Workspace, dots: int, skew: float, kind: str) -> None:
    one = returned(issued, scanned(sheet_of(issued).read_bytes(), dots, skew, kind), f"scan.{kind}")
    assert (one.examined.verdict, one.examined.code) == (Verdict.COPY, state_of(issued).code)


def test_a_person_attests_a_scan(issued: Workspace) -> None:
    data = scanned(sheet_of(issued).read_bytes(), 150, 0.5, "pdf")
    returned(issued, data, by="Anna Price, pen holder")
    seen = "Priya Nair, attested by Anna Price, pen holder"
    assert (state_of(issued).state, state_of(issued).signers) == (State.CODE_ONLY, (seen,))


def test_a_code_can_be_typed_for_a_picture_that_shows_none(issued: Workspace) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (400, 300), (250, 250, 250)).save(photo, "PNG")
    assert returned(issued, photo.getvalue(), "photo.png").problem.startswith("No sheet that was issued")
    code = state_of(issued).code.lower()
    assert returned(issued, photo.getvalue(), "photo.png", code=code).examined.verdict is Verdict.COPY


def test_a_mistyped_code_is_refused(issued: Workspace) -> None:
    code = state_of(issued).code
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    with pytest.raises(UsageError, match="a character is wrong"):
        receive(issued, (sheet_of(issued),), wrong, "")


def test_no_damage_whatever_makes_a_proof_or_a_breakdown(issued: Workspace) -> None:
    """The signed file cut off, and with bytes changed, at places drawn from a fixed seed, hundreds in a deep run."""
    whole, draw = filled_and_signed(issued), random.Random(7)
    entries = [entry for entry in Register(issued).entries() if entry.event is Event.ISSUED]
    size = len(sheet_of(issued).read_bytes())
    for _ in range(cases(120)):
        cut = draw.randrange(size + 1, len(whole) - 1)
        assert examine(whole[:cut], entries).verdict in (Verdict.ALTERED, Verdict.UNSIGNED)
        changed = bytearray(whole)
        changed[draw.randrange(len(whole) - 20)] ^= 1 << draw.randrange(8)
        assert examine(bytes(changed), entries).verdict in (Verdict.ALTERED, Verdict.COPY, Verdict.REWRITTEN)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and no more", b"PK\x03\x04", b"\x00" * 4000, b"<html></html>"])
def test_what_is_no_sheet_is_named_and_not_kept(issued: Workspace, data: bytes) -> None:
    assert returned(issued, data).problem
    assert not (issued.root / "signoff" / "received").exists()


def test_one_bad_file_leaves_the_others_be(issued: Workspace) -> None:
    bad, good = issued.root / "bad.pdf", issued.root / "good.pdf"
    bad.write_bytes(b"nothing")
    good.write_bytes(filled_and_signed(issued))
    assert [bool(one.problem) for one in receive(issued, (bad, good), "", "")] == [True, False]
    assert state_of(issued).state is State.SIGNED


def test_what_came_back_is_kept_byte_for_byte_and_known_again(issued: Workspace) -> None:
    data = filled_and_signed(issued)
    assert not returned(issued, data).is_known
    assert returned(issued, data, "again.pdf").is_known
    (kept,) = (issued.root / "signoff" / "received").iterdir()
    assert kept.read_bytes() == data


def test_a_bad_file_does_not_undo_a_good_signature(issued: Workspace) -> None:
    data = filled_and_signed(issued)
    returned(issued, data)
    returned(issued, painted_over(data), "bad.pdf")
    assert state_of(issued).state is State.SIGNED


def test_a_signed_pack_is_proven_and_signs_no_sheet_by_itself(issued: Workspace) -> None:
    pack = (issued.outputs / "final" / "signature-pack.pdf").read_bytes()
    one = returned(issued, signed(pack, f"{STATEMENT}_signature", "Priya Nair")).examined
    (line,) = [e for e in Register(issued).entries() if e.event is Event.ISSUED and e.get("sheet") == "signature-pack"]
    assert (one.verdict, one.code) == (Verdict.SIGNED, line.code)
    assert len(line.about["people"]) == len(STATEMENTS) + 11
    assert state_of(issued).state is State.ISSUED


def test_a_page_of_the_pack_painted_over_before_signing_is_caught(issued: Workspace) -> None:
    pack = painted_over((issued.outputs / "final" / "signature-pack.pdf").read_bytes())
    one = returned(issued, signed(pack, f"{STATEMENT}_signature", "Priya Nair")).examined
    assert (one.verdict, one.why) == (Verdict.ALTERED, "something other than its fields was changed")


def test_a_pack_made_after_issuing_tells_what_the_register_says(issued: Workspace) -> None:
    returned(issued, filled_and_signed(issued))
    build(issued, Edition.FINAL, with_pdf=True, progress=Progress())
    pages = PdfReader(issued.outputs / "final" / "signature-pack.pdf").pages
    said = " ".join((pages[0].extract_text() + pages[1].extract_text()).split())
    assert "Signed (Priya Nair, back on" in said
    assert "Issued, not signed yet" in said


def test_the_endorsements_are_signed_when_everybody_has_signed(issued: Workspace) -> None:
    data = (issued.outputs / "final" / "endorsements.pdf").read_bytes()
    names = [n for n in widgets(issued.outputs / "final" / "endorsements.pdf") if n.endswith("_signature")]
    for number, name in enumerate(names):
        data = signed(data, name, f"Endorser {number}")
        if number in (0, len(names) - 2):
            returned(issued, data, f"{number}.pdf")
            assert state_of(issued, ENDORSEMENTS).state is State.ISSUED
    returned(issued, data, "all.pdf")
    assert state_of(issued, ENDORSEMENTS).state is State.SIGNED


# what went stale


def reworded(workspace: Workspace, statement: str = STATEMENT) -> None:
    path = workspace.inputs / "narrative" / f"{statement}.docx"
    document = Document(str(path))
    paragraph = max(document.paragraphs, key=lambda p: len(p.text))
    paragraph.runs[-1].text += " We will look at this again in June."
    document.save(str(path))


def test_a_text_changed_after_signing_makes_its_sheet_stale_and_no_other(issued: Workspace) -> None:
    returned(issued, filled_and_signed(issued))
    reworded(issued)
    sheet = state_of(issued)
    assert (sheet.state, sheet.signers) == (State.STALE, ("Priya Nair",))
    assert any("{+ We will look at this again in June.+}" in line for line in sheet.changed)
    others = {s.state for s in status(issued) if s.statement not in (STATEMENT, ENDORSEMENTS)}
    assert others == {State.ISSUED}


def test_a_date_that_moves_makes_nothing_stale(issued: Workspace) -> None:
    council = issued.inputs / "council.yaml"
    council.write_text(council.read_text(encoding="utf-8").replace("version: ", "version: 9"), encoding="utf-8")
    assert {sheet.state for sheet in status(issued)} == {State.ISSUED}


# what the report says


def words_of(workspace: Workspace) -> str:
    build(workspace, Edition.FINAL, with_pdf=False, progress=Progress())
    words = (p.text for p in Document(str(workspace.outputs / "final" / "report.docx")).paragraphs)
    return "\n".join(words)


def test_the_report_says_who_has_verified_and_who_has_not(issued: Workspace) -> None:
    returned(issued, filled_and_signed(issued))
    words = words_of(issued)
    assert f"Head of Engagement and Equality: signed; sheet {state_of(issued).code} came back on" in words
    assert f"Not verified yet. Sheet {state_of(issued, 'assessing-needs').code}, for the senior manager" in words


def test_the_report_says_that_a_verified_text_has_changed(issued: Workspace) -> None:
    code = state_of(issued).code
    returned(issued, filled_and_signed(issued))
    reworded(issued)
    assert f"An earlier wording was verified on sheet {code}. This one is still to be verified" in words_of(issued)


def test_the_register_is_in_the_manifest_of_report_and_readiness_and_of_no_sheet(issued: Workspace) -> None:
    words_of(issued)
    manifest = json.loads((issued.outputs / "final" / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["register"]) == ["signoff/register.jsonl"]
    told = {name for name, about in manifest["outputs"].items() if "signoff/register.jsonl" in about["made_from"]}
    assert told >= {"report.docx", "readiness.docx"}
    assert not any(name.startswith("verification/") for name in told)


# the register


def test_a_line_taken_out_of_the_register_is_seen(issued: Workspace) -> None:
    path = Register(issued).path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:1] + lines[2:]))
    assert [finding.code for finding in prove_register(issued)] == ["M-05"]
    with pytest.raises(SigningError):
        status(issued)


def test_a_line_rewritten_in_the_register_is_seen(issued: Workspace) -> None:
    path = Register(issued).path
    path.write_bytes(path.read_bytes().replace(b"equity", b"equitx", 1))
    assert "M-05" in [finding.code for finding in prove_register(issued)]


def test_a_line_cut_off_anywhere_loses_no_other_and_is_named(issued: Workspace) -> None:
    register = Register(issued)
    whole, lines = register.path.read_bytes(), len(register.entries())
    start = whole.rstrip(b"\n").rindex(b"\n") + 1
    for cut in range(start + 1, len(whole) - 1, 7):
        register.path.write_bytes(whole[:cut])
        assert len(register.entries()) == lines - 1
        assert [finding.code for finding in register.faults()] == ["M-06"]
    register.append(Event.RECEIVED, "AAAAA-AAAAA", "2026-03-14T00:00:00Z", sha256="0")
    assert len(register.entries()) == lines
    assert [finding.code for finding in register.faults()] == ["M-06"]


@pytest.mark.parametrize(
    "line",
    [
        b"{}",
        b"[]",
        b"7",
        b'{"event": "stolen"}',
        b'{"event": []}',
        b'{"event": "issued", "at": "soon"}',
        b'{"event": "issued", "code": "x"}',
        b"\xff",
    ],
)
def test_a_last_line_that_is_none_of_ours_breaks_nothing_and_is_named(issued: Workspace, line: bytes) -> None:
    register = Register(issued)
    with register.path.open("ab") as file:
        file.write(line + b"\n")
    assert [finding.code for finding in prove_register(issued)] == ["M-06"]
    assert state_of(issued).state is State.ISSUED


def test_a_kept_file_that_was_changed_is_seen(issued: Workspace) -> None:
    kept = next((issued.root / "signoff" / "issued").glob("*.pdf"))
    kept.write_bytes(kept.read_bytes() + b" ")
    assert [finding.code for finding in prove_register(issued)] == ["M-07"]


def test_lines_of_runs_at_once_all_arrive(issued: Workspace) -> None:
    def append(number: int) -> None:
        Register(issued).append(Event.RECEIVED, "AAAAA-AAAAA", "2026-03-14T00:00:00Z", sha256="0", number=number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(append, range(40)))
    told = [entry.about["number"] for entry in Register(issued).entries() if "number" in entry.about]
    assert sorted(told) == list(range(40))
    assert Register(issued).faults() == []


# on the command line


def test_status_as_json_follows_the_contract(issued: Workspace) -> None:
    code, said, _ = run("signoff", "status", "--workspace", str(issued.root), "--format", "json")
    sheets = json.loads(said)["sheets"]
    assert code == 0
    assert {"statement", "code", "state", "signers"} <= set(sheets[0])
    assert [sheet["statement"] for sheet in sheets][-1] == "endorsements"


def test_receiving_something_altered_ends_with_6(issued: Workspace) -> None:
    path = issued.root / "back.pdf"
    path.write_bytes(painted_over(filled_and_signed(issued)))
    code, said, _ = run("signoff", "receive", str(path), "--workspace", str(issued.root))
    assert code == 6
    assert "ALTERED" in said
