"""Do the tests notice it when the rules change?   python -m tests.mutation [MODULE OR FOLDER ...]

Changes one part of a module after another, in a copy of the project, and runs the tests that reach the part. A change
that no test notices has survived. Succeeds where every survivor is told in survivors.toml, with a reason.

    .venv/bin/python -m tests.mutation engine/assessment/claims.py
    .venv/bin/python -m tests.mutation engine/validation
    .venv/bin/python -m tests.mutation                      everything that decides: takes hours
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutation.survivors import PLACES, modules_in

HOUSE = Path(__file__).parent.parent.parent

_ONCE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": ""}
"""So that no trial loads plugins that it does not use, or compiles what one before it has compiled."""


def main(asked: list[str]) -> int:
    """The code to leave with: 0 where nothing survived but what is told, 2 where there is no such module."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
    modules = [module for place in asked or PLACES for module in modules_in(HOUSE, place)]
    if not modules:
        print(f"There is no module in {' or '.join(asked)}.")
        return 2
    with TemporaryDirectory(prefix="penholder-mutation-") as folder:
        copied = Path(folder) / "penholder"
        _copy(copied)
        command = [sys.executable, "-m", "tests.mutation.judge", *map(str, modules)]
        settings = {"PYTHONPATH": str(copied), "PYTHONHASHSEED": "0", "XDG_CACHE_HOME": folder, **_ONCE}
        judging = subprocess.Popen(command, cwd=copied, env={**os.environ, **settings})
        try:
            return judging.wait()
        finally:
            judging.terminate()
            judging.wait()


def _copy(to: Path) -> None:
    """What the working tree holds, but for what git passes over."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (HOUSE / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOUSE / name, to / name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
