/*
title: two things share a name and differ in meaning
severity: major
dimension: semantics
about: field or code
whom: the owner of the entity
message: "{about} and {other} are both called \"{word}\" and mean different things."
question: "{about} is \"{meaning}\", {other} is \"{other_meaning}\": the same thing or not?"
why: |
  A shared name is taken for a shared meaning by everybody who was not in the room. The two figures
  are compared in a report one day, and the integration is said to be wrong.
remedy: plumbline decide "HOW THE TWO DIFFER" --about {about},{other}
examples:
  - note: two fields of one entity that share a label, whatever the spelling
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
      add field billing.invoice.total --meaning "with tax"
      add field books.Invoice.sum --label Total --meaning "without tax"
      add field books.Invoice.x
      map billing.invoice.total books.Invoice.x --state agreed
      map books.Invoice.x billing.invoice.total --state agreed
      map books.Invoice.x books.Invoice.sum --state agreed
      map billing.invoice.total books.Invoice.sum
      decide "Totals are rounded" --about billing.invoice.total
      decide "Sums are not" --about books.Invoice.sum
      decide "No difference" --about billing.invoice.total,books.Invoice.sum --state reversed
      map books.Invoice.sum books.Invoice.x --state agreed
    finds: [billing.invoice.total]
  - note: decided, or agreed to be one
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
      add field billing.invoice.total --meaning "with tax"
      add field books.Invoice.Total --meaning "without tax"
      add field billing.invoice.date --meaning "issued"
      add field books.Invoice.Date --meaning "day of issue"
      map billing.invoice.total books.Invoice.Total
      add field billing.invoice.text --meaning "memo"
      add field books.Invoice.Text --meaning "print"
      map billing.invoice.date books.Invoice.Date --state agreed
      map books.Invoice.Text billing.invoice.text --state agreed
      decide "Books counts without tax" --about billing.invoice.total,books.Invoice.Total
    finds: []
  - note: the same meaning, one not known, out of scope, one system, not moved, or two entities
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add entity Order
      add representation billing.a --entity invoice
      add representation billing.b --entity invoice
      add representation books.c --entity invoice
      add representation books.d --entity order
      add field billing.a.w --meaning "a day"
      add field books.c.w --meaning "A day"
      add field billing.a.x --meaning one
      add field billing.b.x --meaning two
      add field books.d.x --meaning three
      add field books.c.x
      add field billing.a.y --meaning one
      add field books.c.y --meaning two --scope out
      add field billing.a.z --meaning one
      add field books.c.z --meaning two
      add field billing.a.u --meaning one
      add field books.c.u --meaning two
      add field billing.a.v --meaning one
      add field books.c.v --meaning two
      map billing.a.u,books.c.v --state deferred
      map billing.a.w,billing.b.x,billing.a.y,books.d.x,books.c.y,books.c.w billing.a.x
      add field books.c.t --meaning one
      add field books.d.t --meaning two
      add field billing.a.s --meaning one --scope out
      add field books.c.s --meaning two
      map books.c.t,books.d.t,billing.a.s,books.c.s billing.a.x
    finds: []
  - note: two codes of lists that a row moves
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=closed --meaning paid
      add code billing.b=Closed --meaning "given up"
      add code billing.a=new --meaning "just in"
      add code billing.b=NEW --meaning "JUST IN"
      add code billing.a=x --label old --meaning "for years"
      add code billing.b=y --label OLD --meaning "a year or more"
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      crosswalk billing.a=x billing.b=y --state agreed
      crosswalk billing.a=new billing.b=Closed --state agreed
      crosswalk billing.a=closed billing.b=NEW --state agreed
      crosswalk billing.a=closed billing.b=Closed
      add code-list billing.z=
      add code billing.z=paused --meaning "for a month"
      add code billing.b=Paused --meaning "by the customer"
      add code billing.a=held --meaning "by us"
      add code billing.z=HELD --meaning "by the bank"
    finds: [billing.a=closed]
  - note: a decision settles it for codes as well
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=closed --meaning paid
      add code billing.b=Closed --meaning "given up"
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      decide "Given up is written off" --about billing.a=closed,billing.b=Closed
    finds: []
*/
-- Fields of one entity in two systems that share a name: few, and only they are looked at further.
WITH alike AS MATERIALIZED (
  SELECT a.id, b.id AS other_id, a.meaning, b.meaning AS other_meaning
  FROM representation r
  CROSS JOIN representation o ON o.entity_id = r.entity_id
  CROSS JOIN field a ON a.representation_id = r.id
  CROSS JOIN field b ON b.representation_id = o.id
    AND replace(coalesce(b.label, b.name), '_', '') = replace(coalesce(a.label, a.name), '_', '') COLLATE NOCASE
  WHERE r.id < o.id AND r.system_id <> o.system_id AND lower(a.meaning) <> lower(b.meaning)
    AND a.scope IS NOT 'out' AND b.scope IS NOT 'out'
),
pair (id, other_id, meaning, other_meaning) AS (
  SELECT * FROM alike p
  WHERE EXISTS (SELECT 1 FROM moved_field mf WHERE mf.field_id = p.id)
    AND EXISTS (SELECT 1 FROM moved_field mf WHERE mf.field_id = p.other_id)
    AND NOT EXISTS (
      SELECT 1 FROM mapping m JOIN mapping_source ms ON ms.mapping_id = m.id
      WHERE m.state = 'agreed'
        AND (m.target_id = p.other_id AND ms.field_id = p.id OR m.target_id = p.id AND ms.field_id = p.other_id))
  UNION ALL
  SELECT DISTINCT a.id, b.id, a.meaning, b.meaning
  FROM moved_code_list l JOIN code a ON a.code_list_id = l.source_list_id
    JOIN code b ON b.code_list_id = l.target_list_id
      AND lower(coalesce(b.label, b.value)) = lower(coalesce(a.label, a.value))
  WHERE lower(a.meaning) <> lower(b.meaning)
    AND NOT EXISTS (
      SELECT 1 FROM value_mapping x WHERE x.source_id = a.id AND x.target_id = b.id AND x.state = 'agreed')
)
SELECT
  (SELECT ref FROM item WHERE id = p.id) AS about,
  (SELECT ref FROM item WHERE id = p.other_id) AS other,
  coalesce(
    (SELECT coalesce(f.label, f.name) FROM field f WHERE f.id = p.id),
    (SELECT coalesce(c.label, c.value) FROM code c WHERE c.id = p.id)) AS word,
  coalesce(
    (SELECT f.owner FROM field f WHERE f.id = p.id),
    (SELECT l.owner FROM code c JOIN code_list l ON l.id = c.code_list_id WHERE c.id = p.id)) AS ask,
  p.meaning,
  p.other_meaning
FROM pair p
WHERE NOT EXISTS (
  SELECT 1 FROM link a JOIN link b ON b.from_id = a.from_id JOIN decision d ON d.id = a.from_id
  WHERE a.to_id = p.id AND b.to_id = p.other_id AND d.state = 'active')
ORDER BY p.id, p.other_id
