"""YAML as text: what people write and what comes with penholder, within bounds, and never more than was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from engine.pasted_yaml import PastedSign, PlainWords, pasted_in_lines, pasted_in_values

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's safe loader, in C where the wheel brings it (it does on every platform we know): five times as fast."""
Path = tuple[str | int, ...]


class NotYamlError(ValueError):
    """The text is no YAML. line: such as "line 3"; empty where nobody knows it. fix: what to do; may be empty.

    pasted: the lines with signs that something else put in place of YAML's.
    """

    def __init__(self, problem: str, line: str, fix: str = "", pasted: Sequence[PastedSign] = ()) -> None:
        super().__init__(problem)
        self.line = line
        self.fix = fix
        self.pasted = tuple(pasted)


@dataclass(frozen=True, slots=True)
class WrittenYaml:
    """A text's tree, and the lines of its values by their path.

    repeats: fields that stand there twice, with the line of the second. pasted: names and values with signs that
    something else put in place of YAML's.
    """

    node: Node | None
    lines: dict[Path, int]
    repeats: tuple[tuple[str, int], ...]
    pasted: tuple[PastedSign, ...] = ()

    def line_of(self, path: Path) -> str:
        """Where a value stands, or the nearest thing around it: "line 3"; empty where nobody knows."""
        for length in range(len(path), 0, -1):
            if number := self.lines.get(path[:length]):
                return f"line {number}"
        return ""


_DEEPEST, _MOST_VALUES, _LONGEST_NUMBER = 20, 60_000, 100
"""Lists and groups inside one another, of which council.yaml has three; values, of which a framework has 4,000."""
_NUMBER = re.compile(r"[-+]?(0x[0-9a-f_]+|0b[01_]+|[0-9._:e+-]+)", re.IGNORECASE)
"""What YAML may take for a number; one with colons takes time with the square of its length."""
_OF_YAML = "tag:yaml.org,2002:"
_NULL = f"{_OF_YAML}null"
_NO_LETTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML cannot hold, named by what it is for the same reason as in plain_words.py."""


def marked(text: str) -> WrittenYaml:
    """A text that people wrote, looked through. Raises NotYamlError for what is no YAML, or more than any person types.

    Aliases are refused, for they can hold themselves; so are tags, which make something else of what is written.
    """
    try:
        _refuse_what_would_not_end(text)
        node = yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as fault:
        line = f"line {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        raise NotYamlError(str(fault.problem or fault), line, fault.note or "", pasted_in_lines(text)) from fault
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        problem = "the file holds control characters, which no text has"
        raise NotYamlError(problem, "", "Open it in a text editor, take them out, and save it.") from fault
    pasted = tuple(pasted_in_values(_plain_words(node))) if node else ()
    return WrittenYaml(node, dict(_lines(node, ())) if node else {}, tuple(_repeats(node)) if node else (), pasted)


def as_written(node: Node) -> Any:
    """A tree with every value as the text that stands there, and None where nothing does: nothing is guessed.

    Without quotation marks, YAML itself would make a number of 017 and 1:30, and a yes or no of on.
    """
    if isinstance(node, MappingNode):
        return {str(key.value): as_written(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [as_written(value) for value in node.value]
    return None if node.tag == _NULL else node.value


def _refuse_what_would_not_end(text: str) -> None:
    """Raises MarkedYAMLError. Told from the events, which PyYAML makes one by one; its trees of such text end in a
    crash, or fill the memory.
    """
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader)):
        if isinstance(event, yaml.AliasEvent):
            raise _refused(event, "an alias (*) stands for other text", "Write the text itself, here too.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _refused(event, "too many lists stand inside one another", "Take the brackets out.")
        if count > _MOST_VALUES:
            problem = f"the file has more than {_MOST_VALUES:,} values, which is the most that is read"
            raise _refused(event, problem, "Take out what does not belong here.")
        if tag := getattr(event, "tag", None):
            fix = "Take out the exclamation mark and its word, or put the whole text into quotation marks."
            raise _refused(event, f"a tag ({tag.replace(_OF_YAML, '!!')}) stands before a value", fix)
        if isinstance(event, yaml.ScalarEvent) and _is_endless_number(event):
            raise _refused(event, "a number has more digits than anybody counts with", "Write it shorter.")


def _is_endless_number(event: yaml.ScalarEvent) -> bool:
    return event.implicit[0] and len(event.value) > _LONGEST_NUMBER and bool(_NUMBER.fullmatch(event.value))


def _refused(event: yaml.Event | Node, problem: str, fix: str) -> yaml.MarkedYAMLError:
    mark: Any = event.start_mark  # two classes of one shape, by which of PyYAML's parsers made it
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark, note=fix)


def _lines(node: Node, path: Path) -> Iterator[tuple[Path, int]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                problem = "the name of a field is a list or a group"
                raise NotYamlError(problem, f"line {key.start_mark.line + 1}", "Write a word before the colon.")
            inner = (*path, str(key.value))
            yield inner, key.start_mark.line + 1
            yield from _lines(value, inner)
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            yield (*path, index), value.start_mark.line + 1
            yield from _lines(value, (*path, index))


def _plain_words(node: Node, *, is_name: bool = False) -> Iterator[PlainWords]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _plain_words(key, is_name=True)
            yield from _plain_words(value)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _plain_words(value)
    elif isinstance(node, ScalarNode) and not node.style:
        yield PlainWords(str(node.value), node.start_mark.line + 1, is_name)


def _repeats(node: Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(str(key.value))
            yield from _repeats(value)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _repeats(value)


def checked_yaml_content(data: bytes) -> tuple[Any, WrittenYaml]:
    """What a file of rules says, with its lines. Raises NotYamlError, also for fields that stand there twice."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotYamlError("it is not saved as UTF-8", "", "Save it again as UTF-8 text.") from fault
    try:
        read = marked(text)
    except NotYamlError as fault:
        for sign in fault.pasted:
            raise NotYamlError(sign.problem, f"line {sign.line}", sign.fix, fault.pasted) from fault
        raise
    for sign in read.pasted:
        raise NotYamlError(sign.problem, f"line {sign.line}", sign.fix, read.pasted)
    for name, line in read.repeats:
        raise NotYamlError(f'the field "{name}" stands there a second time', f"line {line}", "Keep one of the two.")
    for path, value in _texts(read.node, ()):
        if found := _NO_LETTER.search(value):
            problem = f"a character stands there that no text has (U+{ord(found[0]):04X})"
            raise NotYamlError(problem, read.line_of(path), "Take it out.")
    return yaml_content(text), read


def _texts(node: Node | None, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield (*path, str(key.value)), str(key.value)
            yield from _texts(value, (*path, str(key.value)))
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            yield from _texts(value, (*path, index))
    elif node is not None:
        yield path, node.value


def yaml_content(text: str) -> Any:
    """What a text says. Raises NotYamlError."""
    try:
        return yaml.load(text, Loader)
    except yaml.MarkedYAMLError as fault:
        line = f"line {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        raise NotYamlError(str(fault.problem), line) from fault
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as fault:
        raise NotYamlError(str(fault), "") from fault  # a date that no calendar has, a number that is none


def as_yaml(content: dict[str, Any]) -> str:
    """A content as a text that people can read, in its own order."""
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    return text
