"""penholder writes where people write by the doors that are listed, and by no other way."""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli.main import penholder
from engine.doors import Door
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.engine_code import modules

DOORS = {
    Door.ARRIVE: "commands/arrive/accepting.py",
    Door.SETTLE: "commands/settle/recording.py",
    Door.COUNCIL: "commands/council/saving.py",
    Door.SEND: "commands/send/record.py",
    Door.ADOPT: "commands/adopt.py",
    Door.IMPORT_WORDING: "commands/framework_import.py",
    Door.USE_FRAMEWORK: "commands/framework_editions.py",
    Door.KEEP_REQUEST: "commands/information_return.py",
    Door.ADD_STYLES: "commands/template_styles.py",
    Door.PUT_TEMPLATE: "commands/template_put.py",
    Door.BRAND: "commands/brand.py",
}
"""The module behind each door. There is one list, Door; a new one is named there, in README.md and here."""
KEEPERS = {"doors.py": "open_door", "assembly/earlier_templates.py": "replace_templates"}
"""What writes into inputs/ and word_templates/, keeping what it replaces, and by which function that is asked for."""
ELSEWHERE = {
    "whole_file.py": "for all of these",
    "patient_moves.py": "for all of these",
    "cache.py": "the user's cache",
    "own_faults.py": "the user's cache",
    "assembly/good_templates.py": "outputs/",
    "publishing/publish.py": "outputs/",
    "publishing/file_by_file.py": "outputs/",
    "publishing/put_aside.py": "outputs/",
    "publishing/build_log.py": "outputs/",
    "commands/brand.py": "new files alone, where it is asked to; into word_templates/ by its door",
    "commands/change_note.py": "new files alone, where it is asked to",
    "commands/preview.py": "outputs/, or where it is asked to",
    "signatures/register.py": "signoff/",
    "commands/signoff/issued_files.py": "signoff/",
    "commands/new.py": "a new folder",
    "commands/forms.py": "new files alone",
    "studio/pile.py": "what was sent to the studio, until it is taken in by its door",
    "studio/serve.py": "the user's cache",
    "studio/shortcut.py": "the user's menu of programs, where it is asked to",
    "commands/template_check.py": "new files alone, where it is asked to",
    "commands/template_fields.py": "new files alone, where it is asked to",
    "commands/template_new.py": "new files alone, where it is asked to",
    "commands/arrive/recognising.py": "a folder for the time of a look",
    "pdf": "a folder for the time of a conversion",
}
"""Every other module that writes, and where it does."""
_WRITES = frozenset({"write_bytes", "write_text", "unlink", "rename", "rmtree", "copytree", "copyfile", "touch"})
_OF_WRITERS = frozenset({"whole_file", "patient_moves"})


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    of = ast.unparse(call.func.value)
    if of == "shutil":
        return call.func.attr.startswith(("copy", "rmtree"))
    return of in _OF_WRITERS or call.func.attr in _WRITES


def _is_called(call: ast.Call) -> str:
    """The name of the function, wherever it is asked for; empty where it has none."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_every_module_that_writes_is_known_and_where_it_does() -> None:
    found = {module.name for module in modules() if any(map(_writes, module.calls))}
    known = KEEPERS.keys() | ELSEWHERE.keys()
    strangers = {name for name in found if not {name, name.partition("/")[0]} & known}
    assert strangers == set(), "say where it writes; where people write, only through engine/doors.py"


def test_each_door_is_one_module_that_keeps_what_it_replaces() -> None:
    askers = {
        module.name
        for module in modules()
        if module.name not in KEEPERS and not set(KEEPERS.values()).isdisjoint(map(_is_called, module.calls))
    }
    assert askers == set(DOORS.values())
    assert DOORS.keys() == set(Door)


@pytest.mark.parametrize("door", Door)
def test_readme_names_each_door(door: Door) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    promises = readme[readme.index("## What it never does") : readme.index("## Where the wording comes from")]
    assert f"`{door}`" in " ".join(promises.split())


@pytest.mark.office
@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["build", "--no-pdf"],
        ["verify"],
        ["settle", "--all"],
        ["arrive", "--look", "README"],
        ["signoff", "status"],
        ["forms"],
        ["template", "check"],
        ["doctor"],
        ["framework", "show"],
    ],
    ids=" ".join,
)
def test_no_other_command_changes_what_people_write(
    little: Workspace, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (little.root / "README").write_text("Words.\n", encoding="utf-8")
    monkeypatch.chdir(little.root)
    before = _of_people(little)
    CliRunner().invoke(penholder, arguments)
    assert _of_people(little) == before


def _of_people(workspace: Workspace) -> dict[Path, str]:
    folders = (workspace.inputs, workspace.root / "word_templates", workspace.root / "data_schemas")
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
