"""Reads reports as others do: python3 reports.py modules | sarif SCHEMA < REPORT | junit < REPORT.

`sarif` holds a report to the published schema of SARIF 2.1.0. `junit` prints, as JSON, what the third-party
reader junitparser makes of one. Called by ReportTests.swift.
"""

import json
import sys


def sarif(schema):
    import jsonschema

    with open(schema, encoding="utf-8") as file:
        validator = jsonschema.Draft4Validator(json.load(file), format_checker=jsonschema.FormatChecker())
    report = json.load(sys.stdin)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(report)]


def junit():
    import junitparser

    report = junitparser.JUnitXml.fromstring(sys.stdin.buffer.read())
    return [
        {
            "suite": suite.name, "tests": suite.tests, "failures": suite.failures, "skipped": suite.skipped,
            "cases": [
                {"name": case.name, "results": [[type(one).__name__, one.message, one.text] for one in case.result]}
                for case in suite
            ],
        }
        for suite in report
    ]


if sys.argv[1] == "modules":
    import jsonschema  # noqa: F401
    import junitparser  # noqa: F401
else:
    print(json.dumps(sarif(sys.argv[2]) if sys.argv[1] == "sarif" else junit()))
