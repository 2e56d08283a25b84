"""YAML files, with the line of every value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from engine.findings import Finding, Place, error
from engine.record import Path, Record
from engine.yaml_text import Loader


def read_yaml(path: FilePath, file: str, schema: str) -> tuple[Record, list[Finding]]:
    """A YAML file as a record; with findings and no values when it cannot be read."""
    nothing = Record(schema, file, {})
    try:
        text = path.read_text(encoding="utf-8-sig")
        node = yaml.compose(text, Loader)
        values = yaml.load(text, Loader)
    except FileNotFoundError:
        return nothing, [
            error("I-01", Place(file), "The file is missing.", "Put it back, or start from `penholder new`.")
        ]
    except UnicodeDecodeError:
        return nothing, [error("I-02", Place(file), "The file is not saved as UTF-8.", "Save it again as UTF-8 text.")]
    except yaml.MarkedYAMLError as fault:
        line = f"line {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        message = f"This is not valid YAML: {fault.problem or fault}."
        fix = "Check the spaces at the start of the line, and put text with a colon into quotation marks."
        return nothing, [error("I-02", Place(file, line), message, fix)]
    except (yaml.YAMLError, ValueError, OSError) as fault:
        return nothing, [
            error("I-02", Place(file), f"The file cannot be read: {fault}.", "Save it again as plain text.")
        ]
    if not isinstance(values, dict) or node is None:
        return nothing, [error("I-02", Place(file), "The file holds no fields.", "Start again from `penholder new`.")]
    places = {where: f"line {line}" for where, line in _lines(node, ())}
    return Record(schema, file, values, places), list(_repeats(node, file))


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
