"""Measures what is waited for at a prompt, on a pseudo-terminal.

usage: prompts.py PLUMBLINE WORKBOOK [ANSWERS]
Prints medians in milliseconds as JSON: from Enter to the next prompt of a workshop, of the shell after a line that
captures, Tab on a reference in the shell, and the same capture as a command of its own.
"""

import json
import os
import pty
import select
import statistics
import subprocess
import sys
import time

SCRIPT = """title: Bench
purpose: To be timed.
minutes: 60
roles: {sponsor: waits}
sections:
  - title: Owners
    purpose: One answer after the other.
    minutes: 60
    items:
      - each:
          kind: field
          query: SELECT ref AS about FROM field ORDER BY id LIMIT 500
        items:
          - {fills: example, ask: "{it}: show a real one."}
"""


class Talk:
    """A program on a terminal of its own; what it writes is read until it waits for a line."""

    def __init__(self, words, environment):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvpe(words[0], words, environment)

    def until_prompt(self):
        """Reads until the prompt, and tells how long that took, in seconds."""
        start, text = time.perf_counter(), b""
        while not text.endswith((b"> ", b"> \x1b[K", b">\x1b[0m ")):
            ready, _, _ = select.select([self.terminal], [], [], 20)
            if not ready:
                raise SystemExit(f"no prompt within 20 s:\n{text.decode(errors='replace')}")
            text += os.read(self.terminal, 65536)
        return time.perf_counter() - start

    def answer(self, line):
        os.write(self.terminal, line.encode() + b"\r")
        return self.until_prompt()

    def settled(self, keys):
        """Sends keys, and tells how long until the last of what they made it write; half a second of silence ends it."""
        os.write(self.terminal, keys.encode())
        start = last = time.perf_counter()
        while select.select([self.terminal], [], [], 0.5 if last > start else 5)[0]:
            os.read(self.terminal, 65536)
            last = time.perf_counter()
        return last - start

    def end(self, word):
        os.write(self.terminal, word.encode() + b"\r")
        while True:
            try:
                if not os.read(self.terminal, 65536):
                    break
            except OSError:
                break
        os.waitpid(self.process, 0)


def workshop(plumbline, workbook, environment, answers):
    folder = os.path.join(os.path.dirname(workbook), "method", "workshops")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "bench.yaml"), "w") as file:
        file.write(SCRIPT)
    talk = Talk([plumbline, "workshop", "start", "bench", "--plain", "--workbook", workbook], environment)
    talk.until_prompt()
    for _ in range(3):
        talk.answer("-")
    times = [talk.answer(f"Example {number}") for number in range(answers)]
    talk.end("q")
    return times


# A fact of every size of workbook, and the beginning of its reference, for Tab.
FIELD, BEGINNING = "shop.object0000.customer_field", "shop.object0000.cu"


def shell(plumbline, workbook, environment, answers):
    """The times of a line that captures, and of Tab."""
    talk = Talk([plumbline, "--workbook", workbook, "shell"], environment)
    talk.until_prompt()
    lines = [talk.answer(f'set {FIELD} --meaning "Said {number}."') for number in range(answers)]
    tabs = []
    for _ in range(max(5, answers // 6)):
        talk.settled(f"show {BEGINNING}")
        tabs.append(talk.settled("\t"))
        talk.settled("\x15")  # Ctrl-U: the line is empty again
    talk.end("quit")
    return lines, tabs


def alone(plumbline, workbook, environment, answers):
    """The same capture, each by a process of its own."""
    times = []
    for number in range(answers):
        start = time.perf_counter()
        subprocess.run([plumbline, "set", FIELD, "--meaning", f"Told {number}.", "--workbook", workbook], check=True,
                       env=environment, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return times


def main():
    plumbline, workbook = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    answers = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    environment = {**os.environ, "TERM": "dumb", "NO_COLOR": "1"}
    told = {"Enter → prompt": workshop(plumbline, workbook, environment, answers)}
    told["shell, a capture"], told["shell, Tab"] = shell(plumbline, workbook, environment, answers)
    told["plumbline set"] = alone(plumbline, workbook, environment, answers)
    json.dump({name: statistics.median(times) * 1000 for name, times in told.items()}, sys.stdout)


if __name__ == "__main__":
    main()
