"""Sheets that people filled in and signed with programs of many makers: all of them count, whatever they look like."""

from __future__ import annotations

import asyncio
import hashlib
import io
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from engine.model.signing import Entry, Event, Verdict
from engine.signatures.examine import Examined, examine
from engine.signatures.register import Register
from engine.workspace import Workspace
from tests.commands.signoff.test_signoff import sheet_of
from tests.material.forged_forms import (
    DATE,
    HELVETICA,
    NAME,
    SIGNATURE,
    change_field,
    change_form,
    change_root,
    entered,
    look,
    words,
)
from tests.material.forged_letters import called
from tests.material.pdf_revisions import Sheet, with_revision
from tests.material.small_signing import filled, signed, signer, widgets

DAY = "28 March 2026"
HELD = f"({DAY})"


@dataclass(frozen=True)
class Out:
    """A sheet that is out, and the lines of the register."""

    issued: bytes
    entries: tuple[Entry, ...]

    def judged(self, data: bytes, *trusted: object) -> Examined:
        return examine(data, self.entries, trusted)

    def signed(self, data: bytes) -> Examined:
        return self.judged(signed(data, SIGNATURE, "Priya Nair"))


@pytest.fixture(scope="module")
def out(issued_once: Workspace) -> Out:
    entries = tuple(entry for entry in Register(issued_once).entries() if entry.event is Event.ISSUED)
    return Out(sheet_of(issued_once).read_bytes(), entries)


# entries, as programs draw them


def fount(name: str) -> bytes:
    return HELVETICA.replace(b"Helvetica", name.encode())


DRAWN: dict[str, Callable[[bytes], bytes]] = {
    "in a table": lambda data: entered(data, DATE, words(DAY), V=HELD),
    "in a stream": lambda data: entered(data, DATE, words(DAY), kind="stream", V=HELD),
    "packed": lambda data: entered(data, DATE, words(DAY), kind="packed", V=HELD),
    "small": lambda data: entered(data, DATE, words(DAY, 6), V=HELD),
    "large": lambda data: entered(data, DATE, words(DAY, 14), V=HELD),
    "bold": lambda data: entered(data, DATE, words(DAY), fount("Helvetica-Bold"), V=HELD),
    "slanted": lambda data: entered(data, DATE, words(DAY), fount("Times-Italic"), V=HELD),
    "as a typewriter": lambda data: entered(data, DATE, words(DAY), fount("Courier"), V=HELD),
    "blue": lambda data: entered(data, DATE, words(DAY).replace(b"0 g", b"0 0 0.6 rg"), V=HELD),
    "on a coloured ground": lambda data: entered(data, DATE, b"0.87 0.91 1 rg 0 0 114 20 re f " + words(DAY), V=HELD),
    "in a frame": lambda data: entered(data, DATE, b"0 G 0.5 0.5 112.4 18.8 re S " + words(DAY), V=HELD),
    "in UTF-16": lambda data: entered(data, DATE, words(DAY), V=f"<{(chr(0xFEFF) + DAY).encode('utf-16-be').hex()}>"),
    "with accents": lambda data: entered(
        data, NAME, words("Siân Ó’Neill-Müller"), V="(Si\\342n \\323\\220Neill-M\\374ller)"
    ),
    "in capitals": lambda data: entered(data, NAME, words("PRIYA NAIR"), V="(PRIYA NAIR)"),
    "longer than its field": lambda data: entered(
        data,
        DATE,
        words(f"{DAY}, in the afternoon, at home").replace(b"BT", b"1 1 111 17 re W n BT"),
        V=f"({DAY}, in the afternoon, at home)",
    ),
    "letter by letter": lambda data: entered(
        data, DATE, words(DAY).replace(f"({DAY}) Tj".encode(), b"".join(b"(%c) Tj " % ord(c) for c in DAY)), V=HELD
    ),
    "over an earlier entry": lambda data: entered(
        entered(data, DATE, words("1 April 2026"), V="(1 April 2026)"), DATE, words(DAY), V=HELD
    ),
    "and taken out again": lambda data: entered(entered(data, DATE, words(DAY), V=HELD), DATE, b"", V="()"),
}


@pytest.mark.parametrize("how", DRAWN)
def test_an_entry_counts_however_it_is_drawn(out: Out, how: str) -> None:
    found = out.signed(DRAWN[how](out.issued))
    assert (found.verdict, found.why) == (Verdict.SIGNED, "")


def test_an_entry_counts_that_readers_are_to_draw_themselves(out: Out) -> None:
    found = out.judged(change_form(change_field(out.issued, DATE, V=HELD), NeedAppearances="true"))
    assert (found.verdict, dict(found.entries)[DATE]) == (Verdict.UNSIGNED, DAY)


@pytest.mark.parametrize("family", ["DejaVu Sans", "DejaVu Serif", "Liberation Serif:bold", "Liberation Sans:italic"])
def test_an_entry_counts_in_a_font_that_the_program_brings_along(out: Out, family: str) -> None:
    file = subprocess.run(["fc-match", "-f", "%{file}", family], capture_output=True, check=True, text=True).stdout
    found = out.signed(embedded(out.issued, Path(file).read_bytes()))
    assert (found.verdict, found.why) == (Verdict.SIGNED, "")


