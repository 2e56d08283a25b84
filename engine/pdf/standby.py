"""The engine that makes PDFs, ready for one build or for many."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from engine.model.edition import Order

if TYPE_CHECKING:
    from engine.pdf.chapterwise import Chapterwise
    from engine.pdf.converter import Converter


class Standby:
    """The engine for orders of one kind. It is started when it is first asked for, and stays ready until this ends."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._chapterwise: Chapterwise | None = None
        self._ends = ExitStack()
        self._converter: Converter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def ready(self) -> Converter | None:
        """The engine; None where the order asks for no PDFs. Raises ConversionError as choose does."""
        if self._converter is None and self._order.with_pdf:
            from engine.pdf.choice import choose  # takes longer to load than to find that nothing has changed

            self._converter = choose(self._order.edition)
            self._ends.enter_context(self._converter.warmed())
        return self._converter

    def chapterwise(self) -> Chapterwise | None:
        """What lays out reports at once; None where there are no PDFs. Raises ConversionError as ready does."""
        converter = self.ready() if self._chapterwise is None else None
        if converter is not None:
            from engine.pdf.chapterwise import Chapterwise

            self._chapterwise = self._ends.enter_context(Chapterwise(converter))
        return self._chapterwise
