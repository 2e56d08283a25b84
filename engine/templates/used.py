"""Which fields a template uses, found in its tags without any data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import nodes

from engine.templates.field_list import known_fields
from engine.templates.places import with_lines
from engine.templates.template import Template, TemplateDocument

_ENTRY = re.compile(r"\[\]")
Names = dict[str, str]
"""The names that loops and assignments give, and the path each leads to; "" where it leads to no data."""


def used_fields(template: Template) -> frozenset[str]:
    """The paths of all fields a template uses, [] after the name of a list, in every part that holds tags.

    Raises TemplateError, naming the place, where a tag cannot be read.
    """
    used: set[str] = set()
    document = TemplateDocument(template)
    for part, source in document.sources():
        lined = with_lines(source)
        with document.with_faults_placed(lined, part):
            used.update(_used(template.environment.read(lined), {}))
    return frozenset(used)


def known_paths(used: frozenset[str], template: str) -> frozenset[str]:
    """Of the paths used, those that stand for a field of a template. Who uses one of a list uses the list."""
    known = known_fields(template)
    around = {path[: mark.end()] for path in used for mark in _ENTRY.finditer(path)}
    return frozenset(path for path in {*used, *around, *(f"{path}[]" for path in used)} if path in known)


def _used(node: nodes.Node, names: Names) -> Iterator[str]:
    if isinstance(node, nodes.For):
        yield from _used_in_loop(node, names)
    elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
        yield from _used(node.node, names)
        names[node.target.name] = _path(node.node, names)
    elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        yield from filter(None, [_path(node, names)])
    else:
        for child in node.iter_child_nodes():
            yield from _used(child, names)


def _used_in_loop(node: nodes.For, names: Names) -> Iterator[str]:
    listed = _path(node.iter, names)
    yield from _used(node.iter, names)
    if listed:
        yield f"{listed}[]"
    inner = names | {"loop": ""}
    if isinstance(node.target, nodes.Name):
        inner[node.target.name] = f"{listed}[]" if listed else ""
    for child in (*node.body, *([node.test] if node.test else [])):
        yield from _used(child, inner)
    for child in node.else_:
        yield from _used(child, names)


def _path(node: nodes.Node, names: Names) -> str:
    """The path an expression leads to; "" where it leads to no data. Filters leave entries as they are."""
    if isinstance(node, nodes.Name):
        return names.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        return _joined(_path(node.node, names), node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        listed = _path(node.node, names)
        return (f"{listed}[]" if listed else "") if isinstance(node.arg.value, int) else _joined(listed, node.arg.value)
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _path(node.node, names)
    return ""


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else ""
