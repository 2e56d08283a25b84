"""A workspace watched: what is saved is built, whatever Word leaves beside it, and Ctrl-C ends it."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.commands.watch import is_of_interest
from engine.workspace import Workspace
from tests.assembly.test_good_templates import break_a_tag
from tests.commands.test_up_to_date import change_a_form, outputs
from tests.material.patience import SECONDS, comes_about


@pytest.mark.parametrize(
    ("path", "is_"),
    [
        ("inputs/narrative/equity.docx", True),
        ("word_templates/report.docx", True),
        ("data_schemas/framework/2024-03.yaml", True),
        ("signoff/register.jsonl", True),
        ("signoff/received/abc.pdf", False),
        ("inputs/narrative/~$equity.docx", False),
        ("inputs/narrative/~WRD0001.tmp", False),
        ("inputs/.~lock.evidence.xlsx#", False),
        ("inputs/A1B2C3D4", False),
        ("inputs/council.yaml~", False),
        ("inputs/.council.yaml.swp", False),
        ("outputs/draft/report.docx", False),
        ("outputs/.templates/report.docx", False),
        ("notes.txt", False),
    ],
)
def test_lock_files_and_what_is_made_here_are_passed_over(path: str, is_: bool) -> None:
    root = Path("/council")
    assert is_of_interest(root, root / path) is is_


@pytest.fixture(scope="module")
def drafted(little_drafted: Workspace) -> Workspace:
    """The little council: nothing here depends on how many statements there are."""
    return little_drafted


_COMMAND = (sys.executable, "-u", "-c", "from engine.cli import main; main()", "build", "--no-pdf")


class Watcher:
    """The real command, and what it has said so far."""

    def __init__(self, workspace: Workspace) -> None:
        command = [*_COMMAND, "--watch", "--workspace", str(workspace.root)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        self.said.extend(self.process.stdout)

    def hears(self, words: str, after: int = 0) -> int:
        """Wait for words; how many lines had been said by then."""
        assert comes_about(lambda: any(words in line for line in self.said[after:])), f"{words!r}, but: {self.said}"
        return next(number for number, line in enumerate(self.said[after:], after + 1) if words in line)


@pytest.fixture
def watcher(mine: Workspace) -> Iterator[Watcher]:
    """Watching a workspace whose draft the same command has brought up to date."""
    subprocess.run([*_COMMAND, "--workspace", str(mine.root)], check=True, capture_output=True)
    made = Watcher(mine)
    yield made
    made.process.kill()
    made.process.wait()


def test_a_saved_form_is_built_its_sheet_first_and_a_broken_template_is_told(mine: Workspace, watcher: Watcher) -> None:
    at = watcher.hears("nothing to do")
    before = outputs(mine)
    (mine.inputs / "narrative" / "~$equity.docx").write_bytes(b"lock")
    change_a_form(mine)
    at = watcher.hears("equity.docx  sheet equity", at)
    assert outputs(mine)["verification/equity.docx"] != before["verification/equity.docx"]
    at = watcher.hears("draft edition", at)
    assert outputs(mine)["report.docx"] != before["report.docx"]
    break_a_tag(mine)
    at = watcher.hears("built with its last version that worked", at)
    watcher.hears('Did you mean "about"?', at)
    watcher.process.send_signal(signal.SIGINT)
    assert watcher.process.wait(SECONDS) == 0
    watcher.hears("Stopped watching.")
    assert "Traceback" not in "".join(watcher.said)
