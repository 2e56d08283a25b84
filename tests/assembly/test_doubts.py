"""An edition whose PDFs are not what they should be: a draft says so and claims less, any other is refused."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from engine.assembly import assemble
from engine.assembly.assemble import Built
from engine.errors import ConversionError
from engine.findings import Severity
from engine.model.edition import Edition, Order
from engine.pdf.office import Office, find_office
from engine.pdf.second_look.claims import claimed
from engine.pdf.second_look.flaws import Standard
from engine.progress import Progress
from engine.workspace import Workspace
from tests.material.faulty_converters import Spoil, letters_untold
from tests.material.small_pdf import changed

SHEET = "verification/equity.pdf"


class Faulty(Office):
    """LibreOffice as it might become: it does one thing wrong in each PDF."""

    def __init__(self, spoil: Spoil) -> None:
        program = find_office()
        assert program is not None
        super().__init__(program)
        self.spoil = spoil

    def convert(self, documents: Sequence[Path], folder: Path) -> None:
        super().convert(documents, folder)
        for document in documents:
            pdf = folder / f"{document.stem}.pdf"
            pdf.write_bytes(changed(pdf.read_bytes(), self.spoil))


def with_fault(built: Built, spoil: Spoil, folder: Path) -> Built:
    """The sheet built again by such a LibreOffice, in a copy of the workspace."""
    workspace = Workspace(shutil.copytree(built.folder.parents[1], folder / "workspace"))
    order = Order(built.edition, with_pdf=True, only=("equity",))
    return assemble.build(Faulty(spoil), workspace, order, Progress())


def claims(pdf: Path) -> frozenset[Standard]:
    with pikepdf.open(io.BytesIO(pdf.read_bytes())) as opened:
        return claimed(opened)


def test_every_pdf_of_a_sound_edition_claims_both(final: Built) -> None:
    pdfs = list(final.folder.rglob("*.pdf"))
    assert {path.name: claims(path) for path in pdfs} == {path.name: frozenset(Standard) for path in pdfs}
    assert len(pdfs) == 15
    assert "P-03" not in {finding.code for finding in final.findings}


def test_a_draft_claims_what_holds_and_says_what_does_not(built: Built, tmp_path: Path) -> None:
    again = with_fault(built, letters_untold, tmp_path)
    assert claims(again.folder / SHEET) == {Standard.ARCHIVES}
    (told,) = [finding for finding in again.findings if finding.code == "P-03"]
    assert told.severity is Severity.ERROR
    assert str(told.place) == f"outputs/draft/{SHEET} › page 1"
    assert told.message.startswith("The PDF does not claim to be PDF/UA-1, for letters are printed")
    assert "penholder doctor" in told.fix


def test_a_final_edition_is_refused_and_the_earlier_one_stays(final: Built, tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match=r"final edition was not built: equity\.pdf") as refused:
        with_fault(final, letters_untold, tmp_path)
    assert refused.value.exit_code == 5
    assert {finding.code for finding in refused.value.findings} == {"P-03"}
    sheet = tmp_path / "workspace" / "outputs" / Edition.FINAL / SHEET
    assert sheet.read_bytes() == (final.folder / SHEET).read_bytes()
