"""Does a penholder that was installed some way do its job?   python smoke.py PROGRAM [ARGUMENT ...]

The same for every way: a new workspace, a check, a build without PDFs, a proof, and the studio, opened as a browser
opens it. Needs nothing but Python itself, so that nothing of a development set-up stands in for what is missing.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

_SECONDS = 300


def main(program: list[str]) -> None:
    """Raises AssertionError at the first thing that is not as it is to be."""
    with tempfile.TemporaryDirectory(prefix="penholder smoke ö ") as folder:
        home = Path(folder)
        workspace = home / "w"
        said = _run(program, home, "--version")
        assert said.startswith("penholder"), said
        _run(program, home, "new", "--sample", str(workspace))
        told = json.loads(_run(program, home, "check", "--workspace", str(workspace), "--format", "json"))
        assert [one for one in told["findings"] if one["severity"] == "error"] == []
        _run(program, home, "build", "--no-pdf", "--workspace", str(workspace))
        _run(program, home, "verify", "--workspace", str(workspace))
        assert (workspace / "outputs" / "draft" / "report.docx").stat().st_size > 100_000
        _studio(program, home, workspace)
    print(f"{said.strip()}: new, check, build, verify and the studio work.")


def _run(program: list[str], home: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*program, *arguments], cwd=home, env=_environment(home), capture_output=True, text=True, timeout=_SECONDS
    )
    assert done.returncode in (0, 4), f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _environment(home: Path) -> dict[str, str]:
    """A user's, with a cache and a home of its own."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "SYSTEMROOT", "TEMP")}
    return {**kept, "HOME": str(home), "PYTHONUTF8": "1"}


def _studio(program: list[str], home: Path, workspace: Path) -> None:
    """The link lets its first visitor in, and Progress shows whose self-assessment it is once all has been read."""
    command = [*program, "studio", "--no-browser", "--workspace", str(workspace)]
    studio = subprocess.Popen(command, cwd=home, env=_environment(home), stdout=subprocess.PIPE, text=True)
    try:
        assert studio.stdout is not None
        link = next(found[0] for line in studio.stdout if (found := re.search(r"http://\S+", line)))
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        visitor.open(link, timeout=_SECONDS).read()
        base, until = link.partition("/open")[0], time.monotonic() + _SECONDS
        while "data-waits" in (page := visitor.open(f"{base}/", timeout=_SECONDS).read().decode()):
            assert time.monotonic() < until, page
            time.sleep(0.5)
        assert "Wenlow Borough Council" in page, page
    finally:
        studio.send_signal(signal.SIGINT)
        studio.wait(_SECONDS)


if __name__ == "__main__":
    main(sys.argv[1:])
