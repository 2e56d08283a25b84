"""The engines for PDFs of whoever builds one order after the other: each stays ready for the next of its kind."""

from __future__ import annotations

from contextlib import ExitStack

from engine.model.edition import Order
from engine.pdf.standby import Standby


class Engines(ExitStack):
    """All of them. They end with this."""

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[tuple[str, bool], Standby] = {}

    def standby(self, order: Order) -> Standby:
        """The engine for an order, started when it is first asked for."""
        key = (str(order.edition), order.with_pdf)
        if key not in self._held:
            self._held[key] = self.enter_context(Standby(order))
        return self._held[key]
