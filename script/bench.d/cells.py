"""Writes down what is in an XLSX file, for `cells.c` to write it again.

The file is a run of records, each a letter, three little-endian 32-bit numbers and two texts with their lengths:
`S` a sheet (number of looks, first row that is no head, –; name), `C` a column (column, –, width in hundredths),
`H` the height of a row (row, –, hundredths), `T` a text (row, column, look; text), `N` a number (row, column, look;
its digits), `L` a link (row, column, look; text, target).
"""

import re
import struct
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def record(letter, a=0, b=0, c=0, first="", second=""):
    first, second = first.encode(), second.encode()
    return letter.encode() + struct.pack("<5I", a, b, c, len(first), len(second)) + first + b"\0" + second + b"\0"


def place(reference):
    """`B12` as row and column, both from 0."""
    letters, digits = re.match(r"([A-Z]+)(\d+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def write_cells(source, target):
    with zipfile.ZipFile(source) as archive, open(target, "wb") as out:
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        looks = len(styles.find(f"{MAIN}cellXfs"))
        names = [sheet.get("name") for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        for number, name in enumerate(names, 1):
            out.write(record("S", looks, first=name))
            write_sheet(ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")), out)


def write_sheet(sheet, out):
    links = {link.get("ref"): link.get("location") or "" for link in sheet.iter(f"{MAIN}hyperlink")}
    for column in sheet.iter(f"{MAIN}col"):
        out.write(record("C", int(column.get("min")) - 1, 0, round(float(column.get("width")) * 100)))
    for row in sheet.iter(f"{MAIN}row"):
        if row.get("customHeight"):
            out.write(record("H", int(row.get("r")) - 1, 0, round(float(row.get("ht")) * 100)))
        for cell in row:
            at, look = place(cell.get("r")), int(cell.get("s", 0))
            text = "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
            if cell.get("r") in links:
                out.write(record("L", *at, look, text, "internal:" + links[cell.get("r")]))
            elif cell.get("t") == "inlineStr":
                out.write(record("T", *at, look, text))
            else:
                out.write(record("N", *at, look, cell.findtext(f"{MAIN}v") or "0"))


if __name__ == "__main__":
    # By itself: what reads so much would be counted as the memory of whatever it starts.
    write_cells(*sys.argv[1:])
