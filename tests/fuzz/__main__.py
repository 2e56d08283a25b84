"""Which inputs break penholder?   python -m tests.fuzz [--seconds 300] [--inputs N] [--seed WORD] [--only KIND]

Changes files of every kind that penholder reads, and calls its commands with odd options, thousands of times. Exit code
1, a traceback, a process that ends otherwise, 20 seconds of the processor, or a gigabyte of memory is a fault. What
finds one is kept in tests/fuzz/kept/, to be mended and then committed: the tests try it again ever after.

    .venv/bin/python -m tests.fuzz                          five minutes on all cores
    .venv/bin/python -m tests.fuzz --inputs 10000           so many, however long it takes
    .venv/bin/python -m tests.fuzz --seed 2026-11-29        the inputs of an earlier run again
    .venv/bin/python -m tests.fuzz --only "checklist .ods"  one kind of file, or "commands"
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.grounds import issue_sample, lay_out
from tests.fuzz.lane import Lane, keep
from tests.fuzz.targets import targets
from tests.fuzz.trial import Came

KEPT = Path(__file__).parent / "kept"


def main(given: list[str] | None = None) -> int:
    """The code to leave with: 0 where no input found a fault."""
    asked = _asked(given)
    print(f"The seed is {asked.seed}.", flush=True)
    with TemporaryDirectory(prefix="penholder-fuzz-") as place:
        folder = Path(place)
        issued = issue_sample(folder / "issued")
        lay_out(folder, issued)
        lane = Lane(folder, targets(issued), asked.seed)
        lane.warm()
        jobs = [multiprocessing.Process(target=_work, args=(lane, job, asked)) for job in range(asked.jobs)]
        for job in jobs:
            job.start()
        for job in jobs:
            job.join()
        results = [json.loads(line) for path in folder.glob("came *.jsonl") for line in path.read_text().splitlines()]
    return _summary(results) or int(any(job.exitcode for job in jobs))


def _asked(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").partition("   ")[0])
    parser.add_argument("--seconds", type=float, default=300, help="so long, where no number of inputs is given")
    parser.add_argument("--inputs", type=int, default=0, help="so many inputs, however long it takes")
    parser.add_argument("--seed", default=f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}", help="what the inputs follow from")
    parser.add_argument("--only", default="", help="one kind of input alone")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)), help="so many at once")
    return parser.parse_args(given)


def _work(lane: Lane, job: int, asked: argparse.Namespace) -> None:
    """Every so manieth input, until there are enough or time is up."""
    until = time.monotonic() + asked.seconds
    with (lane.folder / f"came {job}.jsonl").open("w") as results:
        for number in _numbers(lane, job, asked):
            if not asked.inputs and time.monotonic() > until:
                return
            one = lane.input(number)
            came = lane.come_of(one, str(job))
            results.write(json.dumps({"kind": one.kind, **asdict(came), "said": ""}) + "\n")
            results.flush()
            if came.fault:
                path = keep(one, came, KEPT)
                print(f"{number}  {one.kind}: {came.fault}  {came.where}  {path.name}  {_last_line(came)}", flush=True)


def _numbers(lane: Lane, job: int, asked: argparse.Namespace) -> Iterator[int]:
    every = (
        range(job, asked.inputs, asked.jobs) if asked.inputs and not asked.only else itertools.count(job, asked.jobs)
    )
    wanted = (number for number in every if not asked.only or lane.kind(number)[0] == asked.only)
    return itertools.islice(wanted, -(-asked.inputs // asked.jobs)) if asked.inputs else wanted


def _last_line(came: Came) -> str:
    return (came.said.strip().splitlines() or [""])[-1][:160]


def _summary(results: list[dict[str, object]]) -> int:
    """Says how many of each kind were tried, what they ended with, and the most that one took."""
    kinds = Counter(str(one["kind"]) for one in results)
    faults = Counter(str(one["kind"]) for one in results if one["fault"])
    codes = Counter((str(one["kind"]), one["code"]) for one in results)
    for kind, count in sorted(kinds.items()):
        ended = ", ".join(f"{code}: {n}" for (of, code), n in sorted(codes.items(), key=str) if of == kind)
        print(f"{kind:28} {count:6} inputs {faults[kind]:4} faults   exit codes {ended}")
    most = max((float(str(one["seconds"])) for one in results), default=0.0)
    memory = max((int(str(one["memory"])) for one in results), default=0)
    print(f"{len(results)} inputs, {sum(faults.values())} faults; {most:.1f} s and {memory >> 20} MB at the most.")
    return 1 if faults or not results else 0


if __name__ == "__main__":
    sys.exit(main())
