"""Files sent to a studio that runs: many at once, too large, by hostile names, cut off, and where the disk is full."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.material.over_http import OverHttp
from tests.material.patience import comes_about
from tests.material.running_studio import running_studio

pytestmark = [pytest.mark.office, pytest.mark.slow]

MB = 2**20
HOSTILE = (
    "../../outside.csv",
    "..\\..\\outside.csv",
    "/etc/outside.csv",
    "C:\\outside.csv",
    "\\\\server\\share\\outside.csv",
    "inputs/council.yaml/outside.csv",
    "a\x00b.csv",
    "a\r\nset-cookie: x.csv",
    "a\u202evsc.csv",
    "<script>alert(1)</script>.csv",
    "{{ 7 * 7 }}.csv",
    "%2e%2e%2foutside.csv",
    "$(touch outside).csv",
    "--undo.csv",
    "CON.csv",
    "nul.csv.csv",
    "trailing dot..csv",
    "trailing space .csv",
    "é" * 200 + ".csv",
    "Cafe\u0301.csv",
    "Café.csv",
    "CAFÉ.CSV",
    ".hidden.csv",
    "~$reply.docx",
    "no ending",
    "",
)


class Sender(NamedTuple):
    """A folder that is almost a workspace, and somebody at its studio."""

    folder: Path
    home: Path
    owner: OverHttp

    @property
    def pile(self) -> Path:
        """Where files wait."""
        return self.folder / "arrivals"

    def there(self) -> dict[str, bytes]:
        """What waits, whole or not."""
        return {path.name: path.read_bytes() for path in self.pile.iterdir() if path.name != ".studio.lock"}


@pytest.fixture
def sender(running: Sender) -> Iterator[Sender]:
    """One with nothing sent yet, who leaves nothing either."""
    yield running
    for name in running.there():
        (running.pile / name).unlink()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    home = tmp_path_factory.mktemp("home")
    (home / "workspace" / "inputs").mkdir(parents=True)
    with running_studio(home / "workspace", home) as studio:
        yield Sender(home / "workspace", home, OverHttp(studio))


def test_fifty_files_at_once_have_fifty_answers_and_are_all_there(sender: Sender) -> None:
    names = [f"reply {number}.{'csv' if number % 5 else 'exe'}" for number in range(50)]
    with ThreadPoolExecutor(10) as senders:
        pages = list(senders.map(lambda name: sender.owner.send(name, name.encode() * 10_000), names))
    assert [page.status for page in pages] == [201 if name.endswith("csv") else 422 for name in names]
    assert all(name in page.text for name, page in zip(names, pages, strict=True))
    assert sender.there() == {name: name.encode() * 10_000 for name in names if name.endswith("csv")}


@pytest.mark.parametrize("says_how_large", [True, False])
def test_300_mb_are_refused_in_a_sentence_and_held_nowhere(sender: Sender, says_how_large: bool) -> None:
    """Before any of it is read where its size is told, else as soon as it is more than may be."""
    before = most_memory(sender)
    connection = sender.owner.connect()
    connection.putrequest("POST", "/arrivals/file?name=large.pdf")
    told = ("content-length", str(300 * MB)) if says_how_large else ("transfer-encoding", "chunked")
    for name, value in {**sender.owner.headers, **sender.owner.of_script, **dict([told])}.items():
        connection.putheader(name, value)
    connection.endheaders()
    if not says_how_large:
        piece = b"%x\r\n%b\r\n" % (MB, bytes(MB))
        for _ in range(101):
            connection.send(piece)
    answer = connection.getresponse()
    said = answer.read().decode()
    assert (answer.status, said) == (
        413,
        "That is too large. A file may have 100 MB at the most. Nothing of it was kept.",
    )
    connection.close()
    assert sender.there() == {}
    assert most_memory(sender) - before < 20 * MB


def most_memory(sender: Sender) -> int:
    """The most bytes that the server has held so far."""
    status = Path(f"/proc/{sender.owner.studio.process.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_hostile_name_leads_nowhere(sender: Sender, name: str) -> None:
    around = elsewhere(sender)
    page = sender.owner.send(name, b"a,b\n")
    assert page.status in (201, 422)
    assert elsewhere(sender) == around
    if page.status == 201:
        assert sender.there() == {page.text: b"a,b\n"}
        assert page.text in sender.there()
        assert page.text.isprintable()
    else:
        assert sender.there() == {}
        assert "was not taken" in page.text


def elsewhere(sender: Sender) -> set[Path]:
    """What is in the folder and around it, but for what waits, and for what programs keep for themselves."""
    around = {path for path in sender.home.iterdir() if not path.name.startswith(".")}
    return around | {path for path in sender.folder.rglob("*") if sender.pile not in path.parents}


def test_names_that_are_one_on_some_systems_are_two_files(sender: Sender) -> None:
    names = ("Café.csv", "Cafe\u0301.csv", "Café.csv", "café.csv")
    took = {sender.owner.send(name, f"{number}".encode()).text for number, name in enumerate(names)}
    assert len(took) == len(names)
    assert sorted(sender.there().values()) == [b"0", b"1", b"2", b"3"]


@pytest.mark.parametrize("size", [0, 3 * MB])
def test_what_is_cut_off_leaves_nothing(sender: Sender, size: int) -> None:
    half_sent(sender, size).close()
    assert comes_about(lambda: sender.there() == {})
    assert sender.owner.send("whole.csv", b"a,b\n").status == 201


def half_sent(sender: Sender, size: int) -> HTTPConnection:
    """The connection of a file of which so much was sent, and more is to come."""
    connection = sender.owner.connect()
    connection.putrequest("POST", "/arrivals/file?name=half.csv")
    for name, value in {**sender.owner.headers, **sender.owner.of_script, "content-length": str(9 * MB)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(b"x" * size)
    assert comes_about(lambda: any(path.stat().st_size or not size for path in sender.pile.glob(".*.part")))
    return connection


def test_where_the_disk_takes_no_more_it_is_told_and_nothing_stays(sender: Sender) -> None:
    """Files of the server's may not become larger than a megabyte for a while, as if there were no room."""
    server = sender.owner.studio.process.pid
    may = resource.prlimit(server, resource.RLIMIT_FSIZE)
    resource.prlimit(server, resource.RLIMIT_FSIZE, (MB, may[1]))
    try:
        page = sender.owner.send("reply.csv", b"x" * 3 * MB)
    finally:
        resource.prlimit(server, resource.RLIMIT_FSIZE, may)
    assert page.status == 422
    assert page.text.startswith("reply.csv could not be written (")
    assert page.text.endswith("Nothing of it was kept.")
    assert sender.there() == {}
    assert sender.owner.send("reply.csv", b"x" * 3 * MB).status == 201


def test_a_studio_that_is_killed_while_a_file_comes_leaves_nothing_that_counts(tmp_path: Path) -> None:
    """What was whole waits still when it is opened again, and what was not has gone."""
    (tmp_path / "workspace" / "inputs").mkdir(parents=True)
    with running_studio(tmp_path / "workspace", tmp_path) as studio:
        sender = Sender(tmp_path / "workspace", tmp_path, OverHttp(studio))
        sender.owner.send("whole.csv", b"a,b\n")
        connection = half_sent(sender, MB)
        assert len(sender.there()) == 2
        studio.process.send_signal(signal.SIGKILL)
        studio.process.wait()
        connection.close()  # held so long: one that nobody holds is closed, and the file cut off
    with running_studio(tmp_path / "workspace", tmp_path) as again:
        assert sender.there() == {"whole.csv": b"a,b\n"}
        text = OverHttp(again).get("/arrivals").text
        assert "whole.csv" in text
        assert "half.csv" not in text
