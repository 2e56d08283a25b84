"""Word files to PDFs, beside the other ways to have LibreOffice do it.

Everyone converts the same Word files, with the same export settings. penholder's way is also told with the starts of
LibreOffice left out, as in a build, where the first one happens while inputs are read, or in a batch. unoserver is no
part of this project; where the commands unoserver and unoconvert are installed, it takes part, kept running, its start
not counted.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path

from benchmarks.measuring import Figures, median, sample, times_as_fast
from engine.assembly.drawing import draw
from engine.assembly.reading import read
from engine.model.edition import Edition, Order
from engine.pdf.office import EXPORT, Office, export_filter, find_office
from engine.progress import Progress


def measure(scratch: Path, runs: int) -> Figures:
    """The sample's pack: the report and twelve short documents."""
    program = find_office()
    if program is None:
        raise SystemExit("LibreOffice is needed for the comparison.")
    long, short = _documents(scratch)
    every, out = [long, *short], scratch / "pdf"
    office = Office(program)
    cold = median(runs, lambda: side_by_side(Office(program), long, short, out, is_kept=True))
    with office.warmed():
        side_by_side(office, long, short, out)  # starts the second process
        warm = median(runs, lambda: side_by_side(office, long, short, out))
        sheet = median(runs, lambda: office.convert(short[:1], out))
    each = median(min(runs, 3), lambda: one_by_one(program, scratch, every))
    at_once = median(min(runs, 3), lambda: command(program, scratch, every))
    figures: Figures = {
        "penholder, two processes, started for it (s)": cold,
        "penholder, both processes kept (s)": warm,
        "one soffice for each file (s)": each,
        "one soffice for all files (s)": at_once,
        "times as fast as one for each, started": times_as_fast(cold, each),
        "times as fast as one for each, kept": times_as_fast(warm, each),
        "times as fast as one for all, started": times_as_fast(cold, at_once),
        "times as fast as one for all, kept": times_as_fast(warm, at_once),
        "one sheet, process kept (s)": sheet,
        "one sheet, one soffice for it (s)": median(min(runs, 3), lambda: command(program, scratch, short[:1])),
    }
    if shutil.which("unoserver") and shutil.which("unoconvert"):
        with unoserver():
            theirs = median(min(runs, 3), lambda: unoconvert(every, out))
        figures["unoserver, kept, unoconvert for each file (s)"] = theirs
        figures["times as fast as unoserver, kept"] = times_as_fast(warm, theirs)
    return figures


def _documents(scratch: Path) -> tuple[Path, list[Path]]:
    """The Word files as they go into conversion, the report first."""
    workspace = sample(scratch)
    rendered = draw(workspace, read(workspace, Progress()), Order(Edition.DRAFT)).rendered
    (scratch / "pdf").mkdir()
    paths = []
    for number, document in enumerate(rendered):
        path = scratch / f"{number:02}.docx"
        path.write_bytes(document.contents.for_printing(live=number == 0))
        paths.append(path)
    return paths[0], paths[1:]


def side_by_side(office: Office, long: Path, short: Sequence[Path], out: Path, is_kept: bool = False) -> None:
    """The longest by itself, the others together, as a build does it."""
    with office.warmed() if is_kept else nullcontext(), ThreadPoolExecutor(2) as pool:
        for part in [pool.submit(office.convert, [long], out), pool.submit(office.convert, short, out)]:
            part.result()


def one_by_one(program: Path, scratch: Path, documents: Sequence[Path]) -> None:
    """A start of LibreOffice for each file, as most scripts do it."""
    for document in documents:
        command(program, scratch, [document])


def command(program: Path, scratch: Path, documents: Sequence[Path]) -> None:
    """LibreOffice's own command, on a profile that is kept."""
    start = [str(program), "--headless", f"-env:UserInstallation={(scratch / 'profile').as_uri()}"]
    convert = ["--convert-to", export_filter(), "--outdir", str(scratch / "pdf"), *map(str, documents)]
    subprocess.run([*start, *convert], check=True, capture_output=True)


@contextmanager
def unoserver() -> Iterator[None]:
    """A server that is ready."""
    with subprocess.Popen(["unoserver"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        time.sleep(15)
        yield
        server.terminate()


def unoconvert(documents: Sequence[Path], out: Path) -> None:
    """Its own client, once for each file."""
    options = [part for name, value in EXPORT.items() for part in ("--filter-option", f"{name}={str(value).lower()}")]
    for document in documents:
        files = [str(document), str(out / f"{document.stem}.pdf")]
        subprocess.run(
            ["unoconvert", "--output-filter", "writer_pdf_Export", *options, *files], check=True, capture_output=True
        )
