#!/usr/bin/env python3
"""The canonical form of a workbook, done a second time: docs/canonical-form.md is all that this was made from.

    check.py EXPORT.json   reads what `plumbline export json` writes, takes every digest and every hash of the journal
                           anew, and says which do not agree
    check.py [FOLDER]      checks a folder that was packed for sign-off, this one if none is named: every file, the
                           facts, what each vote states, and with OpenSSH at hand each signature

Nothing of Plumbline is used, and nothing but Python 3. Exit status 1 when anything does not agree.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys

RECORDS = {"workshop", "actual", "estimate", "sign-off", "baseline", "amendment", "approval", "condition", "signature"}


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


def read(folder, path):
    with open(os.path.join(folder, path), "rb") as file:
        return file.read()


def lies_in(path):
    """Whether a path of a manifest leads into the folder and nowhere else."""
    return all(part and part[0] not in ".-" and "\\" not in part for part in path.split("/"))


def is_plain(path):
    """Whether it is a file, and neither a link nor a pipe that nobody writes into."""
    return os.path.isfile(path) and not os.path.islink(path)


def files_of(folder):
    """Every file in a folder and below it, by path."""
    for place, folders, names in os.walk(folder):
        for name in names + [name for name in folders if os.path.islink(os.path.join(place, name))]:
            yield os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")


def seals_in(folder):
    """The signatures of the manifest itself, which no digest can be of."""
    for name in sorted(os.listdir(folder)):
        if name.startswith("manifest.json.") and name.endswith("sig") and is_plain(os.path.join(folder, name)):
            yield name


def wrong_files(folder, manifest):
    """Files that are not those of the manifest, in words."""
    here = {path for path in files_of(folder) if is_plain(os.path.join(folder, path))}
    known = {"manifest.json": hashlib.sha256(read(folder, "manifest.json")).hexdigest()}
    for file in manifest["files"]:
        path = file["path"]
        if not lies_in(path):
            yield f"{path}: leads out of the folder"
            continue
        known[path] = file["sha256"]
        if path not in here:
            yield f"{path}: is missing"
        elif hashlib.sha256(read(folder, path)).hexdigest() != file["sha256"]:
            yield f"{path}: is not the file that was packed"
    for path in sorted(set(files_of(folder)) - set(known) - {"SHA256SUMS"} - set(seals_in(folder))):
        yield f"{path}: was not packed"
    sums = "".join(f"{known[path]}  {path}\n" for path in sorted(known, key=lambda path: path.encode()))
    if "SHA256SUMS" not in here or read(folder, "SHA256SUMS") != sums.encode():
        yield "SHA256SUMS: does not say what manifest.json says"


def wrong_statements(folder, manifest, export):
    """What is not on these facts, or is not what was stated, in words."""
    frozen = manifest["baseline"]["statement"]
    items = {frozen["baseline"]: items_of(export["facts"])}
    heads = {frozen["baseline"]: export.get("head")}
    for earlier in export["baselines"]:
        if earlier["ref"] in items:
            # Else what is told of it would stand in the place of the facts that are here.
            yield f"facts.json: the baseline {earlier['ref']} is told twice"
            continue
        items[earlier["ref"]] = {ref: value for ref, _, value in earlier["items"]}
        heads[earlier["ref"]] = earlier["head"]
    amendments = {amendment["ref"]: digest(amendment["statement"]) for amendment in manifest["amendments"]}
    told = [("statements/baseline.json", frozen)]
    told += [(one["file"], one["statement"]) for one in manifest["amendments"] + manifest["votes"]]
    for path, statement in told:
        if lies_in(path) and read(folder, path) != canonical(statement).encode():
            yield f"{path}: something else was stated"
        if statement["statement"] == "plumbline-amendment-1":
            for ref, value in (statement["amends"], statement["baseline"]):
                if ref not in items or digest_of(items[ref]) != value:
                    yield f"{path}: is about another {ref}"
            continue
        ref = statement["baseline"]
        if ref not in items or statement["digest"] != digest_of(items[ref]) or statement["head"] != heads[ref]:
            yield f"{path}: is not about the facts in facts.json"
            continue
        for item, value in statement.get("about", []):
            if items[ref].get(item) != value:
                yield f"{path}: is about another {item}"
        if statement.get("amendment") and amendments.get(statement["amendment"][0]) != statement["amendment"][1]:
            yield f"{path}: is about another {statement['amendment'][0]}"


def wrong_signatures(folder, manifest):
    """Signatures that OpenSSH does not find good under the keys in the folder, in words."""
    for signature in manifest["signatures"]:
        words = ["ssh-keygen", "-Y", "verify", "-n", "plumbline", "-f", os.path.join(folder, "allowed_signers")]
        words += ["-I", signature["signer"], "-s", os.path.join(folder, signature["file"])]
        if not (lies_in(signature["file"]) and lies_in(signature["statement"])):
            yield f"{signature['ref']}: leads out of the folder"
        elif subprocess.run(words, input=read(folder, signature["statement"]), capture_output=True).returncode:
            yield f"{signature['file']}: is no signature of {signature['statement']} by {signature['signer']}"
    for name in seals_in(folder):
        words = ["ssh-keygen", "-Y", "check-novalidate", "-n", "plumbline", "-s", os.path.join(folder, name)]
        if subprocess.run(words, input=read(folder, "manifest.json"), capture_output=True).returncode:
            yield f"{name}: is no signature of manifest.json"


def check_folder(folder):
    """Says what is wrong with a folder that was packed for sign-off; how many things that is."""
    manifest = json.loads(read(folder, "manifest.json"))
    wrong = list(wrong_files(folder, manifest))
    # What is missing was told; the rest cannot be looked at then.
    if not any(line.endswith(("is missing", "out of the folder")) for line in wrong):
        export = json.loads(read(folder, "facts.json"))
        wrong += list(differences(export)) + list(wrong_statements(folder, manifest, export))
        if shutil.which("ssh-keygen"):
            wrong += list(wrong_signatures(folder, manifest))
        elif manifest["signatures"]:
            print("ssh-keygen is not here; no signature was looked at")
    for line in wrong:
        print(line)
    files, votes, signatures = (len(manifest[name]) for name in ("files", "votes", "signatures"))
    print(f"files {files}, votes {votes}, signatures {signatures}, differences {len(wrong)}")
    for signature in manifest["signatures"]:
        print(f"compare {signature['key']} with what {signature['name']} says of their key")
    return len(wrong)


def check_export(path):
    with open(path, encoding="utf-8") as file:
        export = json.load(file)
    wrong = list(differences(export))
    for line in wrong:
        print(line)
    print(f"{len(export['items'])} items, {len(export['journal'])} entries, {len(wrong)} differences")
    return len(wrong)


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    try:
        return 1 if (check_folder if os.path.isdir(path) else check_export)(path) else 0
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{path}: cannot be checked: {error!r}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
