"""YAML that comes with penholder or is written by it; for what people write, sources/yaml_file.py knows the lines."""

from __future__ import annotations

from typing import Any

import yaml

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's safe loader, in C where the wheel brings it (it does on every platform we know): five times as fast."""


class NotYamlError(ValueError):
    """The text is no YAML. line: such as "line 3"; empty where nobody knows it."""

    def __init__(self, problem: str, line: str) -> None:
        super().__init__(problem)
        self.line = line


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
