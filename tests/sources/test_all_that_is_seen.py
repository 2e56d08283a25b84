"""What an author sees of a form arrives or is told, and nothing else is read or printed: LibreOffice's pages say so."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from engine.findings import Finding
from engine.model.story import Block, Paragraph, Table, lines_of, with_notes
from engine.pdf.office import find_office
from engine.pdf.profile import write_profile
from engine.sources.word_body import read_body
from tests.material.listed_forms import LISTS
from tests.material.printed_story import printed
from tests.material.seen_forms import FORMS, SeenForm
from tests.material.small_word import in_bytes, opened

FILE = "inputs/narrative/small.docx"
THROUGH = ("odt", "doc", "rtf")
"""The formats by way of which a form comes back from other programs."""
SAVED = ("letters dressed by styles", "lists", "words around the page")
"""The forms that are sent through them."""
PRINTED = " as printed"
"""What the files are called that the report makes of a form."""
_QUOTED = re.compile(r'"([^"]*)"')


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _convert(files: Iterable[Path], form: str, out: Path, profile: Path) -> None:
    """All files at once: a start of LibreOffice takes longer than a file."""
    office = find_office()
    assert office is not None
    write_profile(profile)
    command = [str(office), "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", form]
    subprocess.run([*command, "--outdir", str(out), *map(str, files)], check=True, capture_output=True, timeout=300)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every form, made or saved by another program, with what the report prints of it; and its pages."""
    folder = tmp_path_factory.mktemp("seen")
    profile = folder / "profile"
    for name, make in FORMS.items():
        (folder / f"{name}.docx").write_bytes(in_bytes(make().document))
    for form in THROUGH:
        _convert((folder / f"{name}.docx" for name in SAVED), form, folder / form, profile)
        for name in SAVED:
            (folder / form / f"{name}.{form}").rename(folder / form / f"{name} by {form}.{form}")
    _convert((file for form in THROUGH for file in sorted((folder / form).iterdir())), "docx", folder, profile)
    for file in sorted(folder.glob("*.docx")):
        story, _ = read_body(opened(file.read_bytes()), FILE)
        (folder / f"{file.stem}{PRINTED}.docx").write_bytes(printed(story, FILE))
    _convert(sorted(folder.glob("*.docx")), "pdf", folder, profile)
    return folder


def _text(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text.replace("\ufffe", "").replace("\x02", "")


def _read(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        lines = [block] if isinstance(block, Paragraph) else []
        if isinstance(block, Table):
            lines = [line for row in block.rows for cell in row for line in lines_of(cell)]
        for line in with_notes(*lines):
            yield f"{line.number.label if line.number else ''} {line.text}"


def _told(findings: Iterable[Finding]) -> Counter[str]:
    return words(" ".join(quoted for finding in findings for quoted in _QUOTED.findall(finding.message)))


def _check(file: Path, form: SeenForm) -> None:
    blocks, findings = read_body(opened(file.read_bytes()), FILE)
    shown = words(_text(file.with_suffix(".pdf")))
    seen = shown - words(form.by_libreoffice_alone) + words(form.not_by_libreoffice)
    read = words(" ".join(_read(blocks)))
    told = _told(findings)
    assert not read - seen, "what nobody sees is read"
    assert not (seen - read) - told, "what is seen is neither read nor told"
    on_paper = words(_text(file.with_name(f"{file.stem}{PRINTED}.pdf"))) - words(form.added_by_the_report)
    assert not on_paper - seen, "what nobody sees is printed"
    assert not read - on_paper, "what is read is not printed"


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
def test_what_is_seen_of_a_form_is_read_or_told_and_nothing_else(name: str, pages: Path) -> None:
    _check(pages / f"{name}.docx", FORMS[name]())


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("form", THROUGH)
@pytest.mark.parametrize("name", SAVED)
def test_so_it_is_of_a_form_that_came_through_another_program(name: str, form: str, pages: Path) -> None:
    _check(pages / f"{name} by {form}.docx", SeenForm(FORMS[name]().document))


@pytest.mark.office
@pytest.mark.slow
def test_the_report_prints_the_numbers_of_lists_in_their_order(pages: Path) -> None:
    shown = [one for made in LISTS.values() for _, one in made.items]
    plain = [re.sub(r"^(\d+)\.$", r"\1", one) for one in shown]  # plain figures look as the template has them
    for name, wanted in (("lists", shown), (f"lists{PRINTED}", plain)):
        text = " ".join(_text(pages / f"{name}.pdf").split())
        labels = "|".join(re.escape(one) for one in sorted(set(wanted), key=len, reverse=True))
        assert re.findall(rf"(?:^| )({labels}) behind", text) == wanted
