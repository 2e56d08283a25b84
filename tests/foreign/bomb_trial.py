"""`penholder check` on a workspace with a bomb in it, in a process of its own that is held to limits and measured.

`python -m tests.foreign.bomb_trial` prints what each bomb of the table costs, as docs/reliability.md has it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from engine.cli import main
from engine.commands.check import check
from engine.progress import Progress
from engine.workspace import Workspace, house
from tests.foreign.bombs_table import BOMBS
from tests.material.bombs import Bomb
from tests.material.small_inputs import council

MOST_MEMORY = 600 * 2**20
"""Resident bytes of a process."""
_ENDED_AT = 2**31, 120
"""Bytes and seconds of the processor past which the system ends it, so that a fault here costs no machine. The slowest
bomb takes a tenth of these seconds; a fault that goes on without end takes them all."""


class Trial(NamedTuple):
    """What came of it. memory: most resident bytes; seconds: of the processor; findings: as in JSON, None without."""

    memory: int
    seconds: float
    code: int
    findings: list[dict[str, Any]] | None


def try_all(names: list[str]) -> dict[str, Trial]:
    """A trial of each bomb by its name, and one without any by the name of nothing."""
    with tempfile.TemporaryDirectory() as folder:
        _lay_out(first := Path(folder) / "first")
        check(Workspace(first), Progress())  # what any check loads and works out is then there for all that are tried
        return {name: _tried(Path(folder) / "w", BOMBS.get(name)) for name in ["", *names]}


def _tried(folder: Path, bomb: Bomb | None) -> Trial:
    shutil.rmtree(folder, ignore_errors=True)
    _lay_out(folder)
    if bomb is None or bomb.is_refused:  # what is refused is the same whether anything is rendered or not
        for template in (folder / "word_templates").iterdir():
            template.write_bytes(b"no template")
    if bomb:
        _lay(folder / bomb.place, bomb)
    told = folder / "told.json"
    child = os.fork()
    if child == 0:
        _check(folder, told)
    _, status, used = os.wait4(child, 0)
    findings = json.loads(told.read_bytes())["findings"] if told.stat().st_size else None
    return Trial(used.ru_maxrss * 1024, used.ru_utime + used.ru_stime, os.waitstatus_to_exitcode(status), findings)


def _lay(place: Path, bomb: Bomb) -> None:
    """Made in a process of its own, so that its memory is not that of the next one."""
    child = os.fork()
    if child == 0:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(bomb.make())
        os._exit(0)
    os.waitpid(child, 0)


def _lay_out(folder: Path) -> None:
    """A workspace with a council, the house templates and schemas, and a form and a list for the rest to matter."""
    for name in ("word_templates", "data_schemas"):
        shutil.copytree(house() / name, folder / name)
    for name in ("checklists", "narrative", "brand"):
        (folder / "inputs" / name).mkdir(parents=True)
    (folder / "inputs" / "council.yaml").write_text(council(), encoding="utf-8")


def _check(folder: Path, told: Path) -> None:
    """Never comes back."""
    memory, seconds = _ENDED_AT
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT), 1)
    sys.argv = ["penholder", "check", "--workspace", str(folder), "--format", "json"]
    code = 1
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            sys.stdout.flush()
            os._exit(code)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--json"]:
        print(json.dumps(try_all(sys.argv[2:])))
        sys.exit()
    trials = try_all(sys.argv[1:] or list(BOMBS))
    rest = trials.pop("")
    print(f"{'without a bomb':34} {rest.memory / 2**20:4.0f} MB {rest.seconds:5.1f} s")
    for name, trial in trials.items():
        said = [f for f in trial.findings or () if f["file"] == BOMBS[name].place and f["severity"] == "error"]
        words = said[0]["message"] if said else f"exit code {trial.code}"
        print(f"{name:34} {trial.memory / 2**20:4.0f} MB {trial.seconds - rest.seconds:+5.1f} s  {words[:120]}")
