"""Windows is told of a job as it lays it out itself, in the order that loses no program."""

from __future__ import annotations

import ctypes
from typing import Any

from engine.on_windows.job import EndedTogether, limits


class Recorder:
    """In place of kernel32 and ntdll: notes what is asked of them. Every handle is a number of its own."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.kernel32 = self.ntdll = self
        self._functions: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        def function(*_: object) -> int:
            self.asked.append(name)
            return len(self.asked)

        return self._functions.setdefault(name, function)


def test_the_limits_lie_where_windows_reads_them() -> None:
    told = bytes(limits(memory=600_000_000, seconds=10))
    assert len(told) == 144
    assert int.from_bytes(told[0:8], "little") == 10 * 10_000_000, "tenths of microseconds, for each process"
    assert int.from_bytes(told[16:20], "little") == 0x2000 | 0x400 | 0x100 | 0x2
    assert int.from_bytes(told[112:120], "little") == 600_000_000


def test_without_bounds_a_job_only_ends_with_its_holder() -> None:
    told = bytes(limits())
    assert int.from_bytes(told[16:20], "little") == 0x2000 | 0x400
    assert not any(told[:16] + told[20:])


def test_a_program_is_in_the_job_before_it_is_woken_and_ended_with_it() -> None:
    system = Recorder()
    with EndedTogether(system) as job:
        job.take(4711)
    expected = ["CreateJobObjectW", "SetInformationJobObject", "OpenProcess", "AssignProcessToJobObject"]
    assert system.asked == [*expected, "NtResumeProcess", "CloseHandle", "TerminateJobObject", "CloseHandle"]


def test_handles_are_not_cut_to_32_bits() -> None:
    system = Recorder()
    EndedTogether(system)
    assert system.CreateJobObjectW.restype is system.OpenProcess.restype is ctypes.c_void_p
