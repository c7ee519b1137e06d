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
    }


book = load_workbook(sys.argv[1])
print(json.dumps({
    sheet.title: {
        "rows": [[shown(cell) for cell in row] for row in sheet.iter_rows()],
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "choices": [[v.formula1, str(v.sqref)] for v in sheet.data_validations.dataValidation],
        "repeated": sheet.print_title_rows,
    }
    for sheet in book
}))
