"""Times every gap's query by itself, on SQLite as Python has it: which of them takes how much of the whole."""

import re
import sqlite3
import statistics
import time
from pathlib import Path

DAY = "2026-01-01"


def queries(folder="gaps"):
    """The query of each gap file, without its header."""
    return {file.stem: file.read_text().split("*/", 1)[1] for file in sorted(Path(folder).glob("*/*.sql"))}


def gap_times(workbook, runs):
    """Milliseconds by gap: the median of some runs, each gap once a run, so that a drift meets all alike."""
    connection = sqlite3.connect(f"file:{workbook}?mode=ro", uri=True)
    # What the program provides before the gaps that need it.
    connection.execute("CREATE TEMP TABLE estimate_figure (name, value)")
    connection.execute(
        "CREATE TEMP TABLE superseded_item (approval_id, approval, baseline_id, baseline, person, role, item, kind, how, "
        "because, amendment)")
    times = {}
    for _ in range(runs):
        for gap, sql in queries().items():
            values = {name: DAY for name in re.findall(r":(today)\b", sql)}
            began = time.perf_counter()
            connection.execute(sql, values).fetchall()
            times.setdefault(gap, []).append((time.perf_counter() - began) * 1000)
    return {gap: statistics.median(values) for gap, values in times.items()}
