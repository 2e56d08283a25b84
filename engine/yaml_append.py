"""An entry added to a list of a YAML file that people write, every other byte as it was.

YAML libraries write a file anew, and with that its comments, its quotation marks and its layout. Here the text of one
entry is put into the one place of the text where it belongs, which the tree of nodes tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from engine.plain_words import clean, one_line
from engine.yaml_text import NotYamlError, as_written, marked

Value = str | bool | date
_BREAK = re.compile(r"\r\n|\n|\r")
_INDENT = "  "


class NotAppendedError(ValueError):
    """The entry cannot be added. reason: a sentence that says why; fix: one that says what to do."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix


def appended(text: str, field: str, entry: Mapping[str, Value]) -> str:
    """The text with an entry more in the list of a field, which is made where there is none.

    What comes out is read back: it says what the text said, and the entry last in its list. Raises NotAppendedError.
    """
    try:
        read = marked(text)
    except NotYamlError as fault:
        raise NotAppendedError(
            f"It is not valid YAML ({fault.line or 'one line of it'}).", "Put it right first."
        ) from fault
    if read.repeats:
        name, line = read.repeats[0]
        raise NotAppendedError(f'"{name}" stands a second time in line {line}.', "Keep one of the two first.")
    at, instead, added = _where(read.node, text, field, _one_line(entry))
    result = text[:at] + added + text[at + instead :]
    if not _says(result, _with_entry(as_written(read.node) if read.node else None, field, entry)):
        raise NotAppendedError(
            f"Nothing can be added under {field} as it is laid out.", f"Add the ruling by hand: {_one_line(entry)}"
        )
    return result


def _where(root: Node | None, text: str, field: str, entry: str) -> tuple[int, int, str]:
    """Where something is put, how many letters it takes the place of, and what it is."""
    if root is None or _is_nothing(root):
        return _below(text, root.start_mark.index if root else len(text), f"{field}:", f"{_INDENT}- {entry}")
    if not isinstance(root, MappingNode):
        raise NotAppendedError("It holds no fields.", "Begin it with the name of a list, such as ratings:")
    for key, value in root.value:
        if clean(str(key.value)) == field:
            return _into(key, value, text, entry, is_inside_brackets=bool(root.flow_style))
    if root.flow_style:
        return _in_brackets(root, text, f"{field}: [{entry}]")
    margin = " " * root.start_mark.column
    return _below(text, _end(root, text), f"{margin}{field}:", f"{margin}{_INDENT}- {entry}")


def _into(key: Node, value: Node, text: str, entry: str, *, is_inside_brackets: bool) -> tuple[int, int, str]:
    """As _where says, for a field that is there."""
    if isinstance(value, SequenceNode):
        if value.flow_style:
            return _in_brackets(value, text, entry)
        return _below(text, _end(value, text), f"{' ' * value.start_mark.column}- {entry}")
    if not _is_nothing(value):
        raise NotAppendedError(
            f"{key.value} holds no list, so nothing can be added to it.",
            "Begin each ruling with a dash, as docs/inputs.md shows.",
        )
    first, last = value.start_mark.index, value.end_mark.index
    if first < last:  # it says null, or ~
        return first, last - first, f"[{entry}]"
    if is_inside_brackets:
        return first, 0, f" [{entry}]"
    return _below(text, key.end_mark.index, f"{' ' * (key.start_mark.column)}{_INDENT}- {entry}")


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _in_brackets(node: CollectionNode, text: str, entry: str) -> tuple[int, int, str]:
    """Behind the last entry between brackets, or behind the opening one."""
    if not node.value:
        return node.start_mark.index + 1, 0, entry
    return _end(node.value[-1], text), 0, f", {entry}"


def _below(text: str, end: int, *lines: str) -> tuple[int, int, str]:
    """On lines of their own below the line in which something ends, whatever stands behind it there."""
    found = _BREAK.search(text)
    newline = found[0] if found else "\n"
    rest = _BREAK.search(text, end) if not _begins_line(text, end) else None
    if _begins_line(text, end):
        return end, 0, "".join(f"{line}{newline}" for line in lines)
    if rest is None:
        return len(text), 0, newline + "".join(f"{line}{newline}" for line in lines)
    return rest.end(), 0, "".join(f"{line}{newline}" for line in lines)


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "\r\n"


def _end(node: Node | tuple[Node, Node], text: str) -> int:
    """Where the last letter of a value stands: a block ends, for the parser, only where the next thing begins."""
    if isinstance(node, tuple):
        return _end(node[1], text) if not _is_empty(node[1]) else _end(node[0], text)
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        return _end(node.value[-1], text)
    return int(node.end_mark.index)


def _is_empty(node: Node) -> bool:
    return bool(node.start_mark.index == node.end_mark.index)


def _one_line(entry: Mapping[str, Value]) -> str:
    """The entry in braces, on one line, quoted where its words could be taken for something else."""
    dumped = yaml.safe_dump(_clean(entry), default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**9)
    return str(dumped).strip()


def _clean(entry: Mapping[str, Value]) -> dict[str, Value]:
    """The entry with each of its texts on one line."""
    return {name: one_line(value) if isinstance(value, str) else value for name, value in entry.items()}


def _with_entry(before: Any, field: str, entry: Mapping[str, Value]) -> dict[str, Any]:
    """What the file says afterwards, as it is read."""
    told = {
        name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in _clean(entry).items()
    }
    content = dict(before or {})
    name = next((name for name in content if clean(name) == field), field)
    return content | {name: [*(content.get(name) or []), told]}


def _says(text: str, wanted: dict[str, Any]) -> bool:
    try:
        read = marked(text)
    except NotYamlError:
        return False
    return read.node is not None and not read.repeats and _as_read(as_written(read.node)) == _as_read(wanted)


def _as_read(value: Any) -> Any:
    """A value as it is read: a line break at the end of its words means nothing."""
    if isinstance(value, dict):
        return {clean(name): _as_read(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_read(inner) for inner in value]
    return value if value is None else clean(value)
