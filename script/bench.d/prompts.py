"""Measures the time from Enter to the next prompt of a workshop, on a pseudo-terminal.

usage: prompts.py PLUMBLINE WORKBOOK [ANSWERS]
Prints one number: the median of so many answers, in milliseconds. The script it plays walks the fields, and
gives each an example.
"""

import os
import pty
import select
import statistics
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

    def end(self):
        os.write(self.terminal, b"q\r")
        while True:
            try:
                if not os.read(self.terminal, 65536):
                    break
            except OSError:
                break
        os.waitpid(self.process, 0)


def main():
    plumbline, workbook = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    answers = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    folder = os.path.join(os.path.dirname(workbook), "method", "workshops")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "bench.yaml"), "w") as file:
        file.write(SCRIPT)
    environment = {**os.environ, "TERM": "dumb", "NO_COLOR": "1"}
    talk = Talk([plumbline, "workshop", "start", "bench", "--plain", "--workbook", workbook], environment)
    talk.until_prompt()
    for _ in range(3):
        talk.answer("-")
    times = [talk.answer(f"Example {number}") for number in range(answers)]
    talk.end()
    print(f"{statistics.median(times) * 1000:.2f}")


if __name__ == "__main__":
    main()
