"""What has one home in the code has no second one. Imports are held by lint-imports; these are the rest."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

import pytest

from tests.conftest import ROOT
from tests.material.engine_code import ENGINE, modules

_HOMES = {
    "the folder of penholder's own code": (r"__file__", {"workspace.py"}),
    "a date in words": (r"\.day\} \{\w+:%B %Y\}", {"plain_words.py"}),
    "a moment in UTC": (r"%Y-%m-%dT%H:%M:%SZ", {"clock.py"}),
    "the present moment": (r"datetime\.now\(|date\.today\(", {"clock.py"}),
    "names of house templates": (
        r"[\"'](?:verification_sheet|endorsement_sheet|addendum_sheet|signature_pack|readiness)\.docx[\"']",
        {"templates/kinds.py"},
    ),
    "the sentence about a fault of our own": (r"fault of its own", {"own_faults.py"}),
}


@pytest.mark.parametrize("what", _HOMES)
def test_it_stands_at_home_alone(what: str) -> None:
    pattern, homes = _HOMES[what]
    found = {module.name for module in modules() if re.search(pattern, module.text)}
    assert found == homes, f"{what} has its home in engine/{', engine/'.join(sorted(homes))}"


_WRITERS = {
    "whole_file.py",
    "patient_moves.py",  # moves what others have written
    "publishing/publish.py",  # into the hidden folder that becomes the edition
    "commands/zipped.py",  # a zip, into a stream and not into a file
    "commands/new.py",  # a new folder, made of the house copies
    "assembly/earlier_templates.py",  # the templates as they were, kept and put back
    "cache.py",  # scratch folders, and what nobody asked for
    "studio/serve.py",  # takes away the file that let the browser in
    "studio/pile.py",  # what is dropped, while it comes
    "own_faults.py",  # the oldest of the files that say where a fault happened
    "commands/signoff/issued_files.py",  # what a killed run left half-written
    "commands/change_note.py",  # of a run that could not write both files
    "commands/forms.py",  # forms of a run that could not write all of them
    *(
        f"pdf/{name}.py"
        for name in ("chapterwise", "convert", "embedded", "finish", "kept", "office", "profile", "word_copies")
    ),  # scratch
}
"""Who may write, copy, move or remove files: everybody else leaves it to whole_file.py."""
_WRITE = frozenset({"write_bytes", "write_text", "unlink", "rename", "rmtree", "copytree", "copyfile", "move", "touch"})
_ASKS = {"commands/batch/knock.py", "studio/serve.py"}
"""Who speaks with another program: with the scheduler that the command was given, before Dask does; and with the
browser of this machine, which the studio starts."""
_NETWORK = frozenset({"urllib.request", "http", "http.client", "http.server", "ssl", "ftplib", "smtplib", "webbrowser"})


def _writes(call: ast.Call) -> bool:
    """Whether a call changes files: by a method that does, or by opening one to write."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    modes = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    if name == "open" and isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "Path(os.devnull)":
        return False
    letters = {str(m.value) for m in modes if isinstance(m, ast.Constant)} if name in ("open", "ZipFile") else set()
    return name in _WRITE or any(set(mode) & set("wxa") and len(mode) <= 3 for mode in letters)


def test_files_are_written_by_those_who_may() -> None:
    found = {module.name for module in modules() if any(map(_writes, module.calls)) and "io.BytesIO" not in module.text}
    assert found <= _WRITERS, "write through engine/whole_file.py"


@pytest.mark.parametrize(
    "code",
    ['p.open("w")', 'open(p, mode="wb")', 'ZipFile(p, "w")', "p.write_text(t)", "shutil.move(a, b)", "p.unlink()"],
)
def test_a_file_that_is_written_is_seen(code: str) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert _writes(call)


def test_nothing_reaches_for_the_network_or_for_a_shell() -> None:
    for module in modules():
        forbidden = frozenset() if module.name in _ASKS else _NETWORK
        for node in module.nodes:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert forbidden.isdisjoint(names), f"{module.name} imports {names}: penholder sends nothing"
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
                assert node.attr not in ("system", "popen"), f"{module.name}: processes are started in pdf/ alone"


def test_no_two_classes_that_others_import_have_one_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in modules():
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(module.name)
    assert {name: files for name, files in places.items() if len(files) > 1} == {}, "a search would mislead"


def test_every_room_says_what_it_is_for() -> None:
    rooms = [path for path in ENGINE.rglob("*") if path.is_dir() and any(path.glob("*.py"))]
    silent = [room for room in rooms if not ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8")))]
    assert silent == []


def test_tests_stand_in_the_rooms_of_what_they_test() -> None:
    rooms = {path.name for path in ENGINE.iterdir() if (path / "__init__.py").exists()}
    others = {"ground", "project", "material", "mutation", "fuzz", "pages", "broken", "returned"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - rooms == others
    assert [path.name for path in (ROOT / "tests").glob("test_*.py")] == []
