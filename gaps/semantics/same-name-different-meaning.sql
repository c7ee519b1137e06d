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
      map billing.invoice.total books.Invoice.sum
      decide "Totals are rounded" --about billing.invoice.total
      decide "No difference" --about billing.invoice.total,books.Invoice.sum --state reversed
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
      map billing.invoice.date books.Invoice.Date --state agreed
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
      map billing.a.w,billing.b.x,billing.a.y,books.d.x,books.c.y,books.c.w billing.a.x
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
WITH known AS MATERIALIZED (
  SELECT f.id, r.entity_id, r.system_id, lower(coalesce(f.label, f.name)) AS word, f.meaning
  FROM representation r JOIN field f ON f.representation_id = r.id
  WHERE r.entity_id IS NOT NULL
    AND f.meaning IS NOT NULL
    AND f.scope IS NOT 'out'
    AND f.id IN (SELECT field_id FROM moved_field)
),
pair (id, other_id, meaning, other_meaning) AS (
  SELECT a.id, b.id, a.meaning, b.meaning
  FROM known a JOIN known b ON b.entity_id = a.entity_id AND b.word = a.word
  WHERE a.id < b.id AND a.system_id <> b.system_id AND lower(a.meaning) <> lower(b.meaning)
    AND NOT EXISTS (
      SELECT 1 FROM mapping m JOIN mapping_source ms ON ms.mapping_id = m.id
      WHERE m.state = 'agreed'
        AND (m.target_id = b.id AND ms.field_id = a.id OR m.target_id = a.id AND ms.field_id = b.id))
  UNION ALL
  SELECT DISTINCT a.id, b.id, a.meaning, b.meaning
  FROM moved_code_list l JOIN code a ON a.code_list_id = l.source_list_id
    JOIN code b ON b.code_list_id = l.target_list_id
      AND lower(coalesce(b.label, b.value)) = lower(coalesce(a.label, a.value))
  WHERE a.code_list_id <> b.code_list_id AND lower(a.meaning) <> lower(b.meaning)
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
