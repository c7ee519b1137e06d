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
# The slowest of 40 jumps from end to end: until what is there is painted, which is some frames later, for a browser
# lays out what comes into sight when it is about to.
PAINTED = "for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
SCROLL = """(async () => {
  let longest = 0;
  for (let part = 1; part <= 40; part++) {
    const began = performance.now();
    scrollTo(0, document.documentElement.scrollHeight * part / 40);
    %s
    longest = Math.max(longest, performance.now() - began);
  }
  return longest;
})()""" % PAINTED
# From a link to a fact far away until its row is in sight, marked, and stays where it is: that is, is found there in
# ten frames after.
FACT = """(() => {
  const places = document.querySelectorAll("main td code[id]");
  return places[Math.floor(places.length * 0.8)].id;
})()"""
ARRIVED = """(async () => {
  let at = 0, last = null;
  for (let still = 0; still < 10;) {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const top = document.querySelector(":target")?.getBoundingClientRect().top;
    if (top !== last || !(top >= 0 && top < innerHeight)) still = 0;
    else if (!still++) at = performance.now();
    last = top;
  }
  return at;
})()"""
# A letter in the filter of a table, or a click on a head of it, until what is then in sight is painted.
TABLE = """(async () => {
  const figure = document.querySelector("figure.q"), box = figure.querySelector("input"), filters = [], sorts = [];
  const timed = async (times, act) => {
    const began = performance.now();
    act();
    for (let i = 0; i < 2; i++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - began);
    // Whoever types takes some time too.
    await new Promise((done) => setTimeout(done, 150));
  };
  box.focus();
  for (const text of ["w", "wo", "words", "words 1", "words 12", "words 123", "zzz", "", "severity:blocker", ""]) {
    await timed(filters, () => {
      box.value = text;
      box.dispatchEvent(new Event("input", {bubbles: true}));
    });
  }
  for (const column of [1, 1, 1, 4, 4, 3, 2]) {
    await timed(sorts, () => figure.querySelectorAll("thead th")[column].querySelector("button").click());
  }
  return [filters, sorts];
})()"""
# The largest table that a template of a team's own might ask for: as many rows as there are items.
TEMPLATE = """---
title: Long
order: 1
---

## All of it

```sql table
with recursive n(i) as (select 1 union all select i + 1 from n where i < {rows})
select 'X-' || i as "Reference:anchor", (i * 7919) % {rows} - 500 as "Number:number",
       date('2026-01-01', '+' || (i * 37 % 400) || ' days') as "Day",
       case i % 3 when 0 then 'minor' when 1 then 'blocker' else 'major' end as "Severity:state",
       'Who decides what words ' || (i * 7919 % {rows}) || ' of the orders may hold?' as "Question",
       'words of thing ' || (i % 97) as "Thing", 'string, max 80' as "Type", 'words' as "Eight",
       'the source wins' as "Nine", 'Stock line ' || i || ' field null approval' as "Ten", 'words' as "Eleven",
       null as "Twelve"
  from n
```
"""


def painted(browser):
    """Nothing is painted where nobody looks until a frame is asked for."""
    browser.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def opened(program, page, found):
    """What a reader of one file waits for."""
    browser = Chromium(program)
    try:
        browser.open(str(page.absolute()))
        painted(browser)
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
        browser.run("scrollTo(0, 0)")
        painted(browser)
        fact = browser.run(FACT)
        began = browser.run(f"location.hash = {'#' + fact!r}; performance.now()")
        found.setdefault("link", []).append(browser.run(ARRIVED) - began)
    finally:
        browser.close()
    browser = Chromium(program)
    try:
        browser.open(f"{page.absolute()}#{fact}")
        found.setdefault("fact", []).append(browser.run(ARRIVED))
    finally:
        browser.close()


def table(program, page, found):
    """What it takes to filter and to sort one long table."""
    browser = Chromium(program)
    try:
        browser.open(str(page.absolute()))
        browser.run("document.querySelector('figure.q').scrollIntoView(); 0")
        browser.until("document.querySelector('figure.q .tools input')")
        for name, times in zip(("filter", "sort"), browser.run(TABLE)):
            found.setdefault(name, []).append(statistics.median(times))
            found.setdefault(f"slowest {name}", []).append(max(times))
    finally:
        browser.close()


def measure(program, page, long, runs):
    """Medians over some openings, in milliseconds."""
    found = {}
    for _ in range(runs):
        opened(program, page, found)
        table(program, long, found)
    return {name: statistics.median(values) for name, values in found.items()}


def long_page(bench, file, size):
    """A pack of one table, of as many rows as there are items."""
    folder = file.parent / "long"
    templates = folder / "method/templates"
    templates.mkdir(parents=True, exist_ok=True)
    (templates / "long.md").write_text(TEMPLATE.format(rows=size))
    shutil.copy(file, folder / "long.plumb")
    subprocess.run([bench.plumbline, "render", "long", "--format", "html", "--to", "page", "--workbook", "long.plumb",
                    "--quiet"], cwd=folder, check=True)
    return folder / "page/index.html"


def lines(bench, size):
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        return print("Chromium is not installed (apt-get install chromium): skipped.", file=sys.stderr)
    print(f"{size} items in Chromium …", file=sys.stderr, flush=True)
    file = bench.workbook(size)
    out = file.parent / "page"
    subprocess.run([bench.plumbline, "render", "--format", "html", "--to", out, "--workbook", file, "--quiet"],
                   check=True)
    found = measure(program, out / "index.html", long_page(bench, file, size), max(1, bench.runs // 2))
    for line, name, limit in (
            ("page, first paint", "paint", 2000), ("page, ready", "content", 4000),
            ("page, search knows all", "index", 4000), ("page, a key of a search", "key", 50),
            ("page, slowest key", "slowest key", 200), ("page, slowest jump", "scroll", 500),
            ("page, a link to a fact", "link", 500), ("page, opened at a fact", "fact", None),
            ("long table, a filter", "filter", 100), ("long table, slowest filter", "slowest filter", 500),
            ("long table, a sort", "sort", 200), ("long table, slowest sort", "slowest sort", 500)):
        value = found[name]
        bench.table.add(line, size, f"{value:.0f} ms", "", "", f"≤ {limit} ms" if limit else "",
                        value <= limit if limit else None)
