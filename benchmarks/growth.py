"""A council many times as large as the sample: what it takes, and how much memory.

Thirty groups, 2,000 documents in the library and sixty photographs of twelve
million dots, by themselves and together, each beside the sample, as a process of its own without PDFs: LibreOffice's
share grows as LibreOffice does. Seconds are the processor's, of the first build and of the next one after a form has
changed.
"""

from __future__ import annotations

import io
import os
import resource
import shutil
import subprocess
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.shared import Mm
from openpyxl import load_workbook
from PIL import Image, ImageDraw

from benchmarks.measuring import PENHOLDER, ROOT, Figures

PHOTOGRAPHS, GROUPS, DOCUMENTS = 60, 30, 2000
_HEADER = 4
_FORM = "inputs/narrative/equity.docx"


def measure(scratch: Path, runs: int) -> Figures:
    """One run of each: what is told is the processor's time, which others on the machine change little."""
    figures: Figures = {}
    for name, photographs, groups, documents in (
        ("the sample", 0, 0, 0),
        (f"{PHOTOGRAPHS} photographs", PHOTOGRAPHS, 0, 0),
        (f"{GROUPS} groups", 0, GROUPS, 0),
        (f"{DOCUMENTS} documents", 0, 0, DOCUMENTS),
        ("all of it", PHOTOGRAPHS, GROUPS, DOCUMENTS),
    ):
        root = scratch / "".join(name.split())
        for part in ("inputs", "word_templates", "data_schemas"):
            shutil.copytree(ROOT / part, root / part)
        add_photographs(root, photographs)
        add_groups(root, groups)
        add_documents(root, documents)
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        first, peak = built(root)
        change(root)
        again, _ = built(root)
        figures |= {
            f"{name}: first build (s of the processor)": first,
            f"{name}: after a form has changed (s of the processor)": again,
            f"{name}: peak memory (MB)": peak,
        }
    return figures


def built(root: Path) -> tuple[float, int]:
    """Seconds of the processor and megabytes of a build in a process of its own."""
    with get_context("spawn").Pool(1) as pool:  # the peak of children is that of all children so far
        return pool.apply(_built, (root,))


def _built(root: Path) -> tuple[float, int]:
    command = (*PENHOLDER, "build", "--workspace", str(root), "--no-pdf")
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(used.ru_utime + used.ru_stime, 2), used.ru_maxrss // 1024


def change(root: Path) -> None:
    """Another sentence in a form."""
    document = Document(str(root / _FORM))
    max(document.paragraphs, key=lambda paragraph: len(paragraph.text)).runs[-1].text += " We look again in June."
    document.save(str(root / _FORM))


def add_photographs(root: Path, number: int) -> None:
    """So many of 4,000 by 3,000 dots, each another one, in equal parts in the forms of the statements."""
    if not number:
        return
    grain = Image.effect_noise((1000, 750), 40).convert("RGB").resize((4000, 3000))
    forms = [path for path in sorted((root / "inputs" / "narrative").glob("*.docx")) if _ambition(path)]
    for at, path in enumerate(forms):
        document = Document(str(path))
        above = next(one for one in document.paragraphs if one.text.startswith("Our ambition"))
        for one in range(at, number, len(forms)):
            picture, data = grain.copy(), io.BytesIO()
            ImageDraw.Draw(picture).rectangle((100, 100, 200 + 50 * one, 900), fill=(4 * one % 255, 90, 160))
            picture.save(data, "JPEG", quality=88)
            data.seek(0)
            paragraph = document.add_paragraph()
            shape: Any = paragraph.add_run().add_picture(data, width=Mm(120))
            shape._inline.docPr.set("descr", f"Photograph {one}")
            above._p.addnext(paragraph._p)
        document.save(str(path))


def _ambition(path: Path) -> bool:
    return any(one.text.startswith("Our ambition") for one in Document(str(path)).paragraphs)


def add_groups(root: Path, number: int) -> None:
    """As many groups as that in all, each with the answers of the second one."""
    path = root / "inputs" / "council.yaml"
    council = yaml.safe_load(path.read_text(encoding="utf-8"))
    groups = council["groups"]
    like = groups[1]
    for one in range(len(groups), number):
        name = f"group-{one}"
        groups.append({key: told for key, told in like.items() if key != "leaders"})
        groups[-1] |= {"id": name, "name": f"Neighbourhood partnership {one}"}
        book = load_workbook(root / "inputs" / "checklists" / f"{like['id']}.xlsx")
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                if cell.value == like["id"]:
                    cell.value = name
        book.save(root / "inputs" / "checklists" / f"{name}.xlsx")
    path.write_text(yaml.safe_dump(council, sort_keys=False, allow_unicode=True), encoding="utf-8")


def add_documents(root: Path, number: int) -> None:
    """As many documents as that in the library, all but the first like its last."""
    path = root / "inputs" / "evidence.xlsx"
    book = load_workbook(path)
    sheet = book["Library"]
    heads = [cell.value for cell in sheet[_HEADER]]
    reference, title = heads.index("Document") + 1, heads.index("Title") + 1
    last = max(row for row in range(_HEADER + 1, sheet.max_row + 1) if sheet.cell(row, reference).value)
    model = [cell.value for cell in sheet[last]]
    for more in range(1, number - (last - _HEADER) + 1):
        for column, told in enumerate(model, 1):
            sheet.cell(last + more, column, told)
        sheet.cell(last + more, reference, f"D-{99 + more:03}")
        sheet.cell(last + more, title, f"A document of our own, number {more}")
    book.save(path)
