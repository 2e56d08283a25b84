"""LibreOffice as a converter: judged by what it makes, never by what it answers, and never left running."""

from __future__ import annotations

import http.server
import io
import os
import signal
import subprocess
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from engine.errors import ConversionError
from engine.model.edition import Edition
from engine.pdf import office
from engine.pdf.choice import choose
from engine.pdf.finish import About, finish
from engine.pdf.office import Office, find_office, seconds_to_start
from engine.pdf.profile import write_profile
from tests.material.logged_office import logging_program, script, waiting_processes
from tests.material.patience import comes_about, is_gone

pytestmark = pytest.mark.office


@pytest.fixture
def converter() -> Office:
    program = find_office()
    assert program is not None
    return Office(program)


def a_document(folder: Path, name: str = "letter", text: str = "Dear reader") -> Path:
    path = folder / f"{name}.docx"
    document = Document()
    document.add_heading("A heading", 1)
    document.add_paragraph(text)
    document.save(str(path))
    return path


def test_several_documents_become_pdfs_in_one_go(converter: Office, tmp_path: Path) -> None:
    documents = [a_document(tmp_path, "one"), a_document(tmp_path, "two", "Ünïcödé — “quoted”")]
    converter.convert(documents, tmp_path)
    assert "Dear reader" in PdfReader(tmp_path / "one.pdf").pages[0].extract_text()
    assert "“quoted”" in PdfReader(tmp_path / "two.pdf").pages[0].extract_text()


def test_a_document_that_yields_no_pdf_is_an_error_whatever_the_exit_code(converter: Office, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(a_document(tmp_path).read_bytes()[:2000])
    with pytest.raises(ConversionError, match="made no PDF of broken"):
        converter.convert([broken], tmp_path)


def test_a_process_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS_PER_DOCUMENT", 0)
    hanging = script(tmp_path, f'sleep 600 & echo $! > "{tmp_path}/child"; wait')
    child, patience = tmp_path / "child", 1
    while not (child.exists() and child.read_text(encoding="utf-8").strip()):
        monkeypatch.setattr(office, "SECONDS_PER_START", patience)
        with pytest.raises(ConversionError, match=f"did not answer within {patience} s and was stopped"):
            Office(hanging).convert([a_document(tmp_path)], tmp_path)
        patience *= 2  # on a busy machine it may be stopped before it has begun
    assert comes_about(lambda: is_gone(int(child.read_text(encoding="utf-8"))))


def test_what_the_program_said_is_told(tmp_path: Path) -> None:
    crashing = script(tmp_path, "echo 'no space left on device'; exit 0")
    with pytest.raises(ConversionError, match="no space left on device"):
        Office(crashing).convert([a_document(tmp_path)], tmp_path)


@pytest.mark.parametrize(
    ("end", "how"), [("kill -SEGV $$", r"\(Segmentation fault\)"), ("exit 134", r"\(Aborted\)"), ("exit 77", "code 77")]
)
def test_a_crash_is_told_with_its_document_what_was_said_and_what_to_try(tmp_path: Path, end: str, how: str) -> None:
    documents = [a_document(tmp_path, name) for name in ("equity", "learning")]
    crashing = Office(script(tmp_path, f"echo 'Unspecified application error' >&2; {end}"))
    said = f"no PDF of equity, learning. It broke off at equity .*{how}.*Unspecified application error.*Build again"
    with pytest.raises(ConversionError, match=said):
        crashing.convert(documents, tmp_path)


def test_a_full_disk_is_told_where_it_may_be_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "LITTLE_ROOM", 10**18)
    with pytest.raises(ConversionError, match="is as good as full: make room on it") as told:
        Office(script(tmp_path, "exit 134")).convert([a_document(tmp_path)], tmp_path)
    assert "picture" not in told.value.message


def test_a_crash_of_the_process_that_stays_is_told_with_what_it_said(tmp_path: Path) -> None:
    """Documents are handed to the process that waits: that one breaks, the other says nothing."""
    body = f"""case "$*" in
        *--convert-to*) read -r waiting < "{tmp_path}/waiting"; kill -ABRT $waiting
            while ps -p $waiting -o stat= | grep -qv Z; do sleep 0.05; done; exit 0;;
        *) echo $$ > "{tmp_path}/waiting"; echo 'terminate called' >&2; for text in "$@"; do :; done
            touch "$(dirname "$text")/.~lock.open.rtf#"; while :; do sleep 0.1; done;;
    esac"""
    kept = Office(script(tmp_path, body))
    with (
        kept.warmed(),
        pytest.raises(ConversionError, match=r"broke off at letter \(Aborted\). It said: terminate called"),
    ):
        kept.convert([a_document(tmp_path)], tmp_path)


