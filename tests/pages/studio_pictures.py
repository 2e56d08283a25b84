"""The pictures of docs/studio.md: python -m tests.pages.studio_pictures, where the look of the studio has changed."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image

from engine.model.edition import Edition
from engine.progress import Progress
from engine.workspace import Workspace
from tests.building import build
from tests.conftest import ROOT, copy_sample
from tests.material.running_studio import Tab, let_in, real_browser, running_studio

_HEIGHT, _COLOURS = 1050, 160


def main() -> None:
    """Make them of the sample, with a checklist and a form that are missing and a rating that is none."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        os.environ["XDG_CACHE_HOME"] = str(home / "cache")
        workspace = copy_sample(home / "Self-assessment")
        _with_faults(workspace)
        build(workspace, Edition.DRAFT, with_pdf=True, progress=Progress())
        with running_studio(workspace.root, home) as studio, real_browser() as browser:
            tab = let_in(browser, studio)
            tab.page.set_viewport_size({"width": 1400, "height": _HEIGHT})
            _picture(tab, "/", "studio-progress")
            first = tab.go("/findings").locator("a.pick").first.get_attribute("href") or "/findings"
            _picture(tab, first, "studio-finding")
            _picture(tab, "/edition/draft/report?page=9", "studio-edition")
            _picture(tab, "/council/people", "studio-council")
            _picture(tab, "/send", "studio-send")


def _with_faults(workspace: Workspace) -> None:
    path = workspace.inputs / "checklists" / "leaders.xlsx"
    book = load_workbook(path)
    book["Safeguarding"]["C7"] = "Agree mostly"
    book.save(path)
    (workspace.inputs / "checklists" / "providers.xlsx").unlink()
    (workspace.inputs / "narrative" / "learning.docx").unlink()


def _picture(tab: Tab, address: str, name: str) -> None:
    taken = tab.go(address).screenshot()
    picture = Image.open(io.BytesIO(taken)).convert("RGB").quantize(_COLOURS)
    picture.save(ROOT / "docs" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
