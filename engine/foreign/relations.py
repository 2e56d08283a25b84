"""How the parts of an Office file name one another, and what kind each is of, read before any library does."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from engine.foreign import limits
from engine.foreign.markup import parsed, parser_of
from engine.foreign.refusal import RefusedFile

PACKAGE = ""
"""The file as a whole, whose relations name its main part."""
TYPES = "[Content_Types].xml"
_NAMES = 1 << 10
"""Files of one making have parts of the same names, and each name is asked for several times."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from a part. target: the name of a part, or for one that is external the address as it stands."""

    id: str
    kind: str
    target: str
    is_external: bool


def relations_part(part: str) -> str:
    """Where the relations of a part stand."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def plain_name(name: str) -> str:
    """The name of a part with the slashes of the standard, without one at its beginning."""
    return name.replace("\\", "/").lstrip("/")


@lru_cache(maxsize=_NAMES)
def key_of_part(name: str) -> str:
    """What two names of the same part have in common: no program tells capitals in them apart."""
    return unquote(plain_name(name)).lower()


def read_relations(part: str, data: bytes, again: str) -> list[Relation]:
    """The relations of a part, from the bytes of its .rels. Raises RefusedFile where there are too many."""
    found: list[Relation] = []

    def keep(attributes: dict[str, str]) -> None:
        is_external = attributes.get("TargetMode", "").lower() == "external"
        target = attributes.get("Target", "")
        where = target if is_external else _resolved(part, target)
        found.append(Relation(attributes.get("Id", ""), attributes.get("Type", ""), where, is_external))
        if len(found) > limits.RELATIONS:
            message = f"A part of the file has more than {limits.RELATIONS:,} links, which is the most that is read."
            raise RefusedFile(message, "Copy what matters into a new, empty file, and put that here.")

    _each(relations_part(part), data, "Relationship", keep, again)
    return found


def read_types(data: bytes, again: str) -> Callable[[str], str]:
    """What [Content_Types].xml says: the type of a part by its name, empty where it does not say."""
    by_name: dict[str, str] = {}
    by_ending: dict[str, str] = {}

    def override(attributes: dict[str, str]) -> None:
        by_name[key_of_part(attributes.get("PartName", ""))] = attributes.get("ContentType", "")

    def default(attributes: dict[str, str]) -> None:
        by_ending[attributes.get("Extension", "").lower()] = attributes.get("ContentType", "")

    _each(TYPES, data, "Override", override, again)
    _each(TYPES, data, "Default", default, again)

    def type_of(name: str) -> str:
        key = key_of_part(name)
        return by_name.get(key) or by_ending.get(key.rpartition(".")[2], "")

    return type_of


@lru_cache(maxsize=_NAMES)
def _resolved(part: str, target: str) -> str:
    """The name of the part that a relation of another one leads to."""
    target = target.replace("\\", "/").partition("#")[0]
    return plain_name(posixpath.normpath(posixpath.join("/" + posixpath.dirname(part), target)))


def _each(part: str, data: bytes, label: str, keep: Callable[[dict[str, str]], None], again: str) -> None:
    """Give the attributes of every element of a name, whatever the prefix of its namespace."""

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == label:
            keep(attributes)

    parser = parser_of(part, again)
    parser.StartElementHandler = start
    parsed(parser, part, data, again)
