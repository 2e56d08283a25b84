"""No claim without proof: what a converter does wrong is seen, and a PDF no longer claims what does not hold."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from engine.pdf.embedded import Embedded
from engine.pdf.finish import finish
from engine.pdf.second_look.claims import claimed, without
from engine.pdf.second_look.flaws import BOTH, Flaw, Standard, broken
from engine.pdf.second_look.look import look_at
from tests.conftest import ROOT, Run
from tests.material.faulty_converters import FAULTY, Spoil
from tests.material.small_pdf import ABOUT, changed, converted, finished, some_of_everything
from tests.material.small_word import add_line, in_bytes, word_file

pytestmark = [pytest.mark.office, pytest.mark.every_office]
_OF_VERAPDF = {"ua1": Standard.SCREEN_READERS, "2b": Standard.ARCHIVES}


@pytest.fixture(scope="module")
def sound(this_run: Run) -> bytes:
    def make(folder: Path) -> bytes:
        folder.mkdir()
        return converted(some_of_everything(), folder)

    return finish(this_run.once("small-pdf", make), ABOUT)


def claims(data: bytes) -> frozenset[Standard]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return claimed(pdf)


def painted(pdf: pikepdf.Pdf) -> list[bytes]:
    return [page.Contents.read_bytes() for page in pdf.pages]


def test_of_a_sound_pdf_nothing_is_said(sound: bytes) -> None:
    assert look_at(sound) == ()
    assert claims(sound) == BOTH


@pytest.mark.parametrize("spoil", FAULTY, ids=lambda spoil: spoil.__name__)
def test_what_a_converter_does_wrong_is_seen(sound: bytes, spoil: Spoil) -> None:
    assert FAULTY[spoil] in {doubt.flaw for doubt in look_at(changed(sound, spoil))}


@pytest.mark.parametrize("spoil", FAULTY, ids=lambda spoil: spoil.__name__)
def test_what_does_not_hold_is_no_longer_claimed_and_the_rest_is(sound: bytes, spoil: Spoil) -> None:
    spoilt = changed(sound, spoil)
    lost = broken(look_at(spoilt))
    assert lost
    assert claims(without(spoilt, lost)) == claims(spoilt) - lost


def test_a_pdf_loses_nothing_but_its_claim(sound: bytes) -> None:
    """The pages are the same, and so is all else that it says of itself."""
    with pikepdf.open(io.BytesIO(sound)) as before, pikepdf.open(io.BytesIO(without(sound, BOTH))) as after:
        assert painted(before) == painted(after)
        assert dict(before.docinfo) == dict(after.docinfo)
        was, is_ = before.open_metadata(), after.open_metadata()
        assert set(was) - set(is_) == {name for name in was if re.search("pdf(ua|a)/ns/id", name)}
        assert all(was[name] == is_[name] for name in is_)


def test_whatever_verapdf_refuses_the_second_look_has_seen(sound: bytes, tmp_path: Path) -> None:
    seen = {}
    for spoil in FAULTY:
        spoilt = changed(sound, spoil)
        (tmp_path / f"{spoil.__name__}.pdf").write_bytes(spoilt)
        seen[spoil.__name__] = broken(look_at(spoilt))
    command = ["bash", str(ROOT / ".ci" / "verapdf"), *map(str, sorted(tmp_path.glob("*.pdf")))]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    refused = re.findall(r"^FAIL (ua1|2b) .*/(\w+)\.pdf$", done.stdout, flags=re.MULTILINE)
    assert len(refused) > 20, done.stdout
    assert [(name, standard) for standard, name in refused if _OF_VERAPDF[standard] not in seen[name]] == []


def test_a_character_that_no_font_has_is_seen_in_what_libreoffice_makes(tmp_path: Path) -> None:
    """It prints an empty box and says that the box is the character, so that validators see nothing."""
    missing = "\N{CUNEIFORM SIGN A}"
    doubts = look_at(finished(word_file("# Heading", f"Some text with {missing} in it."), tmp_path))
    assert [(doubt.flaw, doubt.page) for doubt in doubts] == [(Flaw.EMPTY_BOX, 1)]


def test_characters_that_are_not_seen_are_no_boxes(tmp_path: Path) -> None:
    """Spaces of all widths, hyphens that show only at line ends, and joiners."""
    document = word_file(
        "# Heading",
        "Soft\N{SOFT HYPHEN}hyphen, non\N{NON-BREAKING HYPHEN}breaking, thin\N{NARROW NO-BREAK SPACE}space",
        "Zero\N{ZERO WIDTH SPACE}width \N{WORD JOINER}joined \N{ZERO WIDTH NON-JOINER}not, \N{NO-BREAK SPACE}£3",
    )
    add_line(document, "Ticks \N{CHECK MARK} and arrows \N{RIGHTWARDS ARROW}, Welsh ŵ and ŷ, Polish ł.")
    assert look_at(finished(document, tmp_path)) == ()


def test_the_engine_for_drafts_claims_nothing(tmp_path: Path) -> None:
    (tmp_path / "small.docx").write_bytes(in_bytes(some_of_everything()))
    Embedded().convert([tmp_path / "small.docx"], tmp_path)
    assert claims((tmp_path / "small.pdf").read_bytes()) == frozenset()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"no PDF at all"])
def test_what_is_no_pdf_is_never_proven(data: bytes) -> None:
    assert [doubt.flaw for doubt in look_at(data)] == [Flaw.UNREADABLE]
