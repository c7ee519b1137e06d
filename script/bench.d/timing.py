"""Runs a program and tells its time, its peak memory and whether it did what it should.

Wall time is what a person waits; processor time (user and system) is what the work costs, and hangs far less on what
else the machine is doing. A ratio of two programs is that of the processor time of their best runs.
"""

import os
import signal
import statistics
import time
from dataclasses import dataclass


@dataclass
class Run:
    """One run: seconds of wall and of processor time, peak resident megabytes, and how it ended ("" when well)."""

    seconds: float
    processor: float
    megabytes: float
    fault: str = ""


def run(command, timeout=600):
    """Runs a command (a list, or a line for the shell) and waits for it; at the timeout it is killed.

    The peak is that of the process and of its children that it has waited for, the largest of them, as the
    kernel counts it. It counts from before the exec, so that nothing is seen to use less than this program
    does at that moment (about 15 MB).
    """
    words = ["/bin/sh", "-c", command] if isinstance(command, str) else [str(word) for word in command]
    nothing = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    start = time.perf_counter()
    child = os.posix_spawnp(
        words[0], words, {**os.environ, "PYTHONHASHSEED": "0"}, file_actions=nothing, setpgroup=0)
    late = False

    def kill(*_):
        nonlocal late
        late = True
        os.killpg(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, kill)
    signal.setitimer(signal.ITIMER_REAL, timeout)
    _, status, usage = os.wait4(child, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    fault = f"over {timeout} s" if late else "" if code == 0 else f"exit {code}"
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, fault)


class Series:
    """The runs of one command."""

    def __init__(self):
        self.runs = []

    def add(self, run):
        self.runs.append(run)

    @property
    def fault(self):
        return next((run.fault for run in self.runs if run.fault), "")

    @property
    def seconds(self):
        """The median of the wall time."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def least(self):
        """The wall time of the quickest run."""
        return min(run.seconds for run in self.runs)

    @property
    def processor(self):
        """The processor time of the run that took least of it."""
        return min(run.processor for run in self.runs)

    @property
    def megabytes(self):
        """The highest peak."""
        return max(run.megabytes for run in self.runs)

    @property
    def late(self):
        return self.fault.startswith("over ")
