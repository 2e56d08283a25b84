"""Nothing is kept longer than the code that made it, in a program without modules as files too."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine.own_code import digest_of_code, files_of, own_files
from engine.workspace import package


def test_other_code_has_another_digest(tmp_path: Path) -> None:
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_bytes(b"a = 1")
    other.write_bytes(b"")
    before = digest_of_code([one, other])
    assert before == digest_of_code([one, other])
    one.write_bytes(b"a = ")
    other.write_bytes(b"1")
    assert digest_of_code([one, other]) != before


def test_every_file_of_a_penholder_is_code_of_it_but_for_what_python_makes_of_modules(tmp_path: Path) -> None:
    for name in ("b.py", "a/page.html", "a/__pycache__/x.pyc", "a/deep/rules.yaml", "__pycache__/b.pyc", "c"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    names = [path.relative_to(tmp_path).as_posix() for path in files_of(tmp_path)]
    assert names == ["a/deep/rules.yaml", "a/page.html", "b.py", "c"]
    assert files_of(tmp_path / "nowhere") == []
    every = (path for path in package().rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert set(own_files()) == set(every)


@pytest.mark.parametrize(
    "where", ["penholder.exe", "lib/library.zip", "_internal/base_library.zip", "lib/engine/log.pyc"]
)
def test_a_frozen_program_is_told_from_its_next_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    digests = []
    for release in ("old", "new"):
        folder = tmp_path / release
        for name, data in {"penholder.exe": "same", where: release}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(data, encoding="ascii")
        monkeypatch.setattr(sys, "executable", str(folder / "penholder.exe"))
        assert digest_of_code([]) == digest_of_code([]), "as long as it is not frozen, the program is Python's"
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        digests.append(digest_of_code([]))
        monkeypatch.delattr(sys, "frozen")
    assert digests[0] != digests[1]
