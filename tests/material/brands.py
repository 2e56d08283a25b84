"""Councils as unlike as they come: four brands, and as many groups, names and languages as there may be."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from docx import Document
from openpyxl import load_workbook
from PIL import Image, ImageDraw

from engine.commands.brand import apply_brand
from engine.workspace import Workspace
from tests.material.little_sample import little_sample

NAMES = (
    "Cllr Bríd Ní O'Shaughnessy",
    "Björk Guðmundsdóttir",
    "Dr. Chukwuemeka Okonkwo-Featherstonehaugh",
    "Llanfairpwllgwyn Maximilian-Archibald III",
)
POSITION = "Head of Assessment, Reviews, Occupational Therapy and the Front Door of Adult Social Care"
QUOTATIONS = ("Mae pobl yn gwrando arnom ni nawr.", "لقد استمعوا إلينا أخيرا.", "Ils nous écoutent enfin.")
TITLE = (
    "Adult social care self-assessment of the councils of Wenlow, Hartismere and the Vale of Evenlode for the year to "
    "March 2026, with the views of people who draw on care and support, of carers and partners"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandOfACouncil:
    """fonts: of headings and of text. logo: its shape in dots; None keeps the sample's."""

    fonts: tuple[str, str] | None = None
    colours: Mapping[str, str] = field(default_factory=dict)
    logo: tuple[int, int] | None = None
    title: str = ""
    groups: int = 5


BRANDS = {
    "the house": BrandOfACouncil(),
    "a wide sans with a portrait logo": BrandOfACouncil(
        fonts=("DejaVu Sans", "DejaVu Sans"), logo=(600, 1100), title=TITLE, groups=12
    ),
    "a serif with a logo as long as a line": BrandOfACouncil(
        fonts=("DejaVu Serif", "Liberation Serif"), logo=(2400, 200), groups=1
    ),
    "black and yellow": BrandOfACouncil(
        colours={"deep": "000000", "lead": "5C4F00", "alert": "8A1C00", "wash": "FFF6C2", "hair": "FFD400"},
        logo=(900, 300),
    ),
}


def council_of(brand: BrandOfACouncil, folder: Path) -> Workspace:
    """A little council in a brand, its templates too; with long names, and quotations in other languages."""
    workspace = little_sample(folder)
    _write_council(workspace, brand)
    _name_endorsers(workspace.inputs / "endorsements.xlsx")
    _quote(workspace.inputs / "narrative" / "equity.docx")
    if brand.fonts or brand.colours:
        apply_brand(workspace, None)
    return workspace


def _write_council(workspace: Workspace, brand: BrandOfACouncil) -> None:
    path = workspace.inputs / "council.yaml"
    council = yaml.safe_load(path.read_text(encoding="utf-8"))
    looks = council["brand"]
    if brand.fonts:
        looks["fonts"] = dict(zip(("headings", "text"), brand.fonts, strict=True))
    if brand.colours:
        looks["colours"] = dict(brand.colours)
    if brand.logo:
        (workspace.inputs / looks["logo"]).write_bytes(_logo(*brand.logo))
    if brand.title:
        council["report"]["title"] = brand.title
    council["verifiers"][0] |= {"name": NAMES[2], "position": POSITION}
    _change_groups(council["groups"], workspace.inputs / "checklists", brand.groups)
    path.write_text(yaml.safe_dump(council, sort_keys=False, allow_unicode=True, width=10_000), encoding="utf-8")


def _change_groups(groups: list[dict[str, object]], checklists: Path, wanted: int) -> None:
    for group in groups[wanted:]:
        (checklists / f"{group['id']}.xlsx").unlink()
    del groups[wanted:]
    for number in range(len(groups), wanted):
        groups.append(
            {**groups[1], "id": f"group-{number}", "name": f"Neighbourhood and housing partnerships {number}"}
        )
        groups[-1].pop("leaders", None)


def _name_endorsers(path: Path) -> None:
    book = load_workbook(path)
    sheet = book.worksheets[-1]
    heads = {str(cell.value): number for number, cell in enumerate(sheet[4], start=1)}
    for row, name in enumerate(NAMES, start=5):
        sheet.cell(row, heads["Name"], name)
    book.save(path)


def _quote(path: Path) -> None:
    document = Document(str(path))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "What was said")
    for row, words in zip(table.rows[1:], QUOTATIONS, strict=False):
        row.cells[0].paragraphs[0].runs[0].text = words
    document.save(str(path))


def _logo(width: int, height: int) -> bytes:
    picture = Image.new("RGB", (width, height), "navy")
    ImageDraw.Draw(picture).rectangle((8, 8, width - 9, height - 9), outline="white", width=6)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
