"""Reads an XLSX workbook with openpyxl, which shares nothing with the writer, and prints it as JSON."""

import json
import sys

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape


def shown(cell):
    value = cell.value
    if isinstance(value, str):
        value = unescape(value)
    return {
        "value": value.isoformat()[:10] if cell.is_date and value is not None else value,
        "type": "date" if cell.is_date and value is not None else cell.data_type,
        "link": cell.hyperlink.location if cell.hyperlink else None,
        "format": cell.number_format,
    }


book = load_workbook(sys.argv[1])
about = book.properties
print(json.dumps({
    "": {"title": about.title, "subject": about.subject, "status": about.contentStatus, "comments": about.description,
         "created": about.created.isoformat()},
} | {
    sheet.title: {
        "rows": [[shown(cell) for cell in row] for row in sheet.iter_rows()],
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "choices": [[v.formula1, str(v.sqref)] for v in sheet.data_validations.dataValidation],
        "repeated": sheet.print_title_rows,
        "repeated-columns": sheet.print_title_cols,
        "widths": {letter: column.width for letter, column in sheet.column_dimensions.items()},
        "heights": [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)],
        "across": [sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.page_setup.orientation],
        "footer": sheet.oddFooter.left.text,
    }
    for sheet in book
}))
