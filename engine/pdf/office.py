"""LibreOffice: two processes with profiles of their own, a time limit, and no trust in its exit code."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from queue import Empty, Queue
from threading import Lock

from engine import log
from engine.cache import leased, unused, unwritable
from engine.errors import ConversionError
from engine.on_windows import office_places
from engine.pdf.profile import is_fresh, write_profile
from engine.pdf.running import end, running
from engine.phrases import nouns
from engine.word.plain_names import plain_name

SECONDS_PER_START, SECONDS_PER_DOCUMENT = 60, 30
"""How long one process may take: a healthy one needs about a second to start and less than ten for a long report."""
SECONDS_PER_FIRST_START = 180
"""The same for the first start of a profile on Windows, where whatever is new is looked at for viruses first."""

SECONDS_TO_WAIT, _BETWEEN = 0.1, 0.02
"""How long a process that is at work is waited for rather than a second one started, which takes a third of a second;
and how often whoever waits looks up."""
MOST_PROCESSES = 2
"""That are kept: a third would only take the cores from these."""

MOST_DOCUMENTS = 500
"""That one process converts before another takes its place, with whatever it may have piled up."""

LITTLE_ROOM = 64 * 1024 * 1024
"""Bytes: where no more are free once LibreOffice has failed, a full disk is why. A long report takes half of it."""

_EMPTY_TEXT = r"{\rtf1}"
_NAME, _OPEN = "open.rtf", ".~lock.open.rtf#"
"""A text with nothing in it, and the file that LibreOffice lays beside it while it is open."""
_AS_WORD = "docx:MS Word 2007 XML"
_SAID = "said.txt"
"""What a process that stays has said."""

EXPORT = {
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
    Path("/usr/lib/libreoffice/program/soffice"),
)


def find_office() -> Path | None:
    """The soffice program; None where LibreOffice is not installed. PENHOLDER_SOFFICE names one elsewhere."""
    if sys.platform == "win32":
        found = office_places.find()
        return Path(found) if found else None
    named = os.environ.get("PENHOLDER_SOFFICE")
    if named is not None:
        return Path(named) if Path(named).is_file() else None
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(on_path) if on_path else next((place for place in _USUAL_PLACES if place.is_file()), None)


@dataclass(slots=True)
class _Waiting:
    """A LibreOffice that has been started and takes documents. ends: closes it and gives its profile back."""

    profile: Path
    process: subprocess.Popen[str]
    ends: ExitStack
    documents: int = 0

    def wait(self, refuse: Callable[[], None]) -> None:
        """Wait until its text is open. Raises ConversionError where it neither opens it nor ends, and what refuse does.

        Documents that arrive before would be taken by whichever of the two starts is faster, and the other's text would
        keep that one from ever coming back. Where it has ended, the next start does the work alone.
        """
        until = time.monotonic() + SECONDS_PER_START
        while not (_temporary(self.profile) / _OPEN).exists() and self.process.poll() is None:
            if time.monotonic() > until:
                raise ConversionError(f"LibreOffice did not start within {SECONDS_PER_START} s. Try again.")
            refuse()
            time.sleep(0.01)

    def has_died(self) -> bool:
        """Whether it was there and is no more. One that never stays is none of these: it would be started for ever."""
        return (_temporary(self.profile) / _OPEN).exists() and self.process.poll() is not None


class Office:
    """LibreOffice, run from its command line."""

    name = "office"
    fills_page_numbers = True
    is_tagged = True

    def __init__(self, program: Path) -> None:
        self.program = program
        self.is_kept = False
        """Whether a process that is started stays for the next documents."""
        self.started: list[_Waiting] = []
        self.waiting: Queue[_Waiting] = Queue()
        """Those of the started ones that have nothing in hand."""
        self._counted = Lock()
        """Held while one takes its place among them: two who wait would both start the second."""
        self._converts: set[subprocess.Popen[str]] = set()
        self._is_given_up = False
        self._turn = Lock()
        """Held while a conversion begins, and while all are given up: none slips in between."""

    @contextmanager
    def warmed(self) -> Iterator[None]:
        """Start a process now, so that it is ready when the first document is, and keep every one until this ends.

        Another start on the same profile hands its documents to the process that waits there. An empty text stays open
        in it, for LibreOffice ends with its last text. A second process starts when it is needed: earlier, the two
        would only take the cores from the inputs being read. On Windows nobody has proven any of this, so there each
        conversion has a process of its own.
        """
        if sys.platform == "win32":
            yield
            return
        for profile in unused("office"):
            shutil.rmtree(_temporary(profile), ignore_errors=True)  # what a run that was killed left in it
        self.is_kept = True
        try:
            self.waiting.put(self._start())
            yield
        finally:
            self.is_kept, self.waiting = False, Queue()
            while self.started:
                self.started.pop().ends.close()

    def get_second_ready(self) -> None:
        """As Converter has it: where no process stays, each conversion has one of its own."""
        with self._counted:
            if self.is_kept and len(self.started) < MOST_PROCESSES:
                self.waiting.put(self._start())

    @contextmanager
    def given_up(self) -> Iterator[None]:
        """As Converter has it. A process that stays is replaced where it had something in hand."""
        with self._turn:
            self._is_given_up = True
            for process in self._converts:
                end(process)
        try:
            yield
        finally:
            self._is_given_up = False

    def _refuse_where_given_up(self) -> None:
        if self._is_given_up:
            raise ConversionError("The PDFs were given up, because the run that wanted them has ended.")

    @cached_property
    def version(self) -> str:
        """As the program tells it; on Windows, as it is told beside it."""
        if sys.platform == "win32":
            return office_places.version_beside(self.program)
        said = _run([str(self.program), "--version"], SECONDS_PER_START)[0].split()
        return " ".join(said[:2]) or "LibreOffice"

    @property
    def settings(self) -> str:
        return f"{self.program} {export_filter()}"

    def convert(self, documents: Sequence[Path], folder: Path) -> None:
        """One process for all the documents. It answers 0 whatever happens, so only the PDFs themselves count."""
        with self._profile_for(len(documents)) as profile:
            seconds = seconds_to_start(profile) + SECONDS_PER_DOCUMENT * len(documents)
            export = ("--convert-to", export_filter(), "--outdir", str(folder))
            start = time.monotonic()
            output, code = self._converted(self._command(profile, *export, *map(str, documents)), seconds, _in(profile))
            names = ", ".join(document.stem for document in documents)
            log.OFFICE.info("converted %s (%.2f s)", names, time.monotonic() - start)
            missing = [d.stem for d in documents if not (folder / f"{d.stem}.pdf").is_file()]
            if missing:
                code = self._ended(profile) or code
                raise ConversionError(_failure(missing, output + _said_in(profile), code, folder))

    def _converted(self, command: Sequence[str], seconds: float, environment: Mapping[str, str]) -> tuple[str, int]:
        """What a conversion said, and its exit code."""
        with ExitStack() as stack:
            with self._turn:
                self._refuse_where_given_up()
                process = stack.enter_context(running(command, environment))
                self._converts.add(process)
            try:
                return _heard(process, seconds)
            finally:
                with self._turn:
                    self._converts.discard(process)

    def as_word(self, document: Path, folder: Path) -> Path:
        """A text of another format saved as a Word file in a folder. Raises ConversionError where none comes of it."""
        with _profile() as profile:
            seconds = seconds_to_start(profile) + SECONDS_PER_DOCUMENT
            export = ("--convert-to", _AS_WORD, "--outdir", str(folder))
            output, code = _run(self._command(profile, *export, str(document)), seconds, _in(profile))
            made = folder / f"{document.stem}.docx"
            if not made.is_file():
                said = " ".join(output.split())[-300:] or f"exit code {code}"
                raise ConversionError(f"LibreOffice made no Word file of it ({said}).")
            return made

    def _ended(self, profile: Path) -> int:
        """The exit code of the process that stays on a profile, where it has ended; else 0."""
        return next((one.process.poll() or 0 for one in self.started if one.profile == profile), 0)

    @contextmanager
    def _profile_for(self, documents: int) -> Iterator[Path]:
        """A profile to convert with; where processes are kept, that of one, which stays unless it fails."""
        if not self.is_kept:
            with _profile() as profile:
                yield profile
            return
        one = self._one()
        one.documents += documents
        try:
            one.wait(self._refuse_where_given_up)
            yield one.profile
        except Exception as fault:  # whatever it is: one that nobody gave back would be waited for for ever
            self.waiting.put(self._in_place_of(one, fault))
            raise
        is_spent = one.documents >= MOST_DOCUMENTS or one.has_died()
        self.waiting.put(self._in_place_of(one) if is_spent else one)

    def _one(self) -> _Waiting:
        """One that has nothing in hand, or has nothing in a moment; else another, unless there are enough."""
        until, enough = time.monotonic() + SECONDS_TO_WAIT, 1
        while True:
            with self._counted:
                if len(self.started) < enough:
                    return self._start()
            with suppress(Empty):
                return self.waiting.get(timeout=_BETWEEN)
            self._refuse_where_given_up()
            if time.monotonic() > until:
                enough = MOST_PROCESSES

    def _in_place_of(self, one: _Waiting, fault: Exception | None = None) -> _Waiting:
        log.OFFICE.debug("process %d is replaced: %s", one.process.pid, fault or nouns.DOCUMENT.figure(one.documents))
        with self._counted:
            self.started.remove(one)
            one.ends.__exit__(type(fault) if fault else None, fault, None)
            return self._start()

    def _start(self) -> _Waiting:
        with ExitStack() as stack:
            profile = stack.enter_context(_profile())
            text = _temporary(profile) / _NAME
            text.write_text(_EMPTY_TEXT, encoding="ascii", newline="\n")
            command = self._command(profile, "--nodefault", str(text))
            said = stack.enter_context((_temporary(profile) / _SAID).open("wb"))
            process = stack.enter_context(running(command, _in(profile), said.fileno()))
            log.OFFICE.debug("process %d started with the profile %s", process.pid, profile)
            one = _Waiting(profile, process, stack.pop_all())
        self.started.append(one)
        return one

    def _command(self, profile: Path, *rest: str) -> list[str]:
        quiet = ("--headless", "--norestore", "--nologo", "--nolockcheck")
        return [str(self.program), *quiet, f"-env:UserInstallation={profile.as_uri()}", *rest]

    def destination(self, bookmark: str) -> str:
        """LibreOffice writes all but ASCII letters and digits in hexadecimal: _Toc1 becomes 5FToc1."""
        return "".join(c if c.isalnum() else f"{ord(c):02X}" for c in plain_name(bookmark))


def seconds_to_start(profile: Path, system: str = sys.platform) -> int:
    """How long LibreOffice may take until it is there. system: as sys.platform names it."""
    return SECONDS_PER_FIRST_START if system == "win32" and is_fresh(profile) else SECONDS_PER_START


def export_filter() -> str:
    """What LibreOffice is told to convert to, as its command line takes it."""
    kinds = {bool: "boolean", int: "long"}
    options = {k: {"type": kinds[type(v)], "value": str(v).lower()} for k, v in EXPORT.items()}
    return f"pdf:writer_pdf_Export:{json.dumps(options, separators=(',', ':'))}"


@contextmanager
def _profile() -> Iterator[Path]:
    """A profile nobody else is using. Profiles are kept, because a fresh one costs half a second.

    One in which a conversion failed may be what made it fail, so it is not.
    """
    with leased("office") as profile:
        shutil.rmtree(_temporary(profile), ignore_errors=True)
        try:
            write_profile(profile)
            _temporary(profile).mkdir(exist_ok=True)
        except OSError as fault:
            raise unwritable(profile, fault) from fault
        try:
            yield profile
        except ConversionError:
            shutil.rmtree(profile, ignore_errors=True)
            raise
        shutil.rmtree(_temporary(profile), ignore_errors=True)


def _temporary(profile: Path) -> Path:
    """Where LibreOffice puts its temporary files, which it leaves behind when it is ended."""
    return profile / "temporary"


def _in(profile: Path) -> dict[str, str]:
    folder = str(_temporary(profile))
    return {**os.environ, "TMPDIR": folder, "TMP": folder, "TEMP": folder}  # Windows reads the last two


def _failure(missing: Sequence[str], said: str, code: int, folder: Path) -> str:
    """What to tell where PDFs are missing. They are made one after the other, so the first one is what it failed at.

    folder: where they were to be.
    """
    number = -code if code < 0 else code - 128
    signal_ = signal.strsignal(number) if 0 < number < signal.NSIG else None
    words, first = " ".join(said.split())[-300:], missing[0]
    return " ".join(
        (
            f"LibreOffice made no PDF of {', '.join(missing)}.",
            *((f"It broke off at {first} ({signal_ or f'exit code {code}'}).",) if code else ()),
            f"It said: {words}" if words else "It said nothing.",
            _advice(first, folder),
        )
    )


def _advice(first: str, folder: Path) -> str:
    """What to do where a document could not be converted. folder: where its PDF was to be."""
    with suppress(OSError):
        if shutil.disk_usage(folder).free < LITTLE_ROOM:
            return f"The disk with the folder {folder} is as good as full: make room on it, and build again."
    return (
        f"Build again. If it fails again, something in {first} is too much for it: take out what was put into it "
        "last, such as a picture or a table, or put the house copy of its template back. "
        "`penholder doctor` tells which LibreOffice is used."
    )


def _said_in(profile: Path) -> str:
    """The end of what the process that stays on a profile has said; empty where none does."""
    try:
        return " " + (_temporary(profile) / _SAID).read_bytes()[-600:].decode("utf-8", "replace")
    except OSError:
        return ""


def _run(command: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None) -> tuple[str, int]:
    """Run to the end, or end the whole process group: the launcher's child would go on holding the profile.

    Gives what it said, and its exit code.
    """
    with running(command, environment) as process:
        return _heard(process, seconds)


def _heard(process: subprocess.Popen[str], seconds: float) -> tuple[str, int]:
    """What a program said until it ended, and its exit code. Raises ConversionError where it takes longer."""
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as late:
        raise ConversionError(
            f"LibreOffice did not answer within {seconds:.0f} s and was stopped. Its first start may take "
            "long: try again."
        ) from late
    return output, process.returncode
