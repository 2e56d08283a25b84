"""Workspaces to try things in, small enough that a trial takes a fraction of a second."""

from __future__ import annotations

import shutil
from enum import StrEnum
from pathlib import Path

from engine.commands.signoff import issue
from engine.model.edition import Edition
from engine.progress import Progress
from engine.workspace import Workspace, house
from tests.building import build
from tests.material.small_inputs import council

_BRAND = {"logo": "brand/logo.png", "colours": {"lead": "#7B3F80"}, "fonts": {"headings": "Liberation Serif"}}


class Ground(StrEnum):
    """INPUTS: a council with few words, where nothing is rendered. TEMPLATES: the same, rendered. SAMPLE: all of the
    sample council's inputs. SHEETS: a final edition that was issued for signature.
    """

    INPUTS = "inputs"
    TEMPLATES = "templates"
    SAMPLE = "sample"
    SHEETS = "sheets"


def lay_out(folder: Path, issued: Workspace) -> None:
    """All grounds, each in a folder by its name. issued: the sample council's final edition on the register."""
    _small(folder / Ground.INPUTS)
    (folder / Ground.INPUTS / "word_templates").mkdir()
    (folder / Ground.INPUTS / "word_templates" / "readiness.docx").write_bytes(b"no template")
    _small(folder / Ground.TEMPLATES)
    shutil.copytree(house() / "inputs", folder / Ground.SAMPLE / "inputs")
    _sheets(folder / Ground.SHEETS, issued)


def copy(ground: Ground, grounds: Path, to: Path) -> Path:
    """A ground to be changed. What is large and never written to is shared with the other copies."""
    return Path(shutil.copytree(grounds / ground, to, copy_function=_shared))


def issue_sample(folder: Path) -> Workspace:
    """The sample council's final edition, built with LibreOffice and issued. Takes half a minute."""
    workspace = Workspace(folder)
    shutil.copytree(house() / "inputs", workspace.inputs)
    for name in ("word_templates", "data_schemas"):
        shutil.copytree(house() / name, folder / name)
    build(workspace, Edition.FINAL, with_pdf=True, progress=Progress())
    issue(workspace)
    return workspace


def _small(folder: Path) -> None:
    for name in ("checklists", "narrative", "brand"):
        (folder / "inputs" / name).mkdir(parents=True)
    shutil.copy(house() / "inputs" / "brand" / "logo.png", folder / "inputs" / "brand")
    (folder / "inputs" / "council.yaml").write_text(council(brand=_BRAND), encoding="utf-8")


def _sheets(folder: Path, issued: Workspace) -> None:
    _small(folder)
    shutil.copytree(issued.root / "signoff", folder / "signoff")
    final = folder / "outputs" / "final"
    shutil.copytree(issued.outputs / "final" / "verification", final / "verification")
    for name in ("manifest.json", "record.json"):
        shutil.copy(issued.outputs / "final" / name, final / name)


def _shared(source: str, target: str) -> str:
    """A second name of a PDF, which is only ever replaced whole; a copy of anything else."""
    if source.endswith(".pdf"):
        Path(target).hardlink_to(source)
        return target
    return str(shutil.copyfile(source, target))
