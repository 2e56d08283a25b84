"""What signing costs a build of the sample's final edition: python -m benchmarks.fields [--runs N]

From the PDFs as LibreOffice made them: to finish all sheets with and without their fields, for each signing profile,
and to merge the pack. Prints a table and writes benchmarks/fields.json.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.timing import median
from engine.drawing import draw
from engine.model.edition import Edition, Order
from engine.model.signing import PACK, Profile
from engine.pdf.choice import choose
from engine.pdf.convert import Source, convert_all
from engine.pdf.finish import About, finish
from engine.pdf.pack import Part, make_pack
from engine.pdf.places import placed_fields
from engine.progress import Progress
from engine.reading import read
from engine.workspace import Workspace

ROOT = Path(__file__).parent.parent
MOST = 0.5
"""Seconds that fields may cost."""
WHEN = datetime(2026, 3, 14, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="penholder-bench-") as scratch:
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch) / "cache")
        pdfs = converted(Path(scratch))
    plain = median(runs, partial(finish_with, pdfs, None))
    with_fields = {profile: median(runs, partial(finish_with, pdfs, profile)) for profile in Profile}
    finished = [
        Part(name, name, f"S{n}", finish(pdf, about(name, Profile.ACROFORM))) for n, (name, pdf) in enumerate(pdfs)
    ]
    figures = {
        "places to sign and to fill in": sum(len(placed_fields(pdf)) for _, pdf in pdfs),
        "finish, without fields (s)": plain,
        **{f"more for {profile} (s)": round(took - plain, 3) for profile, took in with_fields.items()},
        "tell where they are (s)": median(runs, lambda: [placed_fields(pdf) for _, pdf in pdfs]),
        "merge the pack (s)": median(runs, lambda: make_pack(finished)),
    }
    (ROOT / "benchmarks" / "fields.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:<40} {value}")
    assert max(with_fields.values()) - plain < MOST, f"fields cost more than {MOST} s"


def converted(scratch: Path) -> list[tuple[str, bytes]]:
    """The register page, nine sheets and the endorsements, as LibreOffice made them."""
    workspace = Workspace(ROOT)
    rendered = draw(workspace, read(workspace, Progress()), Order(Edition.FINAL)).rendered
    documents = [document for document in rendered if document.code]
    documents.sort(key=lambda document: document.name != PACK)
    sheets = {document.name: 0 for document in documents if document.is_sheet}
    sources = [Source(d.name, d.contents, sheets if d.name == PACK else {}) for d in documents]
    made = convert_all(sources, choose(Edition.FINAL), scratch)
    return [(document.name, one.pdf) for document, one in zip(documents, made, strict=True)]


def about(name: str, profile: Profile | None) -> About:
    return About(name, WHEN, "AAAAA-AAAAA", profile)


def finish_with(pdfs: list[tuple[str, bytes]], profile: Profile | None) -> None:
    for name, pdf in pdfs:
        finish(pdf, about(name, profile))


if __name__ == "__main__":
    main()
