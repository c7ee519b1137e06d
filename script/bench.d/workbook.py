"""Fills a workbook made by `plumbline init` with N items, a third of them mappings and the rest fields.

usage: workbook.py FILE N

An item is as rich as those of the generator that the rivals are measured with: a title, some nine short
attributes, 160 characters of meaning or rule, 110 of rationale, an owner, one parent. One item in a hundred
has no owner; all else is complete, for a bench of a scope nobody has worked on measures only its findings.
The rows are written straight into the tables, which is a hundred times faster than capturing them, and no
example to follow: the tables are private, the views are the contract.
"""

import random
import re
import sqlite3
import sys

WORDS = (
    "customer order invoice payment shipment address status currency amount tax line item product price "
    "account contact region warehouse stock refund webhook queue retry batch nightly sync mapping source "
    "target field record legacy export import validation default null code lookup enum date time zone "
    "identifier external system owner approval"
).split()
PEOPLE = ["Ana Ruiz", "Bo Chen", "Cleo Park", "Dov Levi", "Eve Moss", "Finn Olsen"]
# Pairs: the first of each two sends to the second.
SYSTEMS = ["shop", "erp", "crm", "billing", "wms", "pim", "payments", "books"]
FIELDS_OF_AN_OBJECT = 25
DAY, MOMENT = "2026-03-13", "2026-03-13T09:00:00Z"
CLASSES = [("text", "string"), ("number", "integer"), ("flag", "boolean"), ("text", "string"), ("number", "number")]


class Filler:
    """Adds facts; what every fact has (its row in `fact`, its reference, who captured it) is done here."""

    def __init__(self, file):
        self.db = sqlite3.connect(file)
        self.db.execute("PRAGMA foreign_keys = ON")
        self.db.execute("PRAGMA defer_foreign_keys = ON")
        self.next = self.db.execute("SELECT max(id) FROM fact").fetchone()[0]
        self.random = random.Random(42)
        self.numbers = {}

    def add(self, kind, ref, prefix=None, evidence="interview", **values):
        """A new fact; its id. With a prefix it is numbered: M-1, M-2."""
        self.next += 1
        number = None
        if prefix:
            number = self.numbers[prefix] = self.numbers.get(prefix, 0) + 1
            ref = f"{prefix}-{number}"
        self.db.execute(
            "INSERT INTO fact (id, kind, ref, number, evidence, captured_by, captured_at) "
            "VALUES (?, ?, ?, ?, ?, 'bench', ?)", (self.next, kind, ref, number, evidence, MOMENT))
        columns = "".join(f', "{name}"' for name in values)
        self.db.execute(
            f"INSERT INTO fact_{kind.replace('-', '_')} (id{columns}) VALUES (?{', ?' * len(values)})",
            (self.next, *values.values()))
        return self.next

    def link(self, fact, attribute, targets):
        for position, target in enumerate(targets):
            self.db.execute("INSERT INTO fact_link VALUES (?, ?, ?, ?)", (fact, attribute, target, position))

    def text(self, length):
        """A sentence of about so many characters."""
        words, count = [], 0
        while count < length:
            words.append(self.random.choice(WORDS))
            count += len(words[-1]) + 1
        return " ".join(words).capitalize() + "."

    def owner(self):
        """One of the people; for one item in a hundred, nobody: the deliberate gap."""
        return None if self.random.random() < 0.01 else self.random.choice(self.people)


def scope(fill):
    """The engagement, the people and the systems."""
    fill.people = [
        fill.add("person", name.split()[0].lower(), name=name, email=f"{name.split()[0].lower()}@example.org",
                 organisation="Example", title="Head of " + name.split()[1], roles=roles)
        for name, roles in zip(PEOPLE, ["sponsor", "business-owner, approver", "business-owner", "technical-owner",
                                        "operations, support", "data-protection, compliance, security"])]
    for person, backup in zip(fill.people, fill.people[1:] + fill.people[:1]):
        fill.db.execute("UPDATE fact_person SET backup_id = ? WHERE id = ?", (backup, person))
    fill.db.execute(
        "UPDATE fact_engagement SET outcome = ?, sponsor_id = ?, nature = 'new', deadline = '2026-09-30', "
        "deadline_set_by_id = ?, in_scope = ?, out_of_scope = ?, currency = 'EUR', hourly_rate = 95, team_size = 4, "
        "focus_hours_per_week = 28", (fill.text(80), fill.people[0], fill.people[0], fill.text(80), fill.text(80)))
    systems = []
    for name in SYSTEMS:
        business, technical = fill.random.sample(fill.people, 2)
        systems.append(fill.add(
            "system", name, name=name, category="application", vendor="Example", purpose=fill.text(80),
            business_owner_id=business, technical_owner_id=technical, interface="rest", api_version="2",
            authentication="oauth2", documentation="https://example.org", rate_limit=1000,
            test_environment="sandbox", maintenance_window="Sunday 02:00 to 04:00", upstream_contact="Vendor's desk",
            change_frequency="quarterly", change_notice="30 days", change_detected_by_id=technical,
            credentials_kept_in="vault", credentials_owner_id=technical, credentials_expire="2027-12-31",
            sensitivity="internal"))
    for person in fill.people:
        fill.link(person, "speaks_for", systems)
    return systems