@pytest.mark.parametrize("name", ["Игорь Łukasz", "Αλέξης", "איתן"])
def test_of_a_name_in_another_script_a_person_has_to_tell(out: Out, name: str) -> None:
    found = out.signed(in_another_script(out.issued, name, name))
    assert (found.verdict, found.why.partition(", and")[0]) == (Verdict.UNREAD, f"{NAME} holds “{name}”")
    assert [one.holds for one in found.signatures] == [True]


def test_another_name_than_the_one_it_holds_is_seen_in_any_script(out: Out) -> None:
    assert out.signed(in_another_script(out.issued, "Игорь", "Иван")).verdict is Verdict.ALTERED


def test_a_name_in_another_script_that_was_issued_may_not_be_drawn_otherwise(out: Out) -> None:
    issued = in_another_script(out.issued, "Игорь", "Игорь")
    (first, *_) = out.entries
    about = {**first.about, "sha256": hashlib.sha256(issued).hexdigest(), "size": len(issued)}
    again = Out(issued, (replace(first, about=about),))
    assert again.signed(issued).verdict is Verdict.SIGNED
    assert again.signed(called(issued, NAME, "Roger", "Игорь", sets_value=False)).verdict is Verdict.UNREAD


def in_another_script(data: bytes, shown: str, held: str) -> bytes:
    """The name in a font that tells its letters by Unicode alone, as most programs write it."""
    file = subprocess.run(
        ["fc-match", "-f", "%{file}", "DejaVu Sans"], capture_output=True, check=True, text=True
    ).stdout
    font = TTFont(file)
    names, unit, numbers = font.getBestCmap(), font["head"].unitsPerEm, font.getReverseGlyphMap()
    glyphs = {letter: numbers[names[ord(letter)]] for letter in shown}
    drawn = f"BT /Helv 11 Tf 0 g 2 5 Td <{''.join(f'{glyphs[letter]:04x}' for letter in shown)}> Tj ET".encode()
    told = "".join(f"<{glyph:04x}> <{ord(letter):04x}>\n" for letter, glyph in glyphs.items())
    cmap = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(glyphs)} beginbfchar {told} endbfchar"
    widths = " ".join(f"{glyph}[{font['hmtx'][names[ord(x)]][0] * 1000 // unit}]" for x, glyph in glyphs.items())
    sheet = Sheet(data=data)
    field, new = sheet.field(NAME), sheet.size
    fount = (
        f"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[{new + 1} 0 R]"
        f"/ToUnicode {new + 4} 0 R>>"
    )
    below = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Own"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/CIDToGIDMap/Identity/W[{widths}]/FontDescriptor {new + 2} 0 R>>"
    )
    about = (
        f"<</Type/FontDescriptor/FontName/Own/Flags 4/FontBBox[-1000 -300 2000 1000]/ItalicAngle 0"
        f"/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontFile2 {new + 3} 0 R>>"
    )
    program = Path(file).read_bytes()
    held_as = f"<{(chr(0xFEFF) + held).encode('utf-16-be').hex()}>"
    return with_revision(
        data,
        {
            sheet.number(field): sheet.written(field, AP=f"<</N {new + 5} 0 R>>", V=held_as),
            new: fount.encode(),
            new + 1: below.encode(),
            new + 2: about.encode(),
            new + 3: sheet.stream(zlib.compress(program), b"/Filter/FlateDecode/Length1 %d" % len(program)),
            new + 4: sheet.stream(cmap.encode(), b""),
            new + 5: look(sheet, field, drawn, b"%d 0 R" % new),
        },
    )


def embedded(data: bytes, file: bytes) -> bytes:
    """The date in a font that the file holds whole, as some programs of Apple write it."""
    font = TTFont(io.BytesIO(file))
    names, unit = font.getBestCmap(), font["head"].unitsPerEm
    widths = " ".join(str(round(font["hmtx"][names[code]][0] * 1000 / unit)) for code in range(32, 127))
    sheet = Sheet(data=data)
    field, new = sheet.field(DATE), sheet.size
    written = (
        f"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Own/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 126"
        f"/Widths[{widths}]/FontDescriptor {new + 1} 0 R>>"
    )
    about = (
        f"<</Type/FontDescriptor/FontName/ABCDEF+Own/Flags 32/FontBBox[-1000 -300 2000 1000]/ItalicAngle 0"
        f"/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontFile2 {new + 2} 0 R>>"
    )
    return with_revision(
        data,
        {
            sheet.number(field): sheet.written(field, AP=f"<</N {new} 0 R>>", V=HELD),
            new: look(sheet, field, words(DAY, 11), written.encode()),
            new + 1: about.encode(),
            new + 2: sheet.stream(zlib.compress(file), b"/Filter/FlateDecode/Length1 %d" % len(file)),
        },
    )


# signatures, and what is added to them


