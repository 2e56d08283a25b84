"""Values kept in the user's cache: what was made before of the very same is not made again."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from engine import log
from engine.cache import key_of, store_of
from engine.model.written import NotOfItsShapeError, as_json, from_json
from engine.own_code import digest_of_code, files_of, own_files
from engine.workspace import package

Made = TypeVar("Made")


class KeptValues:
    """Values of one shape, each under a hash over all that decided it.

    Nothing that is kept is believed unless it is whole, of this shape, and was written under the very name by which it
    is asked for. Where the cache cannot be used, nothing is kept.
    """

    def __init__(self, kind: str, shape: Any) -> None:
        self._kind = kind
        self._shape = tuple[str, shape]
        self._store = store_of(kind)
        self.has_bytes_apart = False
        """Whether a value that was taken or kept holds bytes, such as those of pictures."""

    def take(self, key: str) -> Any:
        """The value under a name. Raises LookupError where there is none to believe."""
        held = self._store.take(key)
        if held is None:
            raise LookupError(key)
        try:
            name, value = from_json(held, self._shape, self._bytes)
        except NotOfItsShapeError as fault:
            raise LookupError(key) from fault
        if name != key:
            raise LookupError(key)
        return value

    def put(self, key: str, value: object) -> None:
        """Keep a value, unless it would not come back as it is."""
        try:
            data = as_json((key, value), self._shape, self._aside)
        except NotOfItsShapeError as fault:
            log.CACHE.debug("%s: there is a value of no shape that is kept (%s)", self._kind, fault)
            return
        self._store.put(key, data)
        self._store.forget_daily()

    def _aside(self, data: bytes) -> str:
        """Bytes within a value, which it may have in common with others."""
        self.has_bytes_apart = True
        name = key_of(self._kind, data)
        self._store.put(name, data)
        return name

    def _bytes(self, name: str) -> bytes:
        self.has_bytes_apart = True
        data = self._store.take(name)
        if data is None or key_of(self._kind, data) != name:
            raise LookupError(name)
        return data


def made_once(
    kind: str, shape: Any, made_from: Iterable[str | bytes], libraries: Iterable[str], make: Callable[[], Made]
) -> Made:
    """What was made before of the very same things, by this very penholder with these libraries; else it is made now.

    made_from: all that decides it. shape: of what is made, as written.as_json() has it.
    """
    values = KeptValues(kind, shape)
    key = key_of(code_of(), *_versions(tuple(libraries)), *made_from)
    try:
        made: Made = values.take(key)
    except LookupError:
        made = make()
        values.put(key, made)
    return made


@cache
def code_of(*rooms: str) -> str:
    """What tells the code of some rooms and of the modules in none, or of all rooms, from another penholder's."""
    return digest_of_code(_modules_among(own_files(), package(), rooms)).hex()


def code_in(package: Path, *rooms: str) -> str:
    """The same of a penholder that lies anywhere."""
    return digest_of_code(modules_of(package, *rooms)).hex()


def modules_of(package: Path, *rooms: str) -> list[Path]:
    """The modules of some rooms of a penholder and those that stand in none; without rooms, all of them."""
    return _modules_among(files_of(package), package, rooms)


def _modules_among(files: Iterable[Path], package: Path, rooms: Sequence[str]) -> list[Path]:
    if not rooms:
        return [path for path in files if path.suffix in (".py", ".yaml")]
    around = len(package.parts)
    modules = (path for path in files if path.suffix == ".py")
    return [path for path in modules if len(path.parts) == around + 1 or path.parts[around] in rooms]


@cache
def _versions(libraries: tuple[str, ...]) -> tuple[str, ...]:
    return (platform.python_version(), *map(version, libraries))
