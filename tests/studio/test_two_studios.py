"""Two studios on one folder: the second one says so, both show what is there, and nothing is lost between them."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from openpyxl import load_workbook

from engine.doors import changes
from engine.workspace import Workspace
from tests.material.little_sample import little_sample
from tests.material.over_http import OverHttp
from tests.material.patience import comes_about
from tests.material.running_studio import running_studio

pytestmark = [pytest.mark.office, pytest.mark.slow]

BESIDE = "Another studio has this folder open as well"


class Two(NamedTuple):
    """A folder with two questions to settle, and somebody at each of two studios that have it open."""

    workspace: Workspace
    first: OverHttp
    second: OverHttp


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    home = tmp_path_factory.mktemp("home")
    workspace = little_sample(home / "workspace")
    path = workspace.inputs / "checklists" / "leaders.xlsx"
    book = load_workbook(path)
    book.worksheets[1]["C7"], book.worksheets[1]["C8"] = "perhaps", "who knows"
    book.save(path)
    with running_studio(workspace.root, home) as one, running_studio(workspace.root, home) as other:
        yield Two(workspace, OverHttp(one), OverHttp(other))


def waiting(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.root / "arrivals"
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name[0] != "."}


def questions(somebody: OverHttp) -> list[str]:
    """The addresses of what is to be settled, once everything has been read."""
    page = somebody.when("/settle", "What did they mean?")
    return list(dict.fromkeys(re.findall('href="(/settle/[0-9a-f]{16})"', page)))


def test_the_second_one_says_so_on_each_page_and_the_first_does_not(two: Two) -> None:
    for address in ("/start", "/arrivals", "/build"):
        assert BESIDE in two.second.get(address).text
        assert BESIDE not in two.first.get(address).text


def test_files_of_one_name_sent_to_both_at_once_all_wait(two: Two) -> None:
    """Each takes the next name that is free; so many at once that both look for one at the same moment."""
    sent = [f"{number}".encode() for number in range(16)]
    with ThreadPoolExecutor(4) as senders:
        took = list(senders.map(lambda body: (two.first, two.second)[int(body) % 2].send("same name.csv", body), sent))
    assert {page.status for page in took} == {201}
    assert sorted(waiting(two.workspace).values()) == sorted(sent)
    assert len({page.text for page in took}) == len(sent)
    for name in waiting(two.workspace):
        two.first.post("/arrivals", aside=name)


def test_what_one_has_done_with_a_file_the_other_says_and_does_not_do_again(two: Two) -> None:
    two.first.send("letter.pdf", b"no more than a letter")
    two.first.post("/arrivals", aside="letter.pdf")
    two.second.post("/arrivals", aside="letter.pdf")
    page = two.second.get("/arrivals").text
    assert "letter.pdf" in page
    assert "does not wait here any more" in page
    aside = two.workspace.root / "arrivals" / "not-wanted" / "letter.pdf"
    assert aside.read_bytes() == b"no more than a letter"


def test_a_question_answered_in_both_is_recorded_once_and_what_was_typed_stays(two: Two) -> None:
    """The page of the second one is older than the ruling: it is given back as typed, and recorded when sent anew."""
    one, other = questions(two.first)
    assert questions(two.second) == [one, other]
    seen = re.search('name="seen" value="([0-9a-f]+)"', two.second.get(one).text)
    assert seen
    said = {"when": "12/03/2026", "why": "Asked their chair.", "seen": seen[1], "answer": "Tend to agree"}
    assert two.first.post(one, who="Helen Marsden", **said).status == 303
    again = two.second.post(one, who="Somebody else", **said)
    assert again.status in (200, 422)  # it is settled, where the second has read the folder since; else it was typed
    assert again.status == 200 or "Somebody else" in unescape(again.text)
    ruled = yaml.safe_load((two.workspace.inputs / "decisions.yaml").read_text(encoding="utf-8"))["ratings"]
    assert [rating["who"] for rating in ruled][-1] == "Helen Marsden"
    assert len(changes(two.workspace)) == 1
    two.second.when("/settle", other)


def test_what_one_is_being_sent_is_left_alone_by_the_next_that_opens_the_folder(two: Two, tmp_path: Path) -> None:
    """What a killed studio left is cleared when a folder is opened; not so while another one is at it."""
    connection = two.first.connect()
    body = b"a,b\n" * 1000
    connection.putrequest("POST", "/arrivals/file?name=slow.csv")
    for name, value in {**two.first.headers, **two.first.of_script, "content-length": str(len(body))}.items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(body[:1000])
    pile = two.workspace.root / "arrivals"
    assert comes_about(lambda: any(pile.glob(".*.part")))
    with running_studio(two.workspace.root, tmp_path) as third:
        assert BESIDE in OverHttp(third).get("/start").text
    connection.send(body[1000:])
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (201, b"slow.csv")
    assert (pile / "slow.csv").read_bytes() == body


def test_when_the_first_has_been_killed_the_second_is_the_first(two: Two) -> None:
    two.first.studio.process.send_signal(signal.SIGKILL)
    two.first.studio.process.wait()
    assert comes_about(lambda: BESIDE not in two.second.get("/start").text)