def servers(office_: Office) -> list[int]:
    """The processes behind the profiles that are kept."""
    profiles = [one.profile.as_uri() for one in office_.started]
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line for line in listed.splitlines() if "soffice.bin" in line and "--convert-to" not in line]
    return [int(line.split()[0]) for profile in profiles for line in lines if profile in line]


def test_a_process_stays_for_the_next_documents_and_ends_at_last(tmp_path: Path) -> None:
    program, log = logging_program(tmp_path)
    kept = Office(program)
    with kept.warmed():
        for number in range(3):
            kept.convert([a_document(tmp_path, f"letter{number}")], tmp_path)
        (process,) = servers(kept)
    assert waiting_processes(log) == 1
    assert all((tmp_path / f"letter{number}.pdf").is_file() for number in range(3))
    assert comes_about(lambda: is_gone(process))
    assert not kept.started


@pytest.mark.parametrize(("patience", "processes"), [(0, 2), (600, 1)], ids=["none", "for ever"])
def test_a_second_process_starts_where_the_first_is_not_free_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: float, processes: int
) -> None:
    monkeypatch.setattr(office, "SECONDS_TO_WAIT", patience)
    program, log = logging_program(tmp_path)
    kept = Office(program)
    folders = [tmp_path / name for name in ("a", "b")]
    with kept.warmed():
        for _ in range(2):
            jobs = []
            for folder in folders:
                folder.mkdir(exist_ok=True)
                jobs.append(threading.Thread(target=kept.convert, args=([a_document(folder)], folder)))
            for job in jobs:
                job.start()
            for job in jobs:
                job.join()
    assert waiting_processes(log) == processes
    assert all((folder / "letter.pdf").is_file() for folder in folders)


def test_no_more_are_started_than_are_kept_however_many_wait_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "SECONDS_TO_WAIT", 0)
    program, log = logging_program(tmp_path)
    kept = Office(program)
    folders = [tmp_path / str(number) for number in range(6)]
    for folder in folders:
        folder.mkdir()
    documents = [a_document(folder) for folder in folders]
    with kept.warmed(), ThreadPoolExecutor(len(folders)) as pool:
        converted = [pool.submit(kept.convert, [document], document.parent) for document in documents]
    assert [one.exception() for one in converted] == [None] * len(folders)
    assert waiting_processes(log) == office.MOST_PROCESSES


def test_a_process_is_free_again_whatever_went_wrong(converter: Office, tmp_path: Path) -> None:
    """As where the system has no room for a further program for a moment: nobody waits for ever for those there are."""
    with converter.warmed():
        for _ in range(office.MOST_PROCESSES):
            with pytest.raises(OSError, match="too long"):
                converter.convert([tmp_path / ("long" * 50_000)], tmp_path)
            assert len(converter.started) == converter.waiting.qsize() == 1
        converter.convert([a_document(tmp_path)], tmp_path)
    assert (tmp_path / "letter.pdf").is_file()


def test_a_start_tries_out_no_ways_of_drawing(converter: Office, tmp_path: Path) -> None:
    start = time.time()
    with converter.warmed():
        converter.convert([a_document(tmp_path)], tmp_path)
        told = converter.started[0].profile / "user" / "GraphicsRenderTests.log"
        assert not told.exists() or told.stat().st_mtime < start


def test_a_process_in_which_something_failed_is_replaced(tmp_path: Path) -> None:
    program, log = logging_program(tmp_path)
    kept = Office(program)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(a_document(tmp_path).read_bytes()[:2000])
    with kept.warmed():
        with pytest.raises(ConversionError, match="made no PDF of broken"):
            kept.convert([broken], tmp_path)
        kept.convert([a_document(tmp_path)], tmp_path)
        assert len(servers(kept)) == 1
    assert waiting_processes(log) == 2
    assert (tmp_path / "letter.pdf").is_file()


def test_a_process_that_dies_while_it_waits_costs_nothing_but_its_start(converter: Office, tmp_path: Path) -> None:
    with converter.warmed():
        converter.convert([a_document(tmp_path)], tmp_path)
        (process,) = servers(converter)
        os.kill(process, signal.SIGKILL)
        converter.convert([a_document(tmp_path, "next")], tmp_path)
        converter.convert([a_document(tmp_path, "after next")], tmp_path)
        (another,) = servers(converter)
    assert another != process
    assert (tmp_path / "next.pdf").is_file()


