"""LibreOffice: two processes with profiles of their own, a time limit, and no trust in its exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from queue import Empty, Queue

from engine.errors import ConversionError
from engine.pdf.leased import leased, unwritable
from engine.pdf.profile import write_profile
from engine.pdf.running import running

PROCESSES = 2
"""One for the longest document, one for all the others: more would only share the same cores."""

SECONDS_PER_START, SECONDS_PER_DOCUMENT = 60, 30
"""How long one process may take: a healthy one needs about a second to start and less than ten for a long report."""

_EXPORT = {
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "SelectPdfVersion": 2,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,
    "ReduceImageResolution": False,
    "UseLosslessCompression": True,
    "ExportFormFields": False,
}
"""Tagged, PDF/A-2b, headings as bookmarks, Word's bookmarks as destinations, pictures as they are: also the fastest."""

_USUAL_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path(r"C:\Program Files\LibreOffice\program\soffice.exe"),
    Path(r"C:\Program Files (x86)\LibreOffice\program\soffice.exe"),
    Path("/usr/lib/libreoffice/program/soffice"),
)


def find_office() -> Path | None:
    """The soffice program; None where LibreOffice is not installed. PENHOLDER_SOFFICE names one elsewhere."""
    named = os.environ.get("PENHOLDER_SOFFICE")
    if named is not None:
        return Path(named) if Path(named).is_file() else None
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(on_path) if on_path else next((place for place in _USUAL_PLACES if place.is_file()), None)


class Office:
    """LibreOffice, run from its command line."""

    name = "office"
    fills_page_numbers = True
    is_tagged = True

    def __init__(self, program: Path) -> None:
        self.program = program
        self.waiting: Queue[Path] = Queue()
        """Profiles whose process has been started already and takes the next documents."""

    @contextmanager
    def warmed(self) -> Iterator[None]:
        """Start the processes now, so that they are ready when the documents are: starting takes longer than a sheet.

        A second start on the same profile hands its documents to the process that waits there, and both end. On
        Windows nobody has proven this, so there nothing is started early.
        """
        if sys.platform == "win32":
            yield
            return
        with ExitStack() as stack:
            for _ in range(PROCESSES):
                profile = stack.enter_context(_profile())
                stack.enter_context(running(self._command(profile, "--nodefault"), _in(profile)))
                self.waiting.put(profile)
            yield

    @cached_property
    def version(self) -> str:
        """As the program tells it."""
        said = _run([str(self.program), "--version"], SECONDS_PER_START).split()
        return " ".join(said[:2]) or "LibreOffice"

    @property
    def settings(self) -> str:
        return f"{self.program} {_filter_options()}"

    def convert(self, documents: Sequence[Path], folder: Path) -> None:
        """One process for all the documents. It answers 0 whatever happens, so only the PDFs themselves count."""
        seconds = SECONDS_PER_START + SECONDS_PER_DOCUMENT * len(documents)
        with self._next_profile() as profile:
            export = ("--convert-to", f"pdf:writer_pdf_Export:{_filter_options()}", "--outdir", str(folder))
            output = _run(self._command(profile, *export, *map(str, documents)), seconds, _in(profile))
            missing = [d.stem for d in documents if not (folder / f"{d.stem}.pdf").is_file()]
            if missing:
                shutil.rmtree(profile, ignore_errors=True)
                said = f" It said: {output.strip()[-300:]}" if output.strip() else ""
                raise ConversionError(f"LibreOffice made no PDF of {', '.join(missing)}.{said}")

    @contextmanager
    def _next_profile(self) -> Iterator[Path]:
        try:
            yield self.waiting.get_nowait()
        except Empty:
            with _profile() as profile:
                yield profile

    def _command(self, profile: Path, *rest: str) -> list[str]:
        quiet = ("--headless", "--norestore", "--nologo", "--nolockcheck")
        return [str(self.program), *quiet, f"-env:UserInstallation={profile.as_uri()}", *rest]

    def destination(self, bookmark: str) -> str:
        """LibreOffice writes every character but ASCII letters and digits as hexadecimal: _Toc1 becomes 5FToc1."""
        return "".join(c if c.isascii() and c.isalnum() else f"{ord(c):02X}" for c in bookmark)


def _filter_options() -> str:
    kinds = {bool: "boolean", int: "long"}
    options = {k: {"type": kinds[type(v)], "value": str(v).lower()} for k, v in _EXPORT.items()}
    return json.dumps(options, separators=(",", ":"))


@contextmanager
def _profile() -> Iterator[Path]:
    """A profile nobody else is using. Profiles are kept, because a fresh one costs half a second."""
    with leased("office") as profile:
        shutil.rmtree(_temporary(profile), ignore_errors=True)
        try:
            write_profile(profile)
            _temporary(profile).mkdir(exist_ok=True)
        except OSError as fault:
            raise unwritable(profile, fault) from fault
        yield profile
        shutil.rmtree(_temporary(profile), ignore_errors=True)


def _temporary(profile: Path) -> Path:
    """Where LibreOffice puts its temporary files, which it leaves behind when it is ended."""
    return profile / "temporary"


def _in(profile: Path) -> dict[str, str]:
    return {**os.environ, "TMPDIR": str(_temporary(profile))}


def _run(command: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None) -> str:
    """Run to the end, or end the whole process group: the launcher's child would go on holding the profile."""
    with running(command, environment) as process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as late:
            raise ConversionError(
                f"LibreOffice did not answer within {seconds:.0f} s and was stopped. Try again."
            ) from late
    return output
