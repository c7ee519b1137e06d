"""Recomputes every number on page one of a pack from the pack's tables, and prints what differs, a line each.

Shares nothing with the program: it reads `summary.md`, `README.md` and `index.html` as text, the tables as CSV and
JSON. A number that nothing here accounts for is a difference, so that no figure can come to page one untraced.
"""

import csv
import html
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(sys.argv[1])
problems = []


def unguarded(cell):
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r\n＝＋－＠]", cell) else cell


def read(name):
    """The rows of a table, by the titles of its columns, after comparing its two files."""
    with (FOLDER / "tables" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        head, *lines = csv.reader(file, strict=True)
    rows = [dict(zip(head, map(unguarded, line))) for line in lines]
    told = json.loads((FOLDER / "tables" / f"{name}.json").read_text(encoding="utf-8"))["rows"]
    if len(told) != len(rows):
        problems.append(f"{name}: {len(rows)} rows as CSV, {len(told)} as JSON")
    for one, two in zip(rows, told):
        for key, cell in one.items():
            value = two.get(key)
            same = (
                cell == "" if value is None
                else cell == ("yes" if value else "no") if isinstance(value, bool)
                else float(cell) == value if isinstance(value, (int, float))
                else cell == value
            )
            if not same:
                problems.append(f"{name}, {key}: {cell!r} as CSV, {value!r} as JSON")
    return rows


def rounded(number):
    """To whole ones, halves away from nothing."""
    return int(float(number) + 0.5)


def bare(markdown):
    """The words of a Markdown text: without comments, where links lead, marks, and what holds thousands apart."""
    text = re.sub(r"<!--.*?-->", "", markdown, flags=re.S)
    text = re.sub(r"(?<!\\)\[((?:`[^`]*`|\\.|[^\[\]\\`])*)\]\((?:[^()\\]|\\.)*\)", r"\1", text)
    text = re.sub(r"\*\*|`(?!``)(?<!``)", "", text)
    text = re.sub(r"(?<=\d)\u202f(?=\d)", "", text)
    return re.sub(r"\\([^\w\s])", r"\1", text)


page = bare((FOLDER / "summary.md").read_text(encoding="utf-8"))
left = page


def told(what, expected):
    """This stands on page one, whatever the breaks of its lines; what it holds is accounted for."""
    global left
    pattern = r"\s+".join(re.escape(word) for word in expected.split())
    match = re.search(r"(?<![\w.])" + pattern + r"(?![\w])", left)
    if not match:
        problems.append(f"{what}: page one does not say {expected!r}")
        return
    left = left[: match.start()] + " " + left[match.end():]


def line(what, *cells):
    """A row of a table on page one."""
    told(what, "| " + " | ".join(str(cell) for cell in cells) + " |")


people = {row["Reference"]: row["Name"] for row in read("person")}


def called(ref):
    """A person as pages call them: by name, with the reference where two have one name."""
    name = people[ref]
    return name if list(people.values()).count(name) == 1 else f"{name} ({ref})"


# How far it is decided

placed = [(place, gap) for place, gap in enumerate(read("open-gaps"), 1) if not gap["Waived by"]]
gaps = [gap for _, gap in placed]
severity = lambda word, rows=gaps: sum(gap["Severity"] == word for gap in rows)
mappings = {row["Reference"]: row["State"] for row in read("mapping")}
crosswalks = {row["Reference"]: row["State"] for row in read("value-mapping")}
settled = ("agreed", "not-needed", "rejected")
systems, effects, exceptions, flows = read("system"), read("effect"), read("exception"), read("flow")
parts = [
    ("Context: systems with both owners", [s["Business owner"] and s["Technical owner"] for s in systems]),
    ("Semantics: mapping rows", [state in settled for state in mappings.values()]),
    ("Semantics: crosswalk rows", [state in settled for state in crosswalks.values()]),
    ("Workflow: effects", [effect["Decision"] not in ("", "undecided") for effect in effects]),
    ("Exceptions: what is done", [bool(exception["Disposition"]) for exception in exceptions]),
    ("Production: flows with owner and maintainer", [flow["Owner"] and flow["Maintainer"] for flow in flows]),
]
decided = [f"{sum(map(bool, done))} of {len(done)}" for _, done in parts]
line("key figures", severity("blocker"), severity("major"), *decided[1:5])
for (title, done), of in zip(parts, decided):
    # The bar beside it is drawn to the same share.
    row = re.search(re.escape(f"| {title} |") + r"([^\n|]*)\|([^\n|]*)\|([^\n]*)", left)
    if not row:
        problems.append(f"{title}: no row on page one")
        continue
    share = 100 * sum(map(bool, done)) / len(done)
    if abs(float(row[1]) - share) > 0.006 or abs(float(row[2]) - 100 + share) > 0.006 or of not in row[3]:
        problems.append(f"{title}: page one says {row[0]!r}, not {share} and {of}")
    left = left.replace(row[0], " ", 1)
for dimension in {gap["Dimension"] for gap in gaps}:
    of = [gap for gap in gaps if gap["Dimension"] == dimension]
    line(dimension, dimension, *(severity(word, of) for word in ("blocker", "major", "minor")))

# What it takes

engagement = read("engagement")[0]
total = {row["Confidence"]: row for row in read("estimate-total")}
groups, additions = read("estimate-groups"), read("estimate-additions")
figures = {row["Figure"]: row["Value"] for row in read("estimate-figures")}
hours = {name: float(row["Effort, hours"]) for name, row in total.items()}
for name, row in total.items():
    weeks = row["Duration, weeks"]
    line(name, name, rounded(hours[name]), rounded(row["Effort, days"]), rounded(row["Cost"]), rounded(weeks))
    checks = [
        ("days", float(row["Effort, days"]), hours[name] / float(figures["hours_per_day"])),
        ("cost", float(row["Cost"]), hours[name] * float(engagement["Hourly rate"])),
    ]
    for what, one, two in checks:
        if one != rounded(two):
            problems.append(f"{name}: the {what} is {one}, and {two} by the other columns")
    begin = date.fromisoformat(figures["start"])
    if row["Finish"] != str(begin + timedelta(weeks=rounded(weeks))):
        problems.append(f"{name}: {row['Finish']} is not {weeks} weeks after {begin}")

base = sum(float(group["Mean, hours"]) for group in groups)
mean = base + sum(float(addition["Mean, hours"]) for addition in additions)
for row in groups + additions + [row for name in ("entities", "flows", "systems") for row in read(f"estimate-{name}")]:
    for column in row:
        if column.endswith("hours") and float(row[column]) != int(float(row[column])):
            problems.append(f"{row} has {column} that are not whole")
for name in ("entities", "flows", "systems"):
    if sum(float(row["Mean of the whole, hours"]) for row in read(f"estimate-{name}")) != mean:
        problems.append(f"the {name} do not add up to the mean of the whole")
resolve = [row for row in additions if row["Part"] == "Resolving an open gap"][0]
others = [row for row in additions if row is not resolve]
closing = read("estimate-closing")
together = [row for row in closing if row["What is closed"] == "all together"][0]["Number"]
priced = sum(row["What is closed"] == "one gap" for row in closing)
shares = [(float(group["Share of the work itself"]), group["Visible"] == "yes") for group in groups]
if abs(sum(share for share, _ in shares) - 1) > 1e-9:
    problems.append("the shares of the groups do not add up")
visible = sum(share for share, seen in shares if seen)
if abs(visible - sum(float(group["Mean, hours"]) for group in groups if group["Visible"] == "yes") / base) > 0.02:
    problems.append(f"the visible share, {visible}, is not that of its hours")
naive = rounded(eval(re.sub(r" [a-z][a-z ]*", " ", figures["naive_formula"]).replace("×", "*")))
year = rounded(sum(float(row["A year, hours"]) for row in read("estimate-run-cost")))
deadline = date.fromisoformat(engagement["Deadline"])


def beside(finish):
    late = (date.fromisoformat(finish) - deadline).days
    if late >= 11:
        return f"{rounded(late / 7)} weeks after the deadline"
    return f"{late} days after the deadline" if late > 0 else "in time for the deadline"


if int(together) != priced:
    problems.append(f"{together} gaps are closed together, and {priced} one by one")
told("P50", f"effort stays under {rounded(hours['P50'])} hours")
told("P80", f"eight of ten under {rounded(hours['P80'])} hours")
told("means", f"On average it is {rounded(mean)} hours: {rounded(base)} for the work itself")
told("gaps", f"{rounded(resolve['Mean, hours'])} for resolving the {together} open blockers and major gaps")
told("the rest", ", ".join(
    f"{rounded(row['Mean, hours'])} for {row['Part'][0].lower()}{row['Part'][1:]}" for row in others))
told("visible", f"connecting the systems – is {rounded(100 * visible)}%")
told("hidden", f"is the other {100 - rounded(100 * visible)}%")
told("naive", f"would have said {naive} hours")
told("ratio", f"is {rounded(10 * hours['P50'] / naive) / 10:g} times that")
told("year two", f"about {year} hours in year two")
finishes = [total[name]["Finish"] for name in ("P50", "P80")]
told("finish", f"Finish in sight: {finishes[0]} in half of the simulated runs ({beside(finishes[0])}), {finishes[1]} in")
told("finish", f"eight of ten ({beside(finishes[1])})")
told("finish", f"work that begins on {figures['start']}, half of the simulated runs finish by {finishes[0]}")
told("finish", f"({beside(finishes[0])}), eight of ten by {finishes[1]} ({beside(finishes[1])})")

curve = [(float(row["Stays under, hours"]), 100 * float(row["Share of the runs"])) for row in read("estimate-curve")]
if [share for _, share in curve] != sorted({share for _, share in curve}) or curve != sorted(curve):
    problems.append("the curve does not rise")
for name, share in (("P10", 10), ("P50", 50), ("P80", 80), ("P90", 90)):
    under = [hour for hour, percent in curve if round(percent) == share][0]
    if under != hours[name]:
        problems.append(f"{name} is {hours[name]}, and {under} on the curve")
    number = rounded(under)
    line(name, f"{name}: {number} h", str(number), f"{share}\u00a0%")
capacity = (deadline - begin).days / 7 * float(engagement["Team size"]) * float(engagement["Focus hours per week"])
line("capacity", f"What the team has until {deadline}", rounded(capacity), "—")
drawn = re.search(r'x-axis "hours" (\d+) --> (\d+)\n.*"per cent" 0 --> 100\n\s*line \[([^\]]*)\]', left)
if not drawn:
    problems.append("the curve is not drawn")
else:
    low, high, shares = int(drawn[1]), int(drawn[2]), [float(share) for share in drawn[3].split(",")]
    if (low, high) != (rounded(curve[0][0]), rounded(curve[-1][0])):
        problems.append(f"the curve is drawn from {low} to {high}")
    for step, share in enumerate(shares):
        x = low + (high - low) * step / (len(shares) - 1)
        after = next((i for i, (hour, _) in enumerate(curve) if hour >= x), len(curve) - 1)
        before = max(after - 1, 0)
        if not curve[before][1] - 0.6 <= share <= curve[after][1] + 0.6:
            problems.append(f"the curve is drawn through {share} at {x:.0f} hours")
    left = left.replace(drawn[0], " ", 1)

# What stops sign-off, and who decides

blockers = [(place, gap) for place, gap in placed if gap["Severity"] == "blocker"]
for place, gap in blockers[:15]:
    line(f"gap {place}", gap["About"], gap["What is missing"], called(gap["Ask"]) if gap["Ask"] else "nobody is known yet",
         f"gap {place}")
asked = [(place, gap) for place, gap in placed if gap["Ask"] and gap["Ask"] == engagement["Sponsor"]]
for place, gap in asked[:10]:
    line(f"gap {place}, asked of the sponsor", f"gap {place}", gap["Question"], gap["About"],
         {"blocker": "■", "major": "▲"}.get(gap["Severity"], "·") + " " + gap["Severity"])
newest = read("baseline")[-1]["Reference"]
votes = {}
for vote in read("approval"):
    if vote["Baseline"] == newest:
        votes.setdefault(vote["Role"].lower(), {})[vote["Person"]] = vote["Vote"]
voted = [list(votes.get(row["Role"].lower(), {}).values()) for row in read("sign-off")]
agreed = sum(any(vote.startswith("approve") for vote in cast) and "reject" not in cast for cast in voted)
refused = sum("reject" in cast for cast in voted)
told("standing", f"Not ready to be signed: {len(blockers)} blockers are open; of {len(voted)} who have to agree, "
                 f"{agreed} did and {refused} refused.")
if len(blockers) > 15:
    told("more blockers", f"And {len(blockers) - 15} more, in the gaps.")
for person in {gap["Ask"] for gap in gaps}:
    of = [gap for gap in gaps if gap["Ask"] == person]
    line(
        f"{person}'s list", called(person) if person else "nobody is known to ask", severity("blocker", of), severity("major", of), len(of),
        of[0]["Question"])

# The rest are texts that were captured, as they stand in their tables.

told("deadline", f"Deadline: {engagement['Deadline']}")
for text in (engagement["Name"], engagement["Client"], engagement["Outcome"], engagement["In scope"], engagement["Out of scope"]):
    told("the engagement", text)
for row in read("sign-off"):
    told("who has to agree", row["Role"])
left = re.sub(r"```mermaid.*?```", "", left, flags=re.S)
for number, rest in enumerate(left.split("\n"), 1):
    if re.search(r"\d", rest):
        problems.append(f"nothing accounts for the numbers in {rest.strip()!r}")

# The cover says some of it again.

cover = bare((FOLDER / "README.md").read_text(encoding="utf-8")).split("\n## ")[0]
head = html.unescape(re.sub(r"<[^>]*>", " ", re.search(
    r"<header.*?</header>", (FOLDER / "index.html").read_text(encoding="utf-8"), re.S)[0]))
for where, text in (("README.md", cover), ("the cover", head)):
    text = re.sub(r"(?<=\d)\u202f(?=\d)", "", text)
    for figure in (
        f"{len(blockers)} open blocker", f"{rounded(hours['P80'])} hours", f"{rounded(total['P80']['Cost'])}", f"{year} hours",
        finishes[1], engagement["Deadline"], f"{agreed} of {len(voted)}",
    ):
        if figure not in text:
            problems.append(f"{where} does not say {figure!r}")

print("\n".join(problems[:40]), end="")
