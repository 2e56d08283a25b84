"""YAML files, with the line of every value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from engine.findings import Finding, Place, error
from engine.foreign.limits import YAML
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.foreign.words import refuse_endless_words
from engine.model.record import Path, Record
from engine.plain_words import clean
from engine.yaml_text import Loader, refuse_what_would_not_end

_TEXT = "tag:yaml.org,2002:str"
_FIX = "Check the spaces at the start of the line, and put text with a colon into quotation marks."


def read_yaml(path: FilePath, file: str, schema: str) -> tuple[Record, list[Finding]]:
    """A YAML file as a record; with findings and no values when it cannot be read."""
    nothing = Record(schema, file, {})
    if not is_there(path):
        return nothing, [
            error("I-01", Place(file), "The file is missing.", "Put it back, or start from `penholder new`.")
        ]
    try:
        text = whole(path, YAML).decode("utf-8-sig")
        refuse_what_would_not_end(text)
        refuse_endless_words(text)
        node, values = _read(text)
    except RefusedFile as refused:
        return nothing, [error("I-02", Place(file), *refused.reason)]
    except UnicodeDecodeError:
        return nothing, [error("I-02", Place(file), "The file is not saved as UTF-8.", "Save it again as UTF-8 text.")]
    except yaml.MarkedYAMLError as fault:
        line = f"line {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        message = f"This is not valid YAML: {fault.problem or fault}."
        return nothing, [error("I-02", Place(file, line), message, fault.note or _FIX)]
    except ReaderError:
        message = "The file holds control characters, which no text has."
        return nothing, [error("I-02", Place(file), message, "Open it in a text editor, take them out, and save it.")]
    except (yaml.YAMLError, ValueError, OSError) as fault:
        return nothing, [
            error("I-02", Place(file), f"The file cannot be read: {fault}.", "Save it again as plain text.")
        ]
    if not isinstance(values, dict) or not values or node is None:
        return nothing, [error("I-02", Place(file), "The file holds no fields.", "Start again from `penholder new`.")]
    places = {where: f"line {line}" for where, line in _lines(node, ())}
    return Record(schema=schema, file=file, values=values, places=places), list(_repeats(node, file))


def _read(text: str) -> tuple[Node | None, Any]:
    """The tree of the file and its values, with text cleaned and dates that no calendar has left as text."""
    loader: Any = Loader(text)
    try:
        loader.yaml_constructors = {**loader.yaml_constructors, **_OURS}
        node = loader.get_single_node()
        if node is None:
            return None, None
        _take_keys_as_text(node)
        return node, loader.construct_document(node)
    finally:
        loader.dispose()


def _take_keys_as_text(node: Node) -> None:
    """The names of fields are text, also where YAML sees a number, a date or a yes in them."""
    for key, value in node.value if isinstance(node, MappingNode) else ():
        if isinstance(key, ScalarNode):
            key.tag = _TEXT
        _take_keys_as_text(value)
    for value in node.value if isinstance(node, SequenceNode) else ():
        _take_keys_as_text(value)


def _date_or_text(loader: yaml.SafeLoader, node: ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except (ValueError, AttributeError):  # AttributeError: PyYAML takes a tag at its word, whatever the text
        return node.value


def _clean_text(loader: yaml.SafeLoader, node: ScalarNode) -> str:
    return clean(str(loader.construct_scalar(node)))


_OURS = {"tag:yaml.org,2002:timestamp": _date_or_text, _TEXT: _clean_text}


def _lines(node: Node, path: Path) -> Iterator[tuple[Path, int]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            yield inner, key.start_mark.line + 1
            yield from _lines(value, inner)
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            yield (*path, index), value.start_mark.line + 1
            yield from _lines(value, (*path, index))


def _repeats(node: Node, file: str) -> Iterator[Finding]:
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value in seen:
                place = Place(file, f"line {key.start_mark.line + 1}")
                yield error("I-11", place, f'"{key.value}" stands here a second time.', "Keep one of the two.")
            seen.add(str(key.value))
            yield from _repeats(value, file)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _repeats(value, file)
