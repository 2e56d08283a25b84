"""What finishing costs the report's PDF, in seconds of the processor, beside opening it and saving it as it is.

With the LibreOffice that is found, or that PENHOLDER_SOFFICE names: newer ones leave more to do.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from benchmarks.measuring import Figures, processor, sample
from engine.assembly.drawing import draw
from engine.assembly.reading import read
from engine.model.edition import Edition, Order
from engine.pdf.choice import choose
from engine.pdf.convert import Source, convert_all
from engine.pdf.finish import About, finish
from engine.pdf.saving import saved
from engine.progress import Progress
from engine.word.sections import least_margins

WHEN = datetime(2026, 3, 14, tzinfo=UTC)


def measure(scratch: Path, runs: int) -> Figures:
    """The sample's report, the converter's start and work not counted."""
    workspace = sample(scratch)
    report = draw(workspace, read(workspace, Progress()), Order(Edition.DRAFT)).rendered[0]
    converter = choose(Edition.FINAL)
    (made,) = convert_all([Source(report.name, report.contents)], converter, scratch)
    margins = least_margins(report.contents.root)
    about = About(title=report.title, when=WHEN, spoken=report.spoken, margins=margins)
    return {
        "converted by": f"{converter.name} {converter.version}",
        "pages": made.pages,
        "finish the report (s of the processor)": processor(runs, lambda: finish(made.pdf, about)),
        "open it and save it as it is (s of the processor)": processor(runs, lambda: as_it_is(made.pdf)),
    }


def as_it_is(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return saved(opened)
