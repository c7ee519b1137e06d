"""A pack of many items beside the libraries alone: cmark-gfm over the Markdown that we wrote, libxlsxwriter over the
cells that we wrote. They know nothing of workbooks, templates or links; they parse or are handed what is to be
written, and write it. What a pack tells, its gaps and its estimate, is worked out in every run of ours: the target
is set for the writing, the time over that of `estimate`, and the whole command stands below it."""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FORMATS = ("md", "html", "xlsx")


def lines(bench, size):
    print(f"{size} items as documents …", file=sys.stderr, flush=True)
    file = bench.workbook(size)
    out = {format: file.parent / f"pack-{format}" for format in FORMATS}
    render = {format: [bench.plumbline, "render", "--format", format, "--to", out[format], "--workbook", file, "--quiet"]
              for format in FORMATS}
    for format in FORMATS:
        shutil.rmtree(out[format], ignore_errors=True)
        subprocess.run(render[format], check=True)
    estimate = {"our estimate": [bench.plumbline, "estimate", "--json", "--quiet", "--workbook", file]}
    timed = bench.interleaved(estimate | {f"our {format}": render[format] for format in FORMATS}
                              | cmark(out["md"]) | xlsxwriter(out["xlsx"], file.parent))
    for name, line, other, limit in (("md", "Markdown", "cmark-gfm, CommonMark", 3),
                                     ("html", "HTML", "cmark-gfm, HTML", 3),
                                     ("xlsx", "XLSX", "libxlsxwriter", 2)):
        if other in timed:
            bench.at_most(f"{line} : {other}", size, timed[f"our {name}"], timed[other], limit, timed["our estimate"])
            bench.at_most(f"{line}, the whole command", size, timed[f"our {name}"], timed[other], None)
        bench.memory(line, size, timed[f"our {name}"], 200)


def cmark(folder):
    """cmark-gfm parses all pages as one text, and renders it."""
    if not shutil.which("cmark-gfm"):
        print("cmark-gfm is not installed (apt-get install cmark-gfm): skipped.", file=sys.stderr)
        return {}
    pages = sorted(folder.glob("*.md"))
    return {f"cmark-gfm, {name}": ["cmark-gfm", "-e", "table", "-t", to, *pages]
            for name, to in (("CommonMark", "commonmark"), ("HTML", "html"))}


def xlsxwriter(folder, work):
    """A program of some lines writes the very cells, links and looks again, in the same mode."""
    (sheet,) = folder.glob("*.xlsx")
    cells, program = work / "cells", work / "write-cells"
    subprocess.run([sys.executable, HERE / "cells.py", sheet, cells], check=True)
    built = subprocess.run(["cc", "-O2", HERE / "cells.c", "-o", program, "-lxlsxwriter"])
    if built.returncode != 0:
        print("There is no C compiler, or no libxlsxwriter-dev: skipped.", file=sys.stderr)
        return {}
    return {"libxlsxwriter": [program.absolute(), cells, work / "cells.xlsx"]}
