"""What signing costs a build of the sample's final edition.

From the PDFs as LibreOffice made them: to finish all sheets with and without their fields, for each signing profile,
and to merge the pack.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.measuring import Figures, median, sample
from engine.assembly.drawing import draw
from engine.assembly.reading import read
from engine.model.edition import Edition, Order
from engine.model.signing import PACK, Profile
from engine.pdf.choice import choose
from engine.pdf.convert import Source, convert_all
from engine.pdf.finish import About, finish
from engine.pdf.pack import PackPart, make_pack
from engine.pdf.places_to_sign import placed_fields
from engine.progress import Progress
from engine.workspace import Workspace

MOST = 0.5
"""Seconds that fields may cost."""
WHEN = datetime(2026, 3, 14, tzinfo=UTC)


def measure(scratch: Path, runs: int) -> Figures:
    """Raises SystemExit where fields cost more than half a second."""
    pdfs = converted(sample(scratch), scratch)
    plain = median(runs, partial(finish_with, pdfs, None))
    more = {profile: median(runs, partial(finish_with, pdfs, profile)) - plain for profile in Profile}
    finished = [
        PackPart(name, name, f"S{n}", finish(pdf, about(name, Profile.ACROFORM))) for n, (name, pdf) in enumerate(pdfs)
    ]
    if max(more.values()) > MOST:
        raise SystemExit(f"Fields cost more than {MOST} s.")
    return {
        "places to sign and to fill in": sum(len(placed_fields(pdf)) for _, pdf in pdfs),
        "finish, without fields (s)": plain,
        **{f"more for {profile} (s)": round(took, 3) for profile, took in more.items()},
        "tell where they are (s)": median(runs, lambda: [placed_fields(pdf) for _, pdf in pdfs]),
        "merge the pack (s)": median(runs, lambda: make_pack(finished)),
    }


def converted(workspace: Workspace, scratch: Path) -> list[tuple[str, bytes]]:
    """The register page, nine sheets and the endorsements, as LibreOffice made them."""
    rendered = draw(workspace, read(workspace, Progress()), Order(Edition.FINAL)).rendered
    documents = [document for document in rendered if document.code]
    documents.sort(key=lambda document: document.name != PACK)
    sheets = {document.name: 0 for document in documents if document.is_sheet}
    sources = [Source(d.name, d.contents, sheets if d.name == PACK else {}) for d in documents]
    made = convert_all(sources, choose(Edition.FINAL), scratch)
    return [(document.name, one.pdf) for document, one in zip(documents, made, strict=True)]


def about(name: str, profile: Profile | None) -> About:
    return About(title=name, when=WHEN, code="AAAAA-AAAAA", profile=profile)


def finish_with(pdfs: list[tuple[str, bytes]], profile: Profile | None) -> None:
    for name, pdf in pdfs:
        finish(pdf, about(name, profile))
