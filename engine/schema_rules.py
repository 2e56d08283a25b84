"""What a council may alter in a schema, so that everything that reads it still can: words, and stricter rules.

The report is made of the fields of the house schema. They stay, with their types; what a field is called, what is said
when it is wrong, and how much is asked of it may be altered. Plain fields of a council's own may stand beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from engine.findings import Severity
from engine.plain_words import folded
from engine.shape import Each, Fault, Flag, GroupOf, OneOf, Path, Text, Whole, faults_of, in_words, named

_WORDS = Text(most=500)
_META = GroupOf(
    {},
    {
        **dict.fromkeys(("sheet", "column", "heading", "label"), _WORDS),
        "fix": Text(most=2_000),
        "code": Text("[A-Z]{1,3}-[0-9]{1,3}", "a code such as D-01"),
        "severity": OneOf(tuple(Severity)),
        "also": Each(_WORDS),
        "was": Each(Text(most=200)),
        "holds": OneOf(("sentence", "story", "bullets", "table")),
        "optional": Flag(),
        "needed": Flag(),
    },
)
_MUST_STAY = ("sheet", "column", "heading", "label", "holds", "optional", "needed")
"""What a reader goes by, where the house schema says it."""
_FEW = Whole(0, 1_000_000)
_STRICTER: dict[str, tuple[Any, Callable[[Any, Any], bool]]] = {
    "required": (Flag(), lambda given, ours: given or not ours),
    "empty": (Flag(), lambda given, ours: not given or ours in (None, True)),
    "allowed": (Each(Text(most=300, least=0), least=1), lambda given, ours: ours is None or set(given) <= set(ours)),
    "min": (Whole(-1_000_000, 1_000_000), lambda given, ours: ours is None or given >= ours),
    "max": (Whole(-1_000_000, 1_000_000), lambda given, ours: ours is None or given <= ours),
    "minlength": (_FEW, lambda given, ours: ours is None or given >= ours),
    "maxlength": (_FEW, lambda given, ours: True),
}
"""Rules that may be altered or added: what they look like, and whether one asks no less than ours does."""
_PLAIN = ("string", "integer", "boolean", "date")
_OF_ONES_OWN = GroupOf(
    {"type": OneOf(_PLAIN)},
    {**{name: shape for name, (shape, _) in _STRICTER.items()}, "nullable": Flag(), "regex": Text(most=200)},
)
_COERCED = OneOf(("text", "date", "yes_or_no", "link"))


def faults_of_schema(given: dict[str, Any], ours: dict[str, Any]) -> list[Fault]:
    """All that is wrong with a schema that may have been altered. ours: the house copy."""
    return list(_of_fields(given, ours, ()))


def may_lack(rules: dict[str, Any]) -> bool:
    """Whether a field or column may be lacking, in a table and in an older schema: it need not be filled in either."""
    about = rules.get("meta", {})
    return bool(about.get("optional")) or not (rules.get("required", False) or about.get("needed", False))


def _of_fields(given: Any, ours: dict[str, Any], path: Path) -> Iterator[Fault]:
    if not isinstance(given, dict):
        yield path, f"{named(path)} must be a group of fields, and is {in_words(given)}"
        return
    if lacking := [name for name in ours if name not in given and not may_lack(ours[name])]:
        more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        yield path, f'{named(path)} lacks the field "{lacking[0]}"{more}, of which the report is made'
    for name, rules in given.items():
        where = (*path, str(name))
        if not isinstance(rules, dict):
            yield where, f"{named(where)} must be the rules of a field, and is {in_words(rules)}"
        elif name in ours:
            yield from _of_field(rules, ours[name], where)
        else:
            yield from _of_own(str(name), rules, ours, where)


def _of_field(given: dict[str, Any], ours: dict[str, Any], path: Path) -> Iterator[Fault]:
    """A field of the house schema."""
    for rule in dict.fromkeys((*ours, *given)):
        where = (*path, str(rule))
        if rule == "meta":
            yield from _of_meta(given.get("meta", {}), ours.get("meta", {}), (*path, "meta"))
        elif rule == "schema" and isinstance(ours.get("schema"), dict) and "schema" in given:
            yield from _of_inner(given["schema"], ours, where)
        elif rule in _STRICTER:
            yield from _of_stricter(str(rule), given, ours, where)
        elif rule not in given:
            yield path, f"{named(path)} lacks the rule {rule}, which must stay"
        elif rule not in ours:
            yield where, f"{named(path)} may not have the rule {rule} besides"
        elif rule == "regex" and given[rule] in ours.get("meta", {}).get("was", ()):
            continue  # of a workspace that was made before ours took more: it takes nothing that ours does not
        elif given[rule] != ours[rule] or type(given[rule]) is not type(ours[rule]):
            yield where, f"{named(where)} must stay {_as_yaml(ours[rule])}, and is {in_words(given[rule])}"


def _of_inner(given: Any, ours: dict[str, Any], path: Path) -> Iterator[Fault]:
    """The fields of a group, or the rules of each entry of a list."""
    if ours.get("type") == "dict":
        yield from _of_fields(given, ours["schema"], path)
    elif isinstance(given, dict):
        yield from _of_field(given, ours["schema"], path)
    else:
        yield path, f"{named(path)} must be the rules of an entry, and is {in_words(given)}"


def _of_stricter(rule: str, given: dict[str, Any], ours: dict[str, Any], path: Path) -> Iterator[Fault]:
    shape, asks_enough = _STRICTER[rule]
    if rule not in given:
        if not (rule == "required" and ours[rule] is False):
            yield path[:-1], f"{named(path[:-1])} lacks the rule {rule}, which must stay"
        return
    if found := list(faults_of(given[rule], shape, path)):
        yield from found
    elif not asks_enough(given[rule], ours.get(rule)):
        yield path, f"{named(path)} may ask more than {_as_yaml(ours.get(rule))}, and not less"


def _of_meta(given: Any, ours: dict[str, Any], path: Path) -> Iterator[Fault]:
    if found := list(faults_of(given, _META, path)):
        yield from found
        return
    for name in _MUST_STAY:
        if name in ours and name not in given:
            yield path, f"{named(path)} lacks {name}, by which the field is found"
        elif name in ("holds", "optional", "needed") and given.get(name) != ours.get(name):
            yield (*path, name), f"{named((*path, name))} must stay {_as_yaml(ours.get(name))}"


def _of_own(name: str, rules: dict[str, Any], ours: dict[str, Any], path: Path) -> Iterator[Fault]:
    """A field that the house schema does not have."""
    beside = [each.get("meta", {}) for each in ours.values()]
    if any(meta.keys() & {"sheet", "heading"} for meta in beside):
        yield path, f'"{name}" is no field that can be read here; columns and plain fields may be added, no more'
        return
    yield from faults_of(rules, _OF_ONES_OWN, path)
    if "coerce" in rules:
        yield from faults_of(rules["coerce"], _COERCED, (*path, "coerce"))
    if "meta" in rules:
        yield from faults_of(rules["meta"], _META, (*path, "meta"))
    columns = {folded(str(meta["column"])) for meta in beside if "column" in meta}
    about = rules.get("meta")
    column = about.get("column") if isinstance(about, dict) else None
    if columns and column is None:
        yield path, f'"{name}" lacks meta: {{column: …}}, by which it is found'
    elif folded(str(column)) in columns:
        yield (*path, "meta", "column"), f'"{name}" has the column "{column}", which is that of another field'
    for rule in sorted(map(str, rules.keys() - {*_OF_ONES_OWN.needed, *_OF_ONES_OWN.optional, "coerce", "meta"})):
        yield (*path, rule), f"{named(path)} may not have the rule {rule}"
    if isinstance(form := rules.get("regex"), str) and (why := why_no_form(form)):
        yield (*path, "regex"), f"{named((*path, 'regex'))} {why}"


def why_no_form(typed: str) -> str:
    """Why a regular expression cannot be used; empty where it can: it comes to an end with any text."""
    try:
        re.compile(typed)
        tree = parser.parse(typed)
    except (re.error, RecursionError, OverflowError) as fault:
        return f"is no regular expression ({fault})"
    depths = list(_repeats(tree, 0))
    if len(depths) > 2 or max(depths, default=0) > 1:
        return "repeats what repeats itself already, or more than two parts, and might never come to an end"
    return ""


def _repeats(tree: Any, depth: int) -> Iterator[int]:
    """For each part that may be repeated at will, how many such parts it stands in, with itself."""
    for kind, about in tree:
        inner = depth
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and about[1] > 100:
            inner += 1
            yield inner
        for part in about if isinstance(about, tuple) else ():
            for each in part if isinstance(part, list) else (part,):
                if isinstance(each, parser.SubPattern):
                    yield from _repeats(each, inner)


def _as_yaml(value: Any) -> str:
    """A value of the house schema as its file has it."""
    if value is None or isinstance(value, bool):
        return {None: "as it was", True: "true", False: "false"}[value]
    return ", ".join(map(str, value)) if isinstance(value, list) else f'"{value}"'
