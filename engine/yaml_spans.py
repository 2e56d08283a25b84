"""Where in the text of a YAML file something ends, and where something more belongs.

The tree of nodes tells it. YAML libraries write a file anew, and with that its comments, its quotation marks and its
layout; here a part of the text is put in the place of another part, and every other letter stays.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from yaml.nodes import CollectionNode, Node, ScalarNode

from engine.plain_words import clean
from engine.yaml_text import NotYamlError, as_written, marked

INDENT = "  "
_BREAK = re.compile(r"\r\n|\n|\r")


class Splice(NamedTuple):
    """Words that are put into a text. at: before which letter; instead: how many letters they take the place of."""

    at: int
    instead: int
    added: str

    def into(self, text: str) -> str:
        """The text with them."""
        return text[: self.at] + self.added + text[self.at + self.instead :]


def is_nothing(node: Node) -> bool:
    """Whether a value is none: nothing stands there, or null, or ~."""
    return isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def has_no_letters(node: Node) -> bool:
    """Whether nothing at all stands there."""
    return bool(node.start_mark.index == node.end_mark.index)


def in_brackets(node: CollectionNode, text: str, entry: str) -> Splice:
    """Behind the last entry between brackets, or behind the opening one."""
    if not node.value:
        return Splice(node.start_mark.index + 1, 0, entry)
    return Splice(end_of(node.value[-1], text), 0, f", {entry}")


def below(text: str, end: int, *lines: str) -> Splice:
    """On lines of their own below the line in which something ends, whatever stands behind it there."""
    found = _BREAK.search(text)
    newline = found[0] if found else "\n"
    at = end_of_line(text, end)
    is_last = at == len(text) and not begins_line(text, at)
    return Splice(at, 0, (newline if is_last else "") + "".join(f"{line}{newline}" for line in lines))


def begins_line(text: str, at: int) -> bool:
    """Whether a line begins there."""
    return at == 0 or text[at - 1] in "\r\n"


def start_of_line(text: str, at: int) -> int:
    """Where the line begins in which something stands."""
    while not begins_line(text, at):
        at -= 1
    return at


def end_of_line(text: str, at: int) -> int:
    """Where the next line begins; the same place where one begins there."""
    if begins_line(text, at):
        return at
    rest = _BREAK.search(text, at)
    return rest.end() if rest else len(text)


def end_of(node: Node | tuple[Node, Node], text: str) -> int:
    """Where the last letter of a value stands: a block ends, for the parser, only where the next thing begins."""
    if isinstance(node, tuple):
        return end_of(node[1], text) if not has_no_letters(node[1]) else end_of(node[0], text)
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        return end_of(node.value[-1], text)
    return int(node.end_mark.index)


def content_of(text: str) -> Any:
    """What a text says as penholder reads it, nothing twice. Raises NotYamlError."""
    read = marked(text)
    for name, line in read.repeats:
        raise NotYamlError(f'"{name}" stands a second time', f"line {line}", "Keep one of the two first.")
    return as_read(as_written(read.node)) if read.node else None


def as_read(value: Any) -> Any:
    """A value as it is read: a line break at the end of its words means nothing."""
    if isinstance(value, dict):
        return {clean(name): as_read(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_read(inner) for inner in value]
    return value if value is None else clean(value)
