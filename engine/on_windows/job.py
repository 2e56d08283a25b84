"""Programs that Windows ends together: a job, which is ended with whoever holds it, however that one ends."""

from __future__ import annotations

import ctypes
from types import TracebackType
from typing import Any, Self

ASLEEP = 0x4
"""For Popen's creationflags: the program waits to be woken, so that it cannot start another before it is in the job."""

_ENDS_WITH_ITS_HOLDER, _ENDS_WITHOUT_A_WORD = 0x2000, 0x400
_BOUNDED_MEMORY, _BOUNDED_TIME = 0x100, 0x2
_LIMITS = 9
"""The kind of information that _Limits is."""
_TAKEN_AND_WOKEN = 0x0001 | 0x0100 | 0x0800
"""The rights to a process: to end it, to put it into a job, and to wake it."""
_TICKS_PER_SECOND = 10_000_000


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, as 64-bit Windows lays it out."""

    _fields_ = (
        ("time_of_each", ctypes.c_int64),
        ("time_of_all", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("working_set", ctypes.c_size_t * 2),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("classes", ctypes.c_uint32 * 2),
        ("input_and_output", ctypes.c_uint64 * 6),
        ("memory_of_each", ctypes.c_size_t),
        ("memory_of_all", ctypes.c_size_t),
        ("peaks", ctypes.c_size_t * 2),
    )


def limits(memory: int = 0, seconds: int = 0) -> _Limits:
    """What a job is told: to end with its holder. memory: bytes, seconds: of the processor, for each of its processes;
    0 is without bounds."""
    flags = _ENDS_WITH_ITS_HOLDER | _ENDS_WITHOUT_A_WORD
    flags |= (_BOUNDED_MEMORY if memory else 0) | (_BOUNDED_TIME if seconds else 0)
    return _Limits(flags=flags, memory_of_each=memory, time_of_each=seconds * _TICKS_PER_SECOND)


class EndedTogether:
    """A job without a process in it yet. system: has kernel32 and ntdll, as ctypes.windll has on Windows.

    Where Windows refuses, nothing is raised: a program runs all the same, and is ended by its number.
    """

    def __init__(self, system: Any = None) -> None:
        windll = system or vars(ctypes)["windll"]
        self._kernel, self._native = windll.kernel32, windll.ntdll
        for name in ("CreateJobObjectW", "OpenProcess", "GetCurrentProcess"):
            getattr(self._kernel, name).restype = ctypes.c_void_p  # else a handle is cut to 32 bits
        self._job = ctypes.c_void_p(self._kernel.CreateJobObjectW(None, None))
        self.bound()

    def bound(self, memory: int = 0, seconds: int = 0) -> None:
        """Set its bounds, as limits has them."""
        told = limits(memory, seconds)
        self._kernel.SetInformationJobObject(self._job, _LIMITS, ctypes.byref(told), ctypes.sizeof(told))

    def take(self, process: int) -> None:
        """Put the process of a number in, and wake it."""
        handle = ctypes.c_void_p(self._kernel.OpenProcess(_TAKEN_AND_WOKEN, False, process))
        self._kernel.AssignProcessToJobObject(self._job, handle)
        self._native.NtResumeProcess(handle)
        self._kernel.CloseHandle(handle)

    def take_this_process(self) -> None:
        """Put the process that asks in: it ends with its last one, and has the bounds of the job from now on."""
        self._kernel.AssignProcessToJobObject(self._job, ctypes.c_void_p(self._kernel.GetCurrentProcess()))

    def end(self) -> None:
        """End every process in it."""
        self._kernel.TerminateJobObject(self._job, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        self._kernel.CloseHandle(self._job)
