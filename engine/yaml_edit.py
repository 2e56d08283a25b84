"""Values changed, added and taken out in a YAML file that people write, every other byte as it was.

One value after the other is put into the place where the tree of nodes has it, in the style of what stands there. What
comes out is read back. A text over several lines by a sign (| or >) is not touched: who wrote it so edits it as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from engine.plain_words import clean
from engine.yaml_spans import (
    INDENT,
    Splice,
    below,
    content_of,
    end_of,
    end_of_line,
    in_brackets,
    is_nothing,
    start_of_line,
)
from engine.yaml_text import NotYamlError, Path, marked

Told = str | bool | None | list["Told"] | dict[str, "Told"]
_PLAIN = re.compile(r"[^\W_]([\w .()/&’+@£-]*[\w.)’+£-])?")
"""Words that mean themselves without quotation marks, between brackets too."""
_COMMA = re.compile(r"[ \t]*,")
_MEAN_MORE = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


class NotEditedError(ValueError):
    """The value cannot be put there as the file is laid out. The message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to stand at a path. The path of an entry more in a list has the number of entries that stand there.

    told: None for nothing: a field keeps its name, unless it stands between brackets; an entry of a list goes.
    comes_before: whether it is an entry more, before the one that has this number.
    """

    path: Path
    told: Told
    comes_before: bool = False


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with values changed, one after the other: what goes from a list moves those behind it.

    What comes out is read back: it says what the text said, but for these values. Raises NotEditedError.
    """
    try:
        wanted = content_of(text)
        for edit in edits:
            wanted = _with(wanted, edit.path, _as_text(edit.told), comes_before=edit.comes_before)
            if splice := _splice(text, edit):
                text = splice.into(text)
        said = content_of(text)
    except NotYamlError as fault:
        raise NotEditedError(f"It is not valid YAML ({fault.line or 'one line of it'}).") from fault
    if _bare(said) != _bare(wanted):
        raise NotEditedError("A value cannot be put there as the file is laid out.")
    return text


def can_be_edited(node: Node) -> bool:
    """Whether a value can be put in the place of another: not in that of a text over several lines by a sign."""
    return isinstance(node, ScalarNode) and node.style not in ("|", ">")


def node_at(root: Node | None, path: Path) -> Node | None:
    """What stands at a path; None where nothing does."""
    for step in path:
        found = _inner(root, step)
        if found is None:
            return None
        root = found[1]
    return root


