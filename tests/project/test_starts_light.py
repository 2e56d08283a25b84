"""What begins loads no library that only what comes later needs: the studio's pages, a check, and that a build has
nothing to do, are there sooner."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

OF_SIGNING = {"aiohttp", "pyhanko"}
OF_PDFS = {"pikepdf"}
OF_A_CHECK = {"cerberus", "docx", "docxtpl", "openpyxl"}
OF_A_BUILD = {"PIL", "filelock", "lxml", "yaml"}
OF_READING_ANEW = {"openpyxl", "phonenumbers", "rapidfuzz", "xlrd"}
ASKED = "import json, sys, {}; print(json.dumps([name for name in sys.modules if '.' not in name]))"


@pytest.mark.office
@pytest.mark.parametrize(
    ("begins", "not_yet"),
    [
        pytest.param("engine.studio.serve", OF_SIGNING | OF_PDFS | OF_A_CHECK, id="the studio's server"),
        pytest.param("engine.commands.check", OF_SIGNING | OF_PDFS | OF_READING_ANEW, id="a check"),
        pytest.param(
            "engine.commands.build", OF_SIGNING | OF_PDFS | OF_A_CHECK | OF_A_BUILD, id="a build that has nothing to do"
        ),
        pytest.param("engine.pdf.choice", OF_SIGNING | OF_PDFS | OF_A_CHECK | OF_A_BUILD, id="LibreOffice"),
        pytest.param(
            "engine.assembly.assemble", OF_SIGNING | OF_READING_ANEW, id="a build for which all was read before"
        ),
        pytest.param("engine.cli", OF_SIGNING | OF_PDFS | OF_A_CHECK, id="a command"),
    ],
)
def test_it_loads_nothing_that_only_what_comes_later_needs(begins: str, not_yet: set[str]) -> None:
    command = [sys.executable, "-c", ASKED.format(begins)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert not_yet.intersection(json.loads(done.stdout)) == set()
