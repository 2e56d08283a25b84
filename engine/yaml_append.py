"""An entry added to a list of a YAML file that people write, every other byte as it was.

YAML libraries write a file anew, and with that its comments, its quotation marks and its layout. Here the text of one
entry is put into the one place of the text where it belongs, which the tree of nodes tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from engine.plain_words import clean, one_line
from engine.yaml_spans import INDENT, Splice, as_read, below, content_of, end_of, in_brackets, is_nothing
from engine.yaml_text import NotYamlError, as_written, marked

Value = str | bool | date


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
    result = _where(read.node, text, field, _one_line(entry)).into(text)
    if not _says(result, _with_entry(as_written(read.node) if read.node else None, field, entry)):
        raise NotAppendedError(
            f"Nothing can be added under {field} as it is laid out.", f"Add the ruling by hand: {_one_line(entry)}"
        )
    return result


def _where(root: Node | None, text: str, field: str, entry: str) -> Splice:
    """Where the entry is put, and how it is written there."""
    if root is None or is_nothing(root):
        return below(text, root.start_mark.index if root else len(text), f"{field}:", f"{INDENT}- {entry}")
    if not isinstance(root, MappingNode):
        raise NotAppendedError("It holds no fields.", "Begin it with the name of a list, such as ratings:")
    for key, value in root.value:
        if clean(str(key.value)) == field:
            return _into(key, value, text, entry, is_inside_brackets=bool(root.flow_style))
    if root.flow_style:
        return in_brackets(root, text, f"{field}: [{entry}]")
    margin = " " * root.start_mark.column
    return below(text, end_of(root, text), f"{margin}{field}:", f"{margin}{INDENT}- {entry}")


def _into(key: Node, value: Node, text: str, entry: str, *, is_inside_brackets: bool) -> Splice:
    """As _where says, for a field that is there."""
    if isinstance(value, SequenceNode):
        if value.flow_style:
            return in_brackets(value, text, entry)
        return below(text, end_of(value, text), f"{' ' * value.start_mark.column}- {entry}")
    if not is_nothing(value):
        raise NotAppendedError(
            f"{key.value} holds no list, so nothing can be added to it.",
            "Begin each ruling with a dash, as docs/inputs.md shows.",
        )
    first, last = value.start_mark.index, value.end_mark.index
    if first < last:  # it says null, or ~
        return Splice(first, last - first, f"[{entry}]")
    if is_inside_brackets:
        return Splice(first, 0, f" [{entry}]")
    return below(text, key.end_mark.index, f"{' ' * (key.start_mark.column)}{INDENT}- {entry}")


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
        return bool(content_of(text) == as_read(wanted))
    except NotYamlError:
        return False