def flow(fill, pair, entity):
    """One flow between two systems, with its exceptions, signals and tests."""
    (source, source_ref), (target, target_ref) = pair
    person = fill.people[0]
    row = fill.add(
        "flow", None, "F", name=f"{source_ref} to {target_ref}", entity_id=entity, source_id=source,
        target_id=target, two_way=0, mode="asynchronous", trigger="record saved; the whole record is sent",
        frequency="at once", latency_budget="5 minutes", staleness_allowed="1 hour", replay="from the log",
        ordering="by record", consistency="eventual", silent_for_at_most="2 hours", volume_per_day=2000,
        peak_per_hour=400, growth="10 % a year", criticality="high", connector="tailored",
        connector_reason=fill.text(60), idempotency_key="record and version", retry_limit=5, backoff="exponential",
        dead_letter="queue", dead_letter_owner_id=person, reconciliation="daily count", fallback="by hand",
        owner_id=person, maintainer_id=person, runbook="https://example.org", on_call_access="yes",
        upstream_contact="Vendor's desk", contract_version="1", change_process="by request", contract_test="nightly",
        synthetic_check="every hour", check_cadence="hourly", success_threshold="99 %", alert_to_id=person,
        dashboard="https://example.org", approver_id=person, audited=1, encrypted=1, review_on="2027-03-31",
        service_level="99.5 %", enhancement_hours_per_year=40)
    for case in choices(fill, "exception", "class"):
        exception = fill.add(
            "exception", None, "EX", title=fill.text(40), flow_id=row, what_happens=fill.text(80), per_month=2,
            impact="medium", detected_by="monitor", temporary=1, disposition="handle", response=fill.text(60),
            retry_safe=1, retry_rule="5 times, then the queue", owner_id=person, respond_within="4 hours",
            notify="the owner", reconciled_by="daily count", fallback="by hand", alert_when="once", **{"class": case})
        fill.add("test", None, "T", of_id=exception, given="g", when="w", then="t", **{"class": "rejected"})
    for metric in choices(fill, "signal", "metric"):
        fill.add("signal", None, "SG", flow_id=row, metric=metric, healthy_range="0 to 5", alert_when="over 5",
                 alert_to_id=person, action="look at the queue", dashboard="https://example.org")
    for case in choices(fill, "test", "class"):
        fill.add("test", None, "T", of_id=row, given="g", when="w", then="t", **{"class": case})


def choices(fill, table, column):
    """What a column may hold, read from its CHECK."""
    (sql,) = fill.db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (f"fact_{table}",)).fetchone()
    return re.findall(r"'([^']+)'", re.search(rf'"{column}" IN \(([^)]*)\)', sql)[1])


def business_object(fill, name, pair):
    """An entity and its representation on either side; the ids and references of the two."""
    source, target = pair
    entity = fill.add(
        "entity", name.lower(), name=name, definition=fill.text(160), system_of_record_id=source[0],
        owner_id=fill.random.choice(fill.people), match_key="id", volume="20000 a year", invariant=fill.text(80),
        dispute_route=fill.text(60))
    sides = []
    for side, (system, system_ref) in enumerate(pair):
        ref = f"{system_ref}.{name.lower()}"
        sides.append((fill.add(
            "representation", ref, system_id=system, entity_id=entity, local_name=name.lower(),
            definition=fill.text(160), grain="one row a record", includes=fill.text(60), excludes=fill.text(60),
            identifier=field_name(0), may_create=1 - side, may_update=1 - side, may_overwrite=0, controls_status=1 - side,
            verdict="equivalent", records=20000), ref))
    if fill.numbers.get("F", 0) < len(SYSTEMS) // 2:
        flow(fill, pair, entity)
    return sides


def field_name(number):
    return f"{WORDS[number]}_field"


def field(fill, parent, number):
    representation, ref = parent
    name = field_name(number)
    kind, type = CLASSES[number % len(CLASSES)]
    return fill.add(
        "field", f"{ref}.{name}", evidence="document", representation_id=representation, name=name, label=fill.text(40)[:-1], type=type,
        required=0, nullable=1, read_only=0, deprecated=0, max_length=80, example=fill.random.choice(WORDS),
        meaning=fill.text(160), owner_id=fill.owner(), sensitivity="internal", scope="in", **{"class": kind})


def mapping(fill, source, target):
    row = fill.add(
        "mapping", None, "M", target_id=target, direction="to-target",
        transform=fill.random.choice(["copy", "format", "derive"]), rule=fill.text(160),
        empty_rule="leave as it is", invalid_rule="refuse the record", conflict_rule="the source wins",
        freshness_rule="newest wins", validation="same count on both sides", owner_id=fill.owner(), state="agreed",
        decided_by_id=fill.random.choice(fill.people), decided_on=DAY, rationale=fill.text(110))
    fill.link(row, "sources", [source])


def fill_workbook(file, count):
    """As many whole triples (a field, its counterpart, the mapping between them) as `count` has room for."""
    fill = Filler(file)
    systems = list(zip(scope(fill), SYSTEMS))
    pairs = list(zip(systems[::2], systems[1::2]))
    sides = None
    for number in range(count // 3):
        place = number % FIELDS_OF_AN_OBJECT
        if place == 0:
            index = number // FIELDS_OF_AN_OBJECT
            sides = business_object(fill, f"Object{index:04d}", pairs[index % len(pairs)])
        ends = [field(fill, side, place) for side in sides]
        mapping(fill, *ends)
    # What an agreement keeps of the fields of both sides.
    fill.db.execute("""
        INSERT INTO agreed_schema
        SELECT m.id, f.id, f.type, f.format, f.required, f.nullable, f.max_length, NULL
        FROM fact_mapping m JOIN (
          SELECT fact_id AS mapping_id, target_id AS field_id FROM fact_link WHERE attribute = 'sources'
          UNION ALL SELECT id, target_id FROM fact_mapping) s ON s.mapping_id = m.id
        JOIN fact_field f ON f.id = s.field_id""")
    fill.db.commit()
    fill.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    fill.db.close()


if __name__ == "__main__":
    fill_workbook(sys.argv[1], int(sys.argv[2]))
