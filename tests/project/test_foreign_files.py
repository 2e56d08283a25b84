"""Files that arrive are opened in engine/foreign/ alone: whoever opens one elsewhere passes its bounds by."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.material.engine_code import modules

_OPENERS = frozenset({"load_workbook", "open_workbook", "DocxTemplate", "ZipFile", "is_zipfile", "from_blob"})
_OWN = {
    "word/package.py": "what was made here, and zip files that are written",
    "forms/guide.py": "a house copy",
    "rendering/relations.py": "pictures that foreign/ has looked at, and those drawn here",
    "forms/narrative.py": "a new document",
    "forms/adopted_form.py": "a new document",
    "commands/zipped.py": "a zip file that is written",
    "commands/watch.py": "whether a file that is being saved is whole, told without opening it",
}
"""Modules that open what is not foreign, and what it is."""


def _opens(call: ast.Call) -> bool:
    """Whether a call opens an Office file or a picture."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "open":
        return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value).split(".")[-1] == "Image"
    if name == "Document":  # penholder's own list of documents is made by keyword
        return not call.keywords
    return name in _OPENERS


def _calls(code: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))


def test_files_that_arrive_are_opened_in_one_room() -> None:
    found = {
        module.name
        for module in modules()
        if module.name.split("/")[-2:-1] != ["foreign"] and any(map(_opens, module.calls))
    }
    assert found == set(_OWN), "open it with engine/foreign/, or say here why it is none that arrives"


@pytest.mark.parametrize(
    "code",
    [
        *("ZipFile(p)", "zipfile.ZipFile(p)", "zipfile.is_zipfile(p)", "Document(p)", "docx.Document(p)"),
        *("load_workbook(p)", "openpyxl.load_workbook(p)", "xlrd.open_workbook(p)"),
        *("Image.open(p)", "PIL.Image.open(p)", "WordImage.from_blob(b)"),
    ],
)
def test_a_file_that_is_opened_is_seen(code: str) -> None:
    assert any(map(_opens, _calls(code)))


@pytest.mark.parametrize("code", ["path.open('rb')", "Document(id=1)", "open(p)"])
def test_other_calls_are_none_of_it(code: str) -> None:
    assert not any(map(_opens, _calls(code)))
