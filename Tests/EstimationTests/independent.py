"""The estimate computed a second time, by another hand: numpy, its own generator, no shortcuts.

Reads JSON on standard input:
  {"trials": n, "common": share, "group": share, "ratio": P90 over median or null,
   "items": [[group, low, likely, high, how many], ...], "resolve": [low, likely, high, how many],
   "overheads": [[low, likely, high], ...]}
and prints P10, P50, P80 and P90 as a JSON array. The seed is its own, so that agreement is no accident
of the same random numbers.
"""

import json
import math
import sys

import numpy as np

TENTH = 1.2815515655446004


def value(triple, z):
    low, likely, high = triple
    floor = (low * high - likely**2) / (low + high - 2 * likely)
    shape = math.log((high - floor) / (likely - floor)) / TENTH
    return floor + (likely - floor) * np.exp(shape * z)


def main():
    case = json.load(sys.stdin)
    rng = np.random.default_rng(20260101)
    trials = case["trials"]
    common, group = case["common"], case["group"]
    whole = rng.standard_normal(trials)
    groups = {}

    def hours(name, triple, count):
        if name not in groups:
            groups[name] = rng.standard_normal(trials)
        total = np.zeros(trials)
        for _ in range(count):
            own = rng.standard_normal(trials)
            z = math.sqrt(common) * whole + math.sqrt(group) * groups[name] + math.sqrt(1 - common - group) * own
            total += value(triple, z)
        return total

    base = sum(hours(name, (low, likely, high), count) for name, low, likely, high, count in case["items"])
    overhead = 1 + sum(value(triple, rng.standard_normal(trials)) for triple in case["overheads"])
    total = base * overhead + hours("resolve", case["resolve"][:3], case["resolve"][3])
    if case["ratio"] is not None:
        total *= np.exp(math.log(case["ratio"]) / TENTH * rng.standard_normal(trials))
    print(json.dumps(list(np.percentile(total, [10, 50, 80, 90]))))


main()
