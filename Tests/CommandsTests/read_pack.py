"""Reads a pack with the readers of Python's library, and prints what is wrong with it, a line each."""

import csv
import json
import re
import sys
import zlib
from xml.etree import ElementTree
from zipfile import ZipFile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

ELEMENTS = set("""html head meta title style body main nav header footer article h1 h2 h3 h4 h5 h6 p a b em strong code
    pre bdi br hr span ul ol li dl div dt dd blockquote table caption thead tbody tr th td figure figcaption script img
    link colgroup col details summary svg g path rect polygon polyline text tspan title desc ellipse circle line defs
    time marker use pattern clippath button input label dialog form template section aside output search select option kbd
    """.split())


class Page(HTMLParser):
    """Elements we never write, attributes that run something, links that leave, ids that come twice, and rows of
    another width than their table's head."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.problems, self.ids, self.links, self.scripts = [], [], [], 0
        self.tables, self.cells = [], None

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            self.problems.append(f"element {tag}")
        self.scripts += tag == "script"
        for name, value in attributes:
            if name.startswith("on") or name == "style" or name in ("srcdoc", "formaction", "xlink:href"):
                self.problems.append(f"attribute {name} of {tag}")
            if name == "id":
                self.ids.append(value)
            if tag == "img" and name == "src" and not value.startswith("data:image/"):
                self.problems.append(f"a picture from {value}")
            if name in ("href", "src") and tag not in ("img", "link"):
                self.links.append(value)
        if tag == "table":
            self.end_row()
            self.tables.append(None)
        elif tag == "tr":
            self.end_row()
            self.cells = 0
        elif tag in ("td", "th") and self.cells is not None:
            self.cells += 1

    def handle_endtag(self, tag):
        if tag in ("tr", "thead", "tbody", "table"):
            self.end_row()
        if tag == "table" and self.tables:
            self.tables.pop()

    def end_row(self):
        if self.cells is None or not self.tables:
            return
        if self.tables[-1] is None:
            self.tables[-1] = self.cells
        elif self.tables[-1] != self.cells:
            self.problems.append(f"a row of {self.cells} cells under a head of {self.tables[-1]} near line {self.getpos()[0]}")
        self.cells = None


def read_html(path):
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    problems = page.problems
    problems += [f"{page.scripts} scripts"] if page.scripts > 1 else []
    problems += ["an id comes twice"] if len(set(page.ids)) != len(page.ids) else []
    if "assets" in {entry.name for entry in path.parent.iterdir()} or "assets" in {
        entry.name for entry in path.parent.parent.iterdir()
    }:
        return site_page(path, page)
    known = set(page.ids)
    for link in page.links:
        if not link.startswith("#"):
            problems.append(f"a link to {link}")
        elif link[1:] not in known:
            problems.append(f"a link to nothing: {link}")
    return problems


IDS = {}


def site_page(path, page):
    """Links of a site lead to its own files, and to places that are there."""
    problems = [problem for problem in page.problems if not problem.endswith("scripts")]
    for link in page.links:
        file, _, place = link.partition("#")
        target = (path.parent / unquote(file)).resolve() if file else path.resolve()
        if re.match(r"[a-z]+:", link) or not target.is_file():
            problems.append(f"{path.name}: a link to {link}")
        elif place:
            if target not in IDS:
                other = Page()
                other.feed(target.read_text(encoding="utf-8"))
                IDS[target] = set(other.ids)
            if place not in IDS[target]:
                problems.append(f"{path.name}: a link to nothing: {link}")
    return problems


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_docx(path):
    """Every part is XML; nothing leads out; the fields are ours; tables are tables; each link has its place, each
    drawing a picture, and each section its head and foot."""
    problems = []
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".svg")):
                root = ElementTree.fromstring(archive.read(name))
                for element in root.iter():
                    if element.get("TargetMode") == "External":
                        problems.append(f"{name} leads to {element.get('Target')}")
                    tag = element.tag.rpartition("}")[2]
                    words = (element.text or "").strip()
                    if tag in ("instrText", "fldSimple", "altChunk", "object") and words and not words.startswith("TOC "):
                        problems.append(f"{name}: a field {words or tag}")
            elif "vba" in name or "embeddings" in name or "activeX" in name:
                problems.append(f"{name} is in {path.name}")
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        if not any(element.tag.endswith("}tbl") for element in body.iter()):
            problems.append(f"{path.name} has no table")
        relations = {
            element.get("Id"): element.get("Type").rpartition("/")[2]
            for element in ElementTree.fromstring(archive.read("word/_rels/document.xml.rels"))
        }
        for element in body.iter():
            tag = element.tag.rpartition("}")[2]
            if tag in ("headerReference", "footerReference"):
                kind = relations.get(element.get(R + "id"))
                if kind != tag.removesuffix("Reference"):
                    problems.append(f"{path.name}: a {tag} leads to a {kind}")
        places = {element.get(W + "name") for element in body.iter(W + "bookmarkStart")}
        links = {element.get(W + "anchor") for element in body.iter(W + "hyperlink")} - {None}
        problems += [f"{path.name}: nothing is called {link}" for link in sorted(links - places)][:5]
        problems += [f"{path.name} shows {name}" for name in archive.namelist() if name.endswith(".svg")]
    return problems


ACTIVE = ("JS", "JavaScript", "Launch", "URI", "SubmitForm", "ImportData", "GoToR", "GoToE", "EmbeddedFile", "RichMedia", "AA",
          "OpenAction", "AcroForm", "XFA")


def read_pdf(path):
    """No object of the file does anything when it is opened or clicked, but for leading to a place in it."""
    data = path.read_bytes()
    objects = [re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.S)]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\n?endstream", data, re.S):
        if b"/ObjStm" in data[max(0, match.start() - 300):match.start()]:
            objects.append(zlib.decompress(match[1]))
    # What was captured stands in strings; names outside of them are what the file does.
    text = re.sub(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>", b"()", b"\n".join(objects), flags=re.S)
    found = {name for name in re.findall(rb"/([A-Za-z]+)\b", text)}
    return [f"{path.name} has /{name}" for name in ACTIVE if name.encode() in found]


def read_markdown(path):
    """Outside of fences a row of a table has as many bare pipes as the row of dashes, and no line begins markup."""
    problems, fence, width = [], None, None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[1:], 2):
        bare = line.strip()
        if fence:
            fence = None if bare == fence else fence
            continue
        if match := re.match(r"(`{3,}|~{3,})", bare):
            fence = match[1]
            continue
        if not line.startswith("|"):
            width = None
            if re.match(r"<[a-zA-Z/!?]", bare):
                problems.append(f"{path.name}:{number}: markup begins: {bare[:60]}")
            continue
        pipes = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
        if width is None:
            width = pipes
        elif pipes != width:
            problems.append(f"{path.name}:{number}: {pipes} pipes, not {width}")
    return problems + ([f"{path.name}: a fence is not closed"] if fence else [])


def read_csv(path):
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, strict=True))
    number = re.compile(r"-?[0-9][0-9.e+-]*")
    runs = [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r\n" and cell and not number.fullmatch(cell)]
    return [f"{path.name} has {cell!r}" for cell in runs] + (
        [f"{path.name}: rows of several widths"] if len({len(row) for row in rows}) != 1 else [])


def read_json(path):
    table = json.loads(path.read_text(encoding="utf-8"))
    if path.parent.name != "tables":
        return []
    columns = set(table["columns"])
    return [f"{path.name}: a row of other columns"] if any(set(row) != columns for row in table["rows"]) else []


def read_xlsx(path):
    try:
        from openpyxl import load_workbook
    except ImportError:
        return []
    problems = []
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if "externalLinks" in name or "vba" in name:
                problems.append(f"{name} is in {path.name}")
            if re.search(rb"<f[ >]|TargetMode=\"External\"", archive.read(name)):
                problems.append(f"{name} has a formula, or leads out")
    for sheet in load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    problems.append(f"{sheet.title}!{cell.coordinate} is a formula")
                if cell.hyperlink and cell.hyperlink.target and not cell.hyperlink.target.startswith("#"):
                    problems.append(f"{sheet.title}!{cell.coordinate} leads to {unquote(cell.hyperlink.target)}")
    return problems


READERS = {".html": read_html, ".md": read_markdown, ".csv": read_csv, ".json": read_json, ".xlsx": read_xlsx,
           ".docx": read_docx, ".pdf": read_pdf}
found = [path for path in sorted(Path(sys.argv[1]).rglob("*")) if path.suffix in READERS]
problems = [problem for path in found for problem in READERS[path.suffix](path)]
missing = {f".{ending}" for ending in sys.argv[2].split(",")} - {path.suffix for path in found}
problems += [f"{ending} is missing" for ending in sorted(missing)]
print("\n".join(problems[:40]), end="")
