"""The engines for PDFs of whoever builds one order after the other: each stays ready for the next of its kind."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Any, TypeVar

from engine.model.edition import Order
from engine.pdf.standby import Standby

Kept = TypeVar("Kept")


class Engines(ExitStack):
    """All of them. They end with this."""

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[tuple[str, bool], Standby] = {}
        self._kept: dict[object, Any] = {}

    def standby(self, order: Order) -> Standby:
        """The engine for an order, started when it is first asked for."""
        key = (str(order.edition), order.with_pdf)
        if key not in self._held:
            self._held[key] = self.enter_context(Standby(order))
        return self._held[key]

    def kept(self, key: object, make: Callable[[], AbstractContextManager[Kept]]) -> Kept:
        """What is made when it is first asked for by its key, and ends with this."""
        if key not in self._kept:
            self._kept[key] = self.enter_context(make())
        found: Kept = self._kept[key]
        return found
