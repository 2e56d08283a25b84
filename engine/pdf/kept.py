"""PDFs made before: what the same program converted once, with the same fonts, is not laid out again.

LibreOffice starts as soon as this is loaded, so it imports nothing that is slow to load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from engine import log
from engine.cache import Store, key_of
from engine.fonts.on_this_machine import fonts_here
from engine.pdf.converter import Converter


class Kept:
    """A converter that looks first whether the very same bytes were converted before."""

    def __init__(self, converter: Converter, store: Store) -> None:
        self.converter = converter
        self.store = store
        self.name = converter.name
        self.fills_page_numbers = converter.fills_page_numbers
        self.is_tagged = converter.is_tagged
        self.destination = converter.destination

    @property
    def version(self) -> str:
        return self.converter.version

    @property
    def settings(self) -> str:
        return self.converter.settings

    @contextmanager
    def warmed(self) -> Iterator[None]:
        with self.converter.warmed(), ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: (self.version, fonts_here()))  # asked now, since programs take their time to tell
            yield

    def get_second_ready(self) -> None:
        self.converter.get_second_ready()

    def given_up(self) -> AbstractContextManager[None]:
        return self.converter.given_up()

    def convert(self, documents: Sequence[Path], folder: Path) -> None:
        made_by = (self.name, self.version, self.settings, fonts_here())
        keys = {path: key_of(*made_by, path.read_bytes()) for path in documents}
        kept = {path: pdf for path, key in keys.items() if (pdf := self.store.take(key)) is not None}
        for path, pdf in kept.items():
            (folder / f"{path.stem}.pdf").write_bytes(pdf)
        missing = [path for path in documents if path not in kept]
        log.CACHE.debug("%d of %d PDFs were made before", len(kept), len(documents))
        if missing:
            self.converter.convert(missing, folder)
        from engine.pdf.page_numbers import refuse_broken

        for path in missing:
            made = folder / f"{path.stem}.pdf"
            pdf = made.read_bytes()
            refuse_broken(made, pdf, path.stem)  # one that was cut short would come back with every build
            self.store.put(keys[path], pdf)
        self.store.forget()
