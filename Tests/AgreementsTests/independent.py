#!/usr/bin/env python3
"""The canonical form of a workbook, done a second time: docs/canonical-form.md is all that this was made from.

Reads what `plumbline export json` writes, takes every digest and every hash of the journal anew, and says which do
not agree. Nothing of Plumbline is used.   independent.py EXPORT.json
"""

import base64
import hashlib
import json
import sys

RECORDS = {"workshop", "actual", "estimate", "sign-off", "baseline", "approval", "condition", "signature"}


def number(value):
    """ECMA-262 Number::toString, from the shortest digits that Python's repr gives."""
    if isinstance(value, int):
        return str(value)
    if value == 0:
        return "0"
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = whole + fraction
    point = len(whole) + (int(exponent) if exponent else 0)
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    digits = stripped.rstrip("0")
    sign = "-" if value < 0 else ""
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    tail = "." + digits[1:] if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{'-' if point < 1 else '+'}{abs(point - 1)}"


SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def text(value):
    escaped = (SHORT.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 0x20 else c) for c in value)
    return '"' + "".join(escaped) + '"'


def canonical(value):
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    names = sorted(value, key=lambda name: name.encode())
    return "{" + ",".join(text(name) + ":" + canonical(value[name]) for name in names) + "}"


def digest(value):
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def whole_of(fact, by_ref):
    """The reference of the item that a fact is part of."""
    kind, known = fact["kind"], fact["attributes"]
    if kind == "representation":
        return known.get("entity") or known["system"]
    if kind == "code-list":
        return known["system"]
    if kind == "signal":
        return known["flow"]
    if kind == "step":
        return known["process"]
    parent = {"field": "representation", "permission": "representation", "code": "code-list", "effect": "step"}
    if kind in parent:
        return whole_of(by_ref[known[parent[kind]]], by_ref)
    return fact["ref"]


def items_of(facts):
    by_ref = {fact["ref"]: fact for fact in facts}
    parts = {}
    for fact in facts:
        if fact["kind"] not in RECORDS:
            parts.setdefault(whole_of(fact, by_ref), []).append(fact)
    items = {}
    for ref, own in parts.items():
        own.sort(key=lambda fact: fact["ref"].encode())
        facts = [{name: fact[name] for name in ("attributes", "kind", "ref")} for fact in own]
        items[ref] = digest({"facts": facts, "item": ref, "kind": by_ref[ref]["kind"]})
    return items


def digest_of(items):
    pairs = [[ref, items[ref]] for ref in sorted(items, key=lambda ref: ref.encode())]
    return digest({"form": "plumbline-canonical-1", "items": pairs})


def hash_of(entry, previous):
    members = {name: entry[name] for name in entry if name not in ("hash", "changeset")}
    members["changeset"] = hashlib.sha256(base64.b64decode(entry["changeset"], validate=True)).hexdigest()
    members["form"] = "plumbline-journal-1"
    if previous:
        members["previous"] = previous
    return digest(members)


def differences(export):
    """Every digest that is not what it should be, in words."""
    items = items_of(export["facts"])
    told = {item["ref"]: item["digest"] for item in export["items"]}
    for ref in sorted(set(items) | set(told)):
        if items.get(ref) != told.get(ref):
            yield f"item {ref}: {items.get(ref)} here, {told.get(ref)} there"
    if digest_of(items) != export["digest"]:
        yield f"digest: {digest_of(items)} here, {export['digest']} there"
    hashes, previous = {}, None
    for entry in export["journal"]:
        expected = hash_of(entry, previous)
        if expected != entry["hash"]:
            yield f"entry {entry['seq']}: {expected} here, {entry['hash']} there"
        previous = hashes[entry["seq"]] = entry["hash"]
    if previous != export.get("head"):
        yield f"head: {previous} here, {export.get('head')} there"
    by_ref = {fact["ref"]: fact for fact in export["facts"]}
    for baseline in export["baselines"]:
        frozen = {ref: value for ref, _, value in baseline["items"]}
        if digest_of(frozen) != baseline["digest"] or by_ref[baseline["ref"]]["attributes"]["digest"] != baseline["digest"]:
            yield f"baseline {baseline['ref']}: {digest_of(frozen)} here, {baseline['digest']} there"
        if hashes.get(baseline["entry"]) != baseline["head"]:
            yield f"baseline {baseline['ref']}: its entry {baseline['entry']} has another hash"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        export = json.load(file)
    wrong = list(differences(export))
    for line in wrong:
        print(line)
    print(f"{len(export['items'])} items, {len(export['journal'])} entries, {len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
