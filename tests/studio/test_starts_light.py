"""The studio's server starts without what reads, builds and signs: the bench loads that, and a page is there soon."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = {"aiohttp", "cerberus", "docx", "docxtpl", "openpyxl", "pikepdf", "pyhanko", "pypdf"}
ASKED = "import json, sys, engine.studio.serve; print(json.dumps([name for name in sys.modules if '.' not in name]))"


@pytest.mark.office
def test_the_server_loads_no_library_that_only_the_bench_needs() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(json.loads(done.stdout))
