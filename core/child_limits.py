"""The limits that a child sets itself: memory, and processor time in case nobody is left to end it."""

from __future__ import annotations

import ctypes
import sys

MOST_MEMORY = 1024 * 1024 * 1024
MOST_PROCESSOR_SECONDS = 90

_HUNDRED_NANOSECONDS = 10_000_000
_EXTENDED_LIMIT_INFORMATION = 9
_LIMIT_PROCESS_TIME, _LIMIT_PROCESS_MEMORY = 0x2, 0x100


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION of Windows."""

    _fields_ = (
        ("per_process_user_time_limit", ctypes.c_int64),
        ("per_job_user_time_limit", ctypes.c_int64),
        ("limit_flags", ctypes.c_uint32),
        ("minimum_working_set_size", ctypes.c_size_t),
        ("maximum_working_set_size", ctypes.c_size_t),
        ("active_process_limit", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of Windows."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory_limit", ctypes.c_size_t),
        ("job_memory_limit", ctypes.c_size_t),
        ("peak_process_memory_used", ctypes.c_size_t),
        ("peak_job_memory_used", ctypes.c_size_t),
    )


def limit_this_process() -> None:
    """Limit this process, and for good. A system that sets no limits, or not these, leaves it without."""
    if sys.platform == "win32":
        _limit_on_windows()
    else:
        _limit_on_unix()


if sys.platform == "win32":

    def _limit_on_windows() -> None:
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        limits = ExtendedLimits()
        limits.basic.limit_flags = _LIMIT_PROCESS_TIME | _LIMIT_PROCESS_MEMORY
        limits.basic.per_process_user_time_limit = MOST_PROCESSOR_SECONDS * _HUNDRED_NANOSECONDS
        limits.process_memory_limit = MOST_MEMORY
        # The job lasts as long as its handle, which nobody closes before this process ends.
        kernel.SetInformationJobObject(
            job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.c_uint32(ctypes.sizeof(limits))
        )
        kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))

else:

    def _limit_on_unix() -> None:
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, MOST_MEMORY),
            (resource.RLIMIT_CPU, MOST_PROCESSOR_SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(kind)
            lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (lowest, lowest))
