"""What is done with whole workbooks: freezing, exporting, comparing, merging. Each at two sizes, for what matters is
how it grows. Here the facts come in by an import, for these commands read the journal."""

import json
import shutil
import subprocess
import sys

from workbook import WORDS

FIELDS = 25


def description(count):
    """An OpenAPI description of so many fields, 25 to an object."""
    schemas = {}
    for number in range(count // FIELDS):
        properties = {f"{WORDS[place]}_field": {"type": "string", "maxLength": 80, "description": " ".join(WORDS[place:])}
                      for place in range(FIELDS)}
        schemas[f"Object{number:04d}"] = {"type": "object", "properties": properties}
    return {"openapi": "3.0.3", "info": {"title": "Bench", "version": "1"}, "paths": {},
            "components": {"schemas": schemas}}


class Copies:
    """A workbook with a baseline, one that went on from it, and another that went on differently."""

    def __init__(self, bench, size, work):
        self.bench = bench
        self.mine, self.theirs, self.fresh = (work / f"{name}-{size}.plumb" for name in ("mine", "theirs", "fresh"))
        spec = work / f"{size}.json"
        spec.write_text(json.dumps(description(size)))
        for file in (self.mine, self.theirs, self.fresh):
            self.remove(file)
        self.run("init", self.mine, "--name", "Bench")
        self.run("import", "openapi", spec, "--system", "shop", "--workbook", self.mine)
        shutil.copy(self.mine, self.fresh)
        self.freeze(self.mine, "signed")
        shutil.copy(self.mine, self.theirs)
        for file, name, first in ((self.mine, "we", 0), (self.theirs, "they", 10)):
            for number in range(first, first + 10):
                self.run("set", f"shop.object{number:04d}.order_field", "--meaning", f"As {name} say.", "--workbook", file)

    def remove(self, file):
        for end in ("", "-wal", "-shm"):
            file.with_name(file.name + end).unlink(missing_ok=True)

    def run(self, *words):
        subprocess.run([self.bench.plumbline, *words, "--quiet"], check=True, stdout=subprocess.DEVNULL)

    def freezing(self, file, name):
        return ["baseline", "create", name, "--with-open-gaps", "--reason", "It is a bench.", "--workbook", file]

    def freeze(self, file, name):
        self.run(*self.freezing(file, name))

    def anew(self, file, *words):
        """A command on a copy, which is made before the clock runs."""
        def command():
            copy = file.with_name("copy.plumb")
            self.remove(copy)
            shutil.copy(file, copy)
            return [self.bench.plumbline, *words, "--workbook", copy, "--quiet"]
        return command

    def commands(self):
        return {
            "baseline create": self.anew(self.fresh, *self.freezing(self.fresh, "first")[:-2]),
            "export json": [self.bench.plumbline, "export", "json", "--to", self.mine.with_suffix(".json"),
                            "--workbook", self.mine, "--quiet"],
            "diff": [self.bench.plumbline, "diff", "--workbook", self.mine],
            "merge": self.anew(self.mine, "merge", self.theirs.absolute()),
        }


def lines(bench, small, large):
    print(f"baseline, export, diff and merge at {small} and {large} items …", file=sys.stderr, flush=True)
    commands, work = {}, bench.workbook(100).parent
    for size in (small, large):
        for name, command in Copies(bench, size, work).commands().items():
            commands[f"our {name} at {size}"] = command
    timed = bench.interleaved(commands)
    for name in ("baseline create", "export json", "diff", "merge"):
        first, last = timed[f"our {name} at {small}"], timed[f"our {name} at {large}"]
        times = large / small
        # What grows no more than the items do takes no more than so many times as long.
        bench.at_most(f"{name}, growth", f"{small} → {large}", last, first, round(1.2 * times))
        # A merge holds three states of the facts at once: the last that both have, and the two of today.
        bench.memory(name, large, last, 600 if name == "merge" else 200)
