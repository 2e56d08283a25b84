"""What works on Linux and does harm on Windows has one home in the code, where it is done as both take it."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from tests.material.engine_code import modules

_OF_WINDOWS = frozenset({"dxpdf", "zxingcpp"})
"""Libraries whose wheels for Windows lean on a part that not every machine has."""


def _is_of_os(call: ast.Call, *names: str) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in names and ast.unparse(call.func.value) == "os"


def _asks_for_a_process(node: ast.AST) -> bool:
    """os.kill(…, 0) ends another program on Windows."""
    if not isinstance(node, ast.Call) or not _is_of_os(node, "kill", "killpg"):
        return False
    return any(isinstance(part, ast.Constant) and part.value == 0 for part in node.args[1:])


def _opens_by_number(node: ast.AST) -> bool:
    """os.open writes other ends of lines on Windows unless it is told not to."""
    return isinstance(node, ast.Call) and _is_of_os(node, "open")


def _writes_text(node: ast.AST) -> bool:
    """A text written without a word on the ends of its lines has others on Windows."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    modes = [part.value for part in node.args if isinstance(part, ast.Constant)]
    modes += [word.value.value for word in node.keywords if word.arg == "mode" and isinstance(word.value, ast.Constant)]
    is_text = any(isinstance(mode, str) and mode in ("w", "a", "x", "w+", "r+", "wt", "at") for mode in modes)
    ends = [word.value for word in node.keywords if word.arg == "newline"]
    is_told = any(isinstance(end, ast.Constant) and end.value in ("\n", "") for end in ends)
    return (name == "write_text" or (name in ("open", "fdopen") and is_text)) and not is_told


def _moves(node: ast.AST) -> bool:
    """A move fails on Windows while another program holds the file: str.replace takes two texts, Path.replace one."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    is_of_path = node.func.attr in ("rename", "replace") and len(node.args) == 1 and not node.keywords
    return (
        (is_of_path and not isinstance(node.args[0], ast.Starred))
        or _is_of_os(node, "rename", "replace", "renames")
        or (node.func.attr == "move" and ast.unparse(node.func.value) == "shutil")
    )


def _words_of_the_system(node: ast.AST) -> bool:
    """What a system answers is another sentence on each, and often one that misleads."""
    if not isinstance(node, ast.Attribute) or node.attr not in ("strerror", "winerror"):
        return False
    return ast.unparse(node) != "os.strerror"


def _loads_what_may_be_missing(node: ast.AST) -> bool:
    """A module that loads such a library stops whoever loads the module."""
    if not isinstance(node, ast.Module):
        return False
    imports = [line for line in node.body if isinstance(line, ast.Import | ast.ImportFrom)]
    return any(not _OF_WINDOWS.isdisjoint(_names(line)) for line in imports)


def _names(line: ast.Import | ast.ImportFrom) -> set[str]:
    return {alias.name for alias in line.names} if isinstance(line, ast.Import) else {str(line.module)}


@pytest.fixture(scope="module")
def done_by() -> dict[str, set[str]]:
    """Which modules do what has a home, read once for all of it."""
    found: dict[str, set[str]] = {what: set() for what in _HOMES}
    for module in modules():
        for node in module.nodes:
            for what, (is_one, _) in _HOMES.items():
                if is_one(node):
                    found[what].add(module.name)
    return found


def _reads_past_the_opener(node: ast.AST) -> bool:
    """Who reads a file by itself is stopped where Excel holds it; engine/foreign waits, and says so."""
    return isinstance(node, ast.Attribute) and node.attr in ("read_bytes", "read_text")


_OF_OUR_OWN = {
    *("finding_kinds.py", "own_code.py", "templates/field_list.py", "rendering/readiness_page.py"),  # of the package
    "rendering/web/page.py",  # of the package
    "commands/template_fields.py",  # house copies
    *("on_windows/office_places.py", "pdf/office_files.py"),  # of LibreOffice
    "cache.py",  # what cannot be read is not there
    "foreign/confined.py",  # what Linux tells of this process
    *(
        f"pdf/{name}.py"
        for name in ("chapterwise", "convert", "drawn_pages", "embedded", "finish", "kept", "lettering", "office")
    ),  # scratch
    *("pdf/second_look/fonts.py", "pdf/numbers.py"),  # parts of a PDF
}

_HOMES: dict[str, tuple[Callable[[ast.AST], bool], set[str]]] = {
    "a process is asked for by its number": (_asks_for_a_process, set()),
    "a file is opened by os.open": (_opens_by_number, {"foreign/plain_file.py"}),
    "a text is written with ends of lines as the system has them": (_writes_text, set()),
    "a file or folder is moved": (_moves, {"patient_moves.py"}),
    "the words of the system are told": (_words_of_the_system, {"system_words.py"}),
    "a file is read that somebody may hold": (_reads_past_the_opener, _OF_OUR_OWN),
    "a library is loaded that may be missing": (_loads_what_may_be_missing, set()),
}


@pytest.mark.parametrize("what", _HOMES)
def test_it_is_done_at_home_alone(what: str, done_by: dict[str, set[str]]) -> None:
    _, homes = _HOMES[what]
    assert done_by[what] == homes


@pytest.mark.parametrize(
    ("is_one", "code"),
    [
        (_asks_for_a_process, "os.kill(pid, 0)"),
        (_opens_by_number, "os.open(path, os.O_RDONLY)"),
        (_writes_text, 'path.write_text("x", encoding="utf-8")'),
        (_writes_text, 'path.open("w", encoding="utf-8")'),
        (_writes_text, 'open(path, mode="a")'),
        (_moves, "path.replace(other)"),
        (_moves, "path.rename(other)"),
        (_moves, "os.replace(a, b)"),
        (_moves, "shutil.move(a, b)"),
        (_words_of_the_system, "fault.strerror"),
    ],
)
def test_it_is_seen(is_one: Callable[[ast.AST], bool], code: str) -> None:
    assert any(is_one(node) for node in ast.walk(ast.parse(code)))


@pytest.mark.parametrize(
    ("is_one", "code"),
    [
        (_asks_for_a_process, "os.kill(pid, signal.SIGINT)"),
        (_writes_text, 'path.write_text("x", newline="\\n")'),
        (_writes_text, 'path.open("wb")'),
        (_moves, 'text.replace("a", "b")'),
        (_moves, "replace(finding, code=code)"),
        (_moves, "day.replace(year=2026)"),
        (_moves, "whole_file.replace(path, data)"),
    ],
)
def test_what_is_the_same_everywhere_is_free(is_one: Callable[[ast.AST], bool], code: str) -> None:
    assert not any(is_one(node) for node in ast.walk(ast.parse(code)))


def test_a_library_that_may_be_missing_is_seen() -> None:
    assert _loads_what_may_be_missing(ast.parse("import dxpdf"))
    assert _loads_what_may_be_missing(ast.parse("from zxingcpp import read_barcodes"))
    assert not _loads_what_may_be_missing(ast.parse("def work():\n    import dxpdf"))