def _inner(node: Node | None, step: str | int) -> tuple[Node | None, Node] | None:
    """The name of a field and its value, or an entry of a list without a name; None where there is none."""
    if isinstance(node, MappingNode) and isinstance(step, str):
        return next(((key, value) for key, value in node.value if clean(str(key.value)) == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _splice(text: str, edit: Edit) -> Splice | None:
    """What is put where; None where nothing is to be done."""
    around: Node | None = None
    key: Node | None = None
    node = marked(text).node
    for number, step in enumerate(edit.path):
        rest = _nested(edit.path[number + 1 :], edit.told)
        found = _inner(node, step)
        if found is None:
            return None if rest is None else _added(text, around, key, node, step, rest)
        around, (key, node) = node, found
        if is_nothing(node) and number + 1 < len(edit.path):
            return None if rest is None else _filled(text, around, key, node, rest)
    assert node is not None
    if edit.comes_before:
        return _put_before(text, around, node, edit)
    if edit.told is None:
        return _taken_out(text, around, key, node)
    if is_nothing(node):
        return _filled(text, around, key, node, edit.told)
    return _replaced(node, edit.told)


def _nested(path: Path, told: Told) -> Told:
    """A value with the groups and lists around it that are not there yet; None where there is no value."""
    for step in reversed(path):
        told = None if told is None else {step: told} if isinstance(step, str) else [told]
    return told


def _replaced(node: Node, told: Told) -> Splice:
    if isinstance(told, list | dict) or not can_be_edited(node):
        raise NotEditedError("Text over several lines, a list or a group stands where one value is to be put.")
    assert isinstance(node, ScalarNode)
    first = node.start_mark.index
    return Splice(first, node.end_mark.index - first, _scalar(told, node.style))


def _filled(text: str, around: Node | None, key: Node | None, node: Node, told: Told) -> Splice:
    """Behind the colon or the dash of a value that is nothing."""
    first, last = node.start_mark.index, node.end_mark.index
    if first < last:  # it says null, or ~
        return Splice(first, last - first, _flow(told))
    if isinstance(told, list) and key is not None and not _is_flow(around):
        margin = " " * key.start_mark.column + INDENT
        return below(text, key.end_mark.index, *(f"{margin}- {_flow(one)}" for one in told))
    if key is not None and text[first - 1 : first] != ":":  # between braces a name may stand alone
        return Splice(key.end_mark.index, 0, f": {_flow(told)}")
    return Splice(first, 0, f" {_flow(told)}")


def _added(text: str, around: Node | None, key: Node | None, node: Node | None, step: str | int, told: Told) -> Splice:
    """A field more in a group, or an entry more in a list."""
    if node is None or (around is None and is_nothing(node)):
        return below(text, node.start_mark.index if node else len(text), *_lines(str(step), told, ""))
    if isinstance(node, MappingNode) and isinstance(step, str):
        if node.flow_style:
            return in_brackets(node, text, f"{step}: {_flow(told)}")
        return below(text, end_of(node, text), *_lines(step, told, " " * node.start_mark.column))
    if isinstance(node, SequenceNode) and step == len(node.value):
        if not node.flow_style:
            return below(text, end_of(node, text), *_entry(node, told))
        if not node.value and isinstance(told, dict) and key is not None and not _is_flow(around):
            return _unfolded(text, key, node, told)
        return in_brackets(node, text, _flow(told))
    raise NotEditedError("Something else stands there.")


def _unfolded(text: str, key: Node, node: Node, told: Told) -> Splice:
    """The first entry of a list that says [] goes on a line of its own below."""
    first, last = node.start_mark.index, node.end_mark.index
    first -= text[first - 1 : first] == " "
    end = below(text, last, f"{' ' * key.start_mark.column}{INDENT}- {_flow(told)}")
    return Splice(first, end.at - first, text[last : end.at] + end.added)


def _lines(name: str, told: Told, margin: str) -> list[str]:
    """A field on lines of its own."""
    if isinstance(told, list):
        return [f"{margin}{name}:", *(f"{margin}{INDENT}- {_flow(one)}" for one in told)]
    return [f"{margin}{name}: {_flow(told)}"]


def _entry(node: SequenceNode, told: Told) -> list[str]:
    """An entry more, laid out as the last one is."""
    margin, last = node.start_mark.column, node.value[-1]
    if isinstance(told, dict) and isinstance(last, MappingNode) and not last.flow_style:
        column = last.start_mark.column
        dash = f"{' ' * margin}-".ljust(column)
        fields = [f"{name}: {_flow(value)}" for name, value in told.items()]
        return [f"{dash}{fields[0]}", *(f"{' ' * column}{field}" for field in fields[1:])]
    return [f"{' ' * margin}- {_flow(told)}"]


def _put_before(text: str, around: Node | None, node: Node, edit: Edit) -> Splice:
    """An entry more on a line below the one before it, so that a comment stays with the entry that it is about."""
    if _is_flow(around):
        return Splice(node.start_mark.index, 0, f"{_flow(edit.told)}, ")
    first = _begins_its_line(text, node)
    assert isinstance(around, SequenceNode)
    number = around.value.index(node)
    at = end_of(around.value[number - 1], text) if number else first
    return below(text, at, f"{' ' * around.start_mark.column}- {_flow(edit.told)}")


def _taken_out(text: str, around: Node | None, key: Node | None, node: Node) -> Splice:
    if _is_flow(around):
        return _out_of_brackets(text, around, node)
    if key is None:
        return _line_out(text, node)
    if not (_is_flow(node) or can_be_edited(node)):
        raise NotEditedError("A list, a group or text over several lines stands there.")
    first, last = key.end_mark.index, node.end_mark.index
    colon = text.find(":", first, node.start_mark.index + 1) + 1
    if text[colon : node.start_mark.index].strip():  # a comment stands before it
        colon = node.start_mark.index
    return Splice(colon, max(0, last - colon), "")


def _line_out(text: str, node: Node) -> Splice:
    """An entry of a list with its lines, and what stands behind it on the last one."""
    first = _begins_its_line(text, node)
    return Splice(first, end_of_line(text, end_of(node, text)) - first, "")


def _begins_its_line(text: str, node: Node) -> int:
    """Where the line of an entry begins. Raises NotEditedError where something else stands before it."""
    first = start_of_line(text, node.start_mark.index)
    if not re.fullmatch(r"[ \t]*-[ \t]*", text[first : node.start_mark.index]):
        raise NotEditedError("The entry stands on a line with something else.")
    return first


def _out_of_brackets(text: str, around: Any, node: Node) -> Splice:
    """A field or an entry with the comma that parts it from the next one; the last, from the one before."""
    parts = around.value
    number = next(i for i, one in enumerate(parts) if node in (one if isinstance(one, tuple) else (one,)))
    first = _start_of(parts[number])
    last = end_of(parts[number], text)
    if number + 1 < len(parts):
        after = text.index(",", last) + 1
        return Splice(first, after + (text[after : after + 1] == " ") - first, "")
    if number:
        comma = text.index(",", end_of(parts[number - 1], text))
        if not text[comma + 1 : first].strip():
            return Splice(comma, last - comma, "")
    behind = _COMMA.match(
        text, last
    )  # of the only one; or a comment before it stays, and so does the comma before that
    return Splice(first, (behind.end() if behind else last) - first, "")


def _start_of(part: Any) -> int:
    return int((part[0] if isinstance(part, tuple) else part).start_mark.index)


def _is_flow(node: Node | None) -> bool:
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _flow(told: Told) -> str:
    """A value on one line."""
    if isinstance(told, dict):
        return "{" + ", ".join(f"{name}: {_flow(value)}" for name, value in told.items()) + "}"
    if isinstance(told, list):
        return "[" + ", ".join(_flow(one) for one in told) + "]"
    return _scalar(told, None)


def _scalar(told: Told, style: str | None) -> str:
    """Words in the style of those that stood there, as far as they can be written so."""
    if isinstance(told, bool):
        return str(told).lower()
    words = str(told)
    if not style and _PLAIN.fullmatch(words) and words.casefold() not in _MEAN_MORE:
        return words
    if style == "'" and words.isprintable():
        return "'" + words.replace("'", "''") + "'"
    dumped: str = yaml.safe_dump(words, default_style='"', allow_unicode=True, width=10**9)
    return dumped.strip()


def _as_text(told: Told) -> Any:
    """A value as it is read: every scalar is text."""
    if isinstance(told, dict):
        return {name: _as_text(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_as_text(one) for one in told]
    return str(told).lower() if isinstance(told, bool) else told if told is None else clean(told)


def _with(content: Any, path: Path, told: Any, *, comes_before: bool) -> Any:
    """A content with another value at a path, or one more before what stands there."""
    if not path:
        return told
    step, *rest = path
    if isinstance(step, str):
        group = content if isinstance(content, dict) else {}
        return {**group, step: _with(group.get(step), tuple(rest), told, comes_before=comes_before)}
    entries = list(content) if isinstance(content, list) else []
    if told is None and not rest:
        return entries[:step] + entries[step + 1 :]
    if comes_before and not rest:
        return [*entries[:step], told, *entries[step:]]
    inner = _with(entries[step] if step < len(entries) else None, tuple(rest), told, comes_before=comes_before)
    return [*entries[:step], inner, *entries[step + 1 :]]


def _bare(content: Any) -> Any:
    """A content without what says nothing: a field without a value is as one that is not there."""
    if isinstance(content, dict):
        return {name: bare for name, value in content.items() if (bare := _bare(value)) is not None} or None
    if isinstance(content, list):
        return [_bare(one) for one in content] or None
    return content
