"""The fields that filters of lists name in quotation marks, as in actions|sort(attribute="due")."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

_PLACE = {
    "groupby": 0,
    "map": None,
    "max": 1,
    "min": 1,
    "rejectattr": 0,
    "selectattr": 0,
    "sort": 2,
    "sum": 0,
    "unique": 1,
    "join": 1,
}
"""Which argument names a field of each entry, beside one that is given as attribute=."""


def named_fields(node: nodes.Filter) -> Iterator[tuple[str, ...]]:
    """The steps to each field that a filter names: "statement.name" is two; none where it names none in plain words."""
    place = _PLACE.get(node.name)
    given = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if place is not None and place < len(node.args):
        given.append(node.args[place])
    for named in given if node.name in _PLACE else ():
        if isinstance(named, nodes.Const) and isinstance(named.value, str):
            every = named.value.split(",") if node.name == "sort" else [named.value]
            yield from (tuple(one.strip().split(".")) for one in every)
