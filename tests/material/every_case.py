"""Many cases of one fact in one test, where pytest's own work for a test would take longer than a case does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Case = Callable[[str], AbstractContextManager[None]]


@contextmanager
def every_case() -> Iterator[Case]:
    """What tries a case under its name. All are tried; those that failed are told together, each by its name."""
    failed: list[tuple[str, Exception]] = []

    @contextmanager
    def case(name: str) -> Iterator[None]:
        try:
            yield
        except Exception as fault:
            fault.add_note(f"In the case: {name}")
            failed.append((name, fault))

    yield case
    if failed:
        raise ExceptionGroup("; ".join(name for name, _ in failed), [fault for _, fault in failed])