def test_a_program_that_never_stays_is_not_started_to_stay_for_ever(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    stays_not = f'case "$*" in *open.rtf*) echo "$@" >> "{log}"; exit 0;; esac; exec "{find_office()}" "$@"'
    kept = Office(script(tmp_path, stays_not))
    with kept.warmed():
        for name in ("one", "two"):
            kept.convert([a_document(tmp_path, name)], tmp_path)
    assert waiting_processes(log) == 1
    assert (tmp_path / "two.pdf").is_file()


def test_a_process_converts_many_documents_without_anybody_reading_what_it_says(
    converter: Office, tmp_path: Path
) -> None:
    letter = a_document(tmp_path).read_bytes()
    documents = [tmp_path / f"{number:03}.docx" for number in range(108)]  # what it says of 104 fills a pipe
    for document in documents:
        document.write_bytes(letter)
    out = tmp_path / "out"
    out.mkdir()
    with converter.warmed():
        for start in range(0, 108, 54):
            converter.convert(documents[start : start + 54], out)
    assert len(list(out.glob("*.pdf"))) == 108


def test_a_process_is_replaced_after_many_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MOST_DOCUMENTS", 2)
    program, log = logging_program(tmp_path)
    kept = Office(program)
    with kept.warmed():
        for number in range(3):
            kept.convert([a_document(tmp_path, f"letter{number}")], tmp_path)
    assert waiting_processes(log) == 2


def test_what_a_process_converted_before_makes_no_difference(converter: Office, tmp_path: Path) -> None:
    documents = [a_document(tmp_path, name, f"This is {name}.") for name in ("one", "two", "three")]
    about = About(title="A letter", when=datetime(2026, 3, 14, tzinfo=UTC))

    def finished(order: list[Path]) -> dict[str, bytes]:
        for document in order:
            converter.convert([document], tmp_path)
        return {path.stem: finish(path.with_suffix(".pdf").read_bytes(), about) for path in order}

    alone = finished(documents)
    with converter.warmed():
        assert finished(documents) == alone
        assert finished(documents[::-1]) == alone


def test_two_at_once_do_not_disturb_each_other(converter: Office, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder in folders:
        folder.mkdir()
    jobs = [threading.Thread(target=converter.convert, args=([a_document(f)], f)) for f in folders]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert all((folder / "letter.pdf").is_file() for folder in folders)


def test_linked_pictures_are_never_fetched(converter: Office, tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_OPTIONS = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        linked = with_linked_picture(tmp_path, f"http://127.0.0.1:{server.server_port}/picture.png")
        converter.convert([linked], tmp_path)
    finally:
        server.shutdown()
    assert (tmp_path / "linked.pdf").is_file()
    assert asked == []


def with_linked_picture(folder: Path, address: str) -> Path:
    """A document whose picture is not in it but somewhere on a network."""
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc00000030101"
        "00c9fe92ef0000000049454e44ae426082"
    )
    document = Document()
    document.add_picture(io.BytesIO(dot))
    plain = folder / "plain.docx"
    document.save(str(plain))
    linked = folder / "linked.docx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(linked, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                data = data.replace(b"r:embed=", b"r:link=")
            if entry.filename == "word/_rels/document.xml.rels":
                data = data.replace(b'Target="media/image1.png"', f'Target="{address}" TargetMode="External"'.encode())
            target.writestr(entry, data)
    assert b"r:link=" in zipfile.ZipFile(linked).read("word/document.xml")
    return linked


def test_bookmarks_are_found_under_libreoffices_names(converter: Office) -> None:
    assert converter.destination("_Toc900001") == "5FToc900001"
    assert converter.destination("ref_D_014") == "ref5FD5F014"


def test_libreoffice_makes_what_is_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose(Edition.FINAL).name == "office"
    monkeypatch.setenv("PENHOLDER_SOFFICE", os.devnull + "/none")
    assert choose(Edition.DRAFT).name == "embedded"
    with pytest.raises(ConversionError, match="A final edition needs LibreOffice"):
        choose(Edition.FINAL)


def test_the_version_is_the_programs_own(converter: Office) -> None:
    assert converter.version.startswith("LibreOffice ")


def test_temporary_files_go_where_they_are_cleared_on_every_system(tmp_path: Path) -> None:
    saying = Office(script(tmp_path, 'echo "said: $TMPDIR, $TMP, $TEMP"'))
    with pytest.raises(ConversionError, match=r"said: (\S+/temporary), \1, \1"):
        saying.convert([a_document(tmp_path)], tmp_path)


def test_the_first_start_of_a_profile_may_take_longer_on_windows(tmp_path: Path) -> None:
    write_profile(tmp_path)
    assert seconds_to_start(tmp_path, "linux") == office.SECONDS_PER_START
    assert seconds_to_start(tmp_path, "win32") == office.SECONDS_PER_FIRST_START
    (tmp_path / "user" / "extensions").mkdir()  # LibreOffice has made itself at home
    assert seconds_to_start(tmp_path, "win32") == office.SECONDS_PER_START


def test_two_are_ready_where_that_is_asked_for_and_no_more(tmp_path: Path) -> None:
    program, log = logging_program(tmp_path)
    kept = Office(program)
    kept.get_second_ready()
    with kept.warmed():
        for _ in range(3):
            kept.get_second_ready()
        kept.convert([a_document(tmp_path)], tmp_path)
    assert waiting_processes(log) == 2
    assert not kept.started
