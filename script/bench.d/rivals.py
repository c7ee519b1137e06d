"""The commands by which other tools do the same work on the same items, in their own formats.

They are looked for in the virtual environment RIVALS_VENV (./.rivals if not set):
  python3 -m venv .rivals
  .rivals/bin/pip install strictdoc==0.30.4 doorstop==3.2 sphinx==9.0.4 sphinx-needs==9.1.0 trlc==3.1.1
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BIN = Path(os.environ.get("RIVALS_VENV", ".rivals")).absolute() / "bin"


def commands(tool, out):
    """What a tool can do, by line of the bench; `prepare` is not measured."""
    if tool == "trlc":
        return {"check": f"{BIN}/trlc --brief ."}
    if tool == "strictdoc":
        export = f"{BIN}/strictdoc export . --config cfg_%s.py --formats %s --output-dir {out}"
        return {"check": export % ("none", "json"), "html": export % ("default", "html")}
    if tool == "needs":
        build = f"{BIN}/sphinx-build -q -j auto -b %s . {out}"
        return {"check": "NO_MATRIX=1 " + build % "schema", "html": build % "html"}
    if tool == "doorstop":
        return {"prepare": f"{BIN}/doorstop review all && {BIN}/doorstop clear all", "check": f"{BIN}/doorstop",
                "capture": f"{BIN}/doorstop add SYS", "html": f"{BIN}/doorstop publish all {out}"}
    raise KeyError(tool)


PROGRAMS = {"trlc": "trlc", "strictdoc": "strictdoc", "needs": "sphinx-build", "doorstop": "doorstop"}


def present():
    """The tools that are installed."""
    return [tool for tool, program in PROGRAMS.items() if (BIN / program).exists()]


def project(tool, count, work, generator):
    """The folder of a project of so many items; made anew, for a tool may change it."""
    folder = work / f"{tool}-{count}"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, generator, tool, str(count), folder], check=True, stdout=subprocess.DEVNULL)
    return folder
