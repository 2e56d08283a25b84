"""YAML that comes with penholder or is written by it; for what people write, sources/yaml_file.py knows the lines."""

from __future__ import annotations

import re
from typing import Any

import yaml

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's safe loader, in C where the wheel brings it (it does on every platform we know): five times as fast."""


class NotYamlError(ValueError):
    """The text is no YAML. line: such as "line 3"; empty where nobody knows it."""

    def __init__(self, problem: str, line: str) -> None:
        super().__init__(problem)
        self.line = line


_DEEPEST, _MOST_VALUES, _LONGEST_NUMBER = 20, 60_000, 100
"""Lists and groups inside one another, of which council.yaml has three; values, of which a framework has 4,000."""
_NUMBER = re.compile(r"[-+]?(0x[0-9a-f_]+|0b[01_]+|[0-9._:e+-]+)", re.IGNORECASE)
"""What YAML may take for a number; one with colons takes time with the square of its length."""


def refuse_what_would_not_end(text: str) -> None:
    """Raises MarkedYAMLError for aliases, which can hold themselves, and for more than any person types.

    Told from the events, which PyYAML makes one by one; its trees of such text end in a crash, or fill the memory.
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
        if isinstance(event, yaml.ScalarEvent) and _is_endless_number(event):
            raise _refused(event, "a number has more digits than anybody counts with", "Write it shorter.")


def _is_endless_number(event: yaml.ScalarEvent) -> bool:
    return event.implicit[0] and len(event.value) > _LONGEST_NUMBER and bool(_NUMBER.fullmatch(event.value))


def _refused(event: yaml.Event, problem: str, fix: str) -> yaml.MarkedYAMLError:
    mark: Any = event.start_mark  # two classes of one shape, by which of PyYAML's parsers made it
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark, note=fix)


def checked_yaml_content(text: str) -> Any:
    """What a text that somebody else wrote says. Raises NotYamlError, also for more than any person types."""
    try:
        refuse_what_would_not_end(text)
    except yaml.MarkedYAMLError as fault:
        line = f"line {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        raise NotYamlError(str(fault.problem), line) from fault
    except yaml.YAMLError as fault:
        raise NotYamlError(str(fault), "") from fault
    return yaml_content(text)


def yaml_content(text: str) -> Any:
    """What a text says. Raises NotYamlError."""
    try:
        return yaml.load(text, Loader)
    except yaml.MarkedYAMLError as fault:
        line = f"line {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        raise NotYamlError(str(fault.problem), line) from fault
    except yaml.YAMLError as fault:
        raise NotYamlError(str(fault), "") from fault


def as_yaml(content: dict[str, Any]) -> str:
    """A content as a text that people can read, in its own order."""
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    return text