def stamped(data: bytes, name: str = "A time service") -> bytes:
    """The file with a time stamp, as programs add to signatures that are to last."""
    service = signer(name)
    assert service.signing_cert
    stamper = DummyTimeStamper(service.signing_cert, service.signing_key, SimpleCertificateStore())  # type: ignore[no-untyped-call]
    writer, saved = IncrementalPdfFileWriter(io.BytesIO(data)), io.BytesIO()
    asyncio.run(PdfTimeStamper(stamper).async_timestamp_pdf(writer, "sha256", output=saved))
    return saved.getvalue()


def with_certificates(data: bytes) -> bytes:
    """The file with the certificates that a later look at its signature needs."""
    certificate = signer("Priya Nair").signing_cert
    assert certificate
    saved = io.BytesIO(data)
    contents = PdfFileReader(io.BytesIO(data)).embedded_signatures[0].pkcs7_content
    DocumentSecurityStore.add_dss(saved, contents, certs=[certificate])
    return saved.getvalue()


def test_certificates_added_for_later_make_no_difference(out: Out) -> None:
    found = out.judged(with_certificates(signed(out.issued, SIGNATURE, "Priya Nair")))
    assert (found.verdict, found.why) == (Verdict.SIGNED, "")


def test_a_time_stamp_makes_no_difference_and_is_told_as_such(out: Out) -> None:
    data = stamped(with_certificates(signed(out.issued, SIGNATURE, "Priya Nair")))
    found = out.judged(data)
    assert (found.verdict, found.why) == (Verdict.SIGNED, "")
    assert [signature.is_stamp for signature in found.signatures] == [False, True]


@pytest.mark.parametrize("behind", [b"\0" * 3000, b"\r\n", b"\n\n  \0\0"])
def test_blanks_behind_the_end_make_no_difference(out: Out, behind: bytes) -> None:
    assert out.judged(out.issued + behind).verdict is Verdict.UNSIGNED
    assert out.judged(signed(out.issued, SIGNATURE, "Priya Nair") + behind).verdict is Verdict.SIGNED


def test_a_file_padded_with_zeros_can_be_signed(out: Out) -> None:
    assert out.signed(out.issued + b"\0" * 700).verdict is Verdict.SIGNED


def test_one_after_the_other_fills_in_and_signs(issued_once: Workspace, out: Out, tmp_path: Path) -> None:
    path = issued_once.outputs / "final" / "endorsements.pdf"
    data = filled(path, tmp_path).read_bytes()
    for number, name in enumerate([name for name in widgets(path) if name.endswith("_signature")][:4]):
        data = signed(data, name, f"Endorser {number}")
    found = out.judged(data)
    assert (found.verdict, len(found.signatures)) == (Verdict.SIGNED, 4)
    assert all(signature.holds for signature in found.signatures)


# what is told, and makes no difference

TOLD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "fonts": (
        lambda data: change_form(data, DR=_with_font(Sheet(data=data))),
        "Founts were added to its form.",
    ),
    "letters": (
        lambda data: change_form(data, DA="(/Letters 12 Tf 0 g)"),
        "The letters in which its fields are to be filled in were changed.",
    ),
    "drawn anew": (
        lambda data: change_form(data, NeedAppearances="true"),
        "Readers are asked to draw its fields anew when they show it.",
    ),
    "marks": (
        lambda data: change_root(data, MarkInfo="<</Marked true/UserProperties true>>"),
        "What it says of its tags for screen readers was changed.",
    ),
    "title": (
        lambda data: with_revision(
            data, {Sheet(data=data).size: b"<</Title(Another)>>"}, Info=f"{Sheet(data=data).size} 0 R"
        ),
        "Its properties, such as title and author, were written anew.",
    ),
}


def _with_font(sheet: Sheet) -> str:
    fonts = sheet.form.DR.Font
    return f"<</Font {sheet.written(fonts, Helv=HELVETICA.decode()).decode('latin-1')}>>"


@pytest.mark.parametrize("what", TOLD)
def test_what_programs_change_besides_is_told(out: Out, what: str) -> None:
    change, told = TOLD[what]
    found = out.judged(change(out.issued))
    assert (found.verdict, found.told) == (Verdict.UNSIGNED, (told,))


def test_nothing_is_told_of_a_sheet_that_was_only_signed(out: Out) -> None:
    assert out.signed(out.issued).told == ()


# why a certificate is not relied on


def test_it_is_said_that_an_issuer_was_not_named(out: Out) -> None:
    (signature,) = out.signed(out.issued).signatures
    assert signature.doubt == "the issuer is not one you named, so the name rests on the sender"


def test_it_is_said_that_an_issuer_has_the_name_of_another(out: Out) -> None:
    signer.cache_clear()
    mine = signer("Priya Nair").signing_cert
    signer.cache_clear()
    (signature,) = out.judged(signed(out.issued, SIGNATURE, "Priya Nair"), mine).signatures
    assert not signature.is_trusted
    assert signature.doubt == "its issuer has the name of one in signoff/trust, but another key"
