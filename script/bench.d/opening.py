"""How a page of many items opens and searches in a real Chromium: what a reader waits for."""

import shutil
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "Tests/BinaryTests/browser"))
from chromium import Chromium  # noqa: E402

# What the browser itself says of opening, in milliseconds since the page was asked for.
OPENING = """(() => {
  const [page] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return {content: page.domContentLoadedEventEnd, loaded: page.loadEventEnd, paint: paint ? paint.startTime : null};
})()"""
# From a key to the frame after the results of it: what the finger feels.
KEYS = """(async () => {
  const box = document.querySelector("dialog[open] input"), times = [];
  for (const text of ["o", "or", "ord", "orde", "order", "order_", "order_f", "customer", "zzzz", "object0300"]) {
    const began = performance.now();
    box.value = text;
    box.dispatchEvent(new Event("input", {bubbles: true}));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - began);
  }
  return times;
})()"""
# The longest that the page holds its only thread while it is scrolled from end to end.
SCROLL = """(async () => {
  let longest = 0;
  for (let part = 1; part <= 40; part++) {
    const began = performance.now();
    scrollTo(0, document.documentElement.scrollHeight * part / 40);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    longest = Math.max(longest, performance.now() - began);
  }
  return longest;
})()"""


def measure(program, page, runs):
    """Medians over some openings, in milliseconds."""
    found = {}
    for _ in range(runs):
        browser = Chromium(program)
        try:
            browser.open(str(page.absolute()))
            # Nothing is painted where nobody looks until a frame is asked for.
            browser.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
            browser.until("performance.getEntriesByName('first-contentful-paint').length")
            for name, value in browser.run(OPENING).items():
                found.setdefault(name, []).append(value)
            browser.key("/", text="/")
            browser.until("document.querySelector('dialog[open]')")
            browser.until("document.querySelector('[role=status]').textContent.includes('entries')", 60)
            found.setdefault("index", []).append(browser.run("performance.now()"))
            keys = browser.run(KEYS)
            found.setdefault("key", []).append(statistics.median(keys))
            found.setdefault("slowest key", []).append(max(keys))
            browser.key("Escape", 27)
            found.setdefault("scroll", []).append(browser.run(SCROLL))
        finally:
            browser.close()
    return {name: statistics.median(values) for name, values in found.items()}


def lines(bench, size):
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        return print("Chromium is not installed (apt-get install chromium): skipped.", file=sys.stderr)
    print(f"{size} items in Chromium …", file=sys.stderr, flush=True)
    file = bench.workbook(size)
    out = file.parent / "page"
    subprocess.run([bench.plumbline, "render", "--format", "html", "--to", out, "--workbook", file, "--quiet"],
                   check=True)
    found = measure(program, out / "index.html", max(1, bench.runs // 2))
    for line, name, limit in (("page, first paint", "paint", 2000), ("page, ready", "content", 4000),
                              ("page, search knows all", "index", None), ("page, a key of a search", "key", 50),
                              ("page, slowest key", "slowest key", 200), ("page, slowest jump", "scroll", 500)):
        value = found[name]
        bench.table.add(line, size, f"{value:.0f} ms", "", "", f"≤ {limit} ms" if limit else "",
                        value <= limit if limit else None)
