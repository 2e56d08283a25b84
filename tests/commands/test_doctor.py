"""What doctor tells to install is what this system has."""

from __future__ import annotations

import platform

import pytest

from engine.commands import doctor
from engine.commands.doctor import HealthLine, examine
from engine.workspace import Workspace


@pytest.fixture(params=["Linux", "Windows", "Darwin", "FreeBSD"])
def lines(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, sample: Workspace) -> list[HealthLine]:
    """Of a machine of each kind, which has neither LibreOffice nor a font."""
    monkeypatch.setenv("PENHOLDER_SOFFICE", "/none")
    monkeypatch.setattr(platform, "system", lambda: request.param)
    monkeypatch.setattr(doctor, "stand_in", lambda _: None)
    return list(examine(sample).lines)


def test_what_is_missing_is_told_with_what_to_do_about_it(lines: list[HealthLine]) -> None:
    missing = [line for line in lines if "missing" in line.state]
    assert {line.name for line in missing} == {"LibreOffice", "Font"}
    assert all(line.advice for line in missing)


def test_packages_of_linux_are_named_on_linux_alone(lines: list[HealthLine]) -> None:
    told, typed = " ".join(line.advice for line in lines), " ".join(line.command for line in lines)
    assert ("apt-get" in typed, "fonts-liberation" in typed) == (platform.system() == "Linux",) * 2
    assert "sudo" not in told, "the studio tells what to do in words, and what to ask IT for"
    assert "ask IT" in told or platform.system() not in ("Linux", "Windows")
    if platform.system() == "Windows":
        assert "ask IT for it: https://www.libreoffice.org/download/" in told
        assert "Ask IT for it, or for one of the same widths" in told
