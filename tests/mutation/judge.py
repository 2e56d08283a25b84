"""Puts modules on trial in the copy of the project that it is started in, and tells what survived, as TOML."""

from __future__ import annotations

import ast
import signal
import sys
import time
from collections.abc import Sequence
from itertools import accumulate, groupby
from pathlib import Path

from tests.mutation.changes import Mutation, mutations
from tests.mutation.survivors import as_toml, known, tests_of
from tests.mutation.trials import Test, load_everything, notices, unchanged

_ENOUGH = 2.0
"""Seconds of a processor that tests may take for one change, the quickest first."""


def main(modules: Sequence[Path]) -> int:
    """0 where every survivor is told, and every one that is told survives; else 1."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
    load_everything()
    every = survived = wrong = 0
    for files, group in groupby(modules, tests_of):
        together = list(group)
        tests = unchanged(files, together)
        for module in together:
            number, left, unlike = _judged(module, tests)
            every, survived, wrong = every + number, survived + left, wrong + unlike
    print(f"# In all {every - survived} of {every} noticed, {survived} survived, {wrong} to look at.")
    return 1 if wrong else 0


def _judged(module: Path, tests: Sequence[Test]) -> tuple[int, int, int]:
    """How many changes were tried, how many survived, and how many are not as survivors.toml has them."""
    started = time.monotonic()
    source = module.read_text(encoding="utf-8")
    if notices(module, ast.parse(source), _within_reason([test for test in tests if str(module) in test.lines])):
        raise RuntimeError(f"The tests of {module} fail in another order, though nothing is changed.")
    every = list(mutations(source))
    of_module = [one for one in known() if one.module == str(module)]
    names = {(one.line, one.change) for one in of_module}
    left = set()
    for mutation in every:
        if not notices(module, mutation.tree, _reaching(module, mutation, tests)):
            left.add(mutation.name)
            if mutation.name not in names:
                print(f"\n# line {mutation.line_number}\n{as_toml(str(module), *mutation.name)}", flush=True)
    gone = [one for one in of_module if (one.line, one.change) not in left]
    for one in gone:
        print(f"\n# no longer survives\n{as_toml(one.module, one.line, one.change, one.reason)}")
    spent = time.monotonic() - started
    noticed = len(every) - len(left)
    print(f"# {module}: {noticed} of {len(every)} noticed, {len(left)} survived ({spent:.0f} s)", flush=True)
    return len(every), len(left), len(left - names) + len(gone)


def _reaching(module: Path, mutation: Mutation, tests: Sequence[Test]) -> list[Test]:
    """The tests that run a line; for a line that runs when the module is imported, those that run any of the module.

    What runs in a fixture that several tests share counts for the first of them alone.
    """
    ran = [test for test in tests if mutation.line_number in test.lines.get(str(module), ())]
    ran = ran or [test for test in tests if str(module) in test.lines]
    return _within_reason(ran)


def _within_reason(tests: Sequence[Test]) -> list[Test]:
    spent = accumulate(test.seconds for test in tests)
    return [test for test, so_far in zip(tests, spent, strict=True) if so_far < _ENOUGH]


if __name__ == "__main__":
    sys.exit(main([Path(module) for module in sys.argv[1:]]))
