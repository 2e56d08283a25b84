"""The command line in a process of its own that is a copy of this one: nothing has to be imported anew.

Whether it starts from nothing, and with nothing but what it needs, is tried by tests/cli/test_shell.py.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from typing import BinaryIO

from engine.cli import main


def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            _begin(arguments, environment, output, errors)
        _, status = os.waitpid(child, 0)
        said = []
        for file in (output, errors):
            file.seek(0)
            said.append(file.read().decode())
        return os.waitstatus_to_exitcode(status), said[0], said[1]


def _begin(arguments: tuple[str, ...], environment: dict[str, str], output: BinaryIO, errors: BinaryIO) -> None:
    """Never comes back."""
    code = 1
    try:
        for stream, file in ((1, output), (2, errors)):
            os.dup2(file.fileno(), stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
        sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False), encoding="utf-8")  # noqa: SIM115
        sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
        os.environ.update(environment)
        sys.argv = ["penholder", *arguments]
        main()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
