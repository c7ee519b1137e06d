"""What the simulation is measured beside: the same in numpy.

usage: estimate.py plain|blocks ITEMS TRIALS

`plain` is the independent implementation that the tests hold ours to, an item at a time. `blocks` is as quick as we
could make it: all items of a line at once, in blocks of trials that stay in the cache. Both draw one number for
everything, one a group and one an item, in double precision, as ours does; ours is the whole command besides, with
its gaps looked for and its queries run.
"""

import json
import math
import subprocess
import sys
from pathlib import Path

TENTH = 1.2815515655446004
INDEPENDENT = Path(__file__).parents[2] / "Tests/EstimationTests/independent.py"
# Hours of a field that is copied, of one that is changed on the way, and of one that is derived.
LINES = [(0.35, 0.5, 0.8), (0.75, 1.25, 2.5), (2, 4, 10)]
OVERHEADS = [(0.35, 0.45, 0.6), (0.1, 0.15, 0.25)]


def shares(items):
    """How many of the items each line has."""
    return [items // 3 + (index < items % 3) for index in range(3)]


def plain_run(items, trials):
    case = {
        "trials": trials, "common": 0.2, "group": 0.15, "ratio": 1.5, "resolve": [2, 4, 12, 0], "overheads": OVERHEADS,
        "items": [["semantics", *line, count] for line, count in zip(LINES, shares(items))],
    }
    subprocess.run([sys.executable, INDEPENDENT], input=json.dumps(case), text=True, check=True)


def blocks_run(items, trials):
    """Mappings of three lines in equal parts, as the workbook has them; P80 of the total."""
    import numpy as np

    rng = np.random.default_rng(1)
    total = np.empty(trials)
    chunk = max(256, min(trials, 2_000_000 // max(1, items // 3)))
    for start in range(0, trials, chunk):
        n = min(chunk, trials - start)
        shared = math.sqrt(0.2) * rng.standard_normal(n) + math.sqrt(0.15) * rng.standard_normal(n)
        base = np.zeros(n)
        for (low, likely, high), count in zip(LINES, shares(items)):
            floor = (low * high - likely**2) / (low + high - 2 * likely)
            shape = math.log((high - floor) / (likely - floor)) / TENTH
            z = rng.standard_normal((count, n))
            z *= math.sqrt(0.65) * shape
            z += shape * shared
            np.exp(z, out=z)
            base += floor * count + (likely - floor) * z.sum(axis=0)
        overhead = 1 + sum(
            share * np.exp(0.2 * rng.standard_normal(n)) for share in (0.45, 0.15))
        total[start:start + n] = base * overhead * np.exp(0.3 * rng.standard_normal(n))
    return float(np.percentile(total, 80))


if __name__ == "__main__":
    way, items, trials = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    (plain_run if way == "plain" else blocks_run)(items, trials)
