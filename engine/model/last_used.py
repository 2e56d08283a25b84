"""What a process that stays was asked for last, so that it need not look again."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
Value = TypeVar("Value")


class LastUsed(Generic[Name, Value]):
    """Values by their names: of so many the last ones that were asked for. Whoever is given one leaves it as it is."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[Name, Value] = {}
        self._turn = Lock()

    def get(self, name: Name) -> Value | None:
        """The value of a name; None where it is not held."""
        with self._turn:
            value = self._values.pop(name, None)
            if value is not None:
                self._values[name] = value  # a dictionary has its newest name last
            return value

    def put(self, name: Name, value: Value) -> None:
        """Hold a value, in place of the one that nobody asked for the longest."""
        with self._turn:
            self._values.pop(name, None)
            self._values[name] = value
            while len(self._values) > self._most:
                del self._values[next(iter(self._values))]

    def clear(self) -> None:
        """Hold nothing."""
        with self._turn:
            self._values.clear()
