/*
title: one name has two types in one system
severity: minor
dimension: semantics
about: field
whom: the technical owner of the system
message: "In {system}, {word} is {types}, in {fields}."
question: "{fields}: the same thing written in two ways, or two things with one name?"
why: |
  The same word for a number here and a text there is usually two things. Whoever builds the second
  copies the rule of the first.
remedy: plumbline set {about} --meaning "WHAT IT MEANS HERE"
examples:
  - note: a number in one object, a text in the other
    capture: |
      add system Billing
      add representation billing.invoice
      add representation billing.order
      add field billing.invoice.reference --type integer
      add field billing.order.Reference --type string
      map billing.invoice.reference billing.order.Reference
    finds: [billing.invoice.reference]
  - note: the same type; told apart by their meanings; of two systems; one of them not moved; out of scope
    capture: |
      add system Billing
      add system Books
      add representation billing.a
      add representation billing.b
      add representation books.c
      add field billing.a.id --type string
      add field billing.b.id --type String
      add field books.c.id --type integer
      add field billing.a.no --type string --meaning "ours"
      add field billing.b.no --type integer
      add field billing.a.key --type string
      add field billing.b.key --type integer --scope out
      map billing.a.id,billing.b.id books.c.id
      map billing.a.no,billing.a.key,billing.b.key billing.b.no
      add field billing.a.tag --type string
      add field billing.b.tag --type integer
      map billing.a.tag books.c.id
    finds: []
*/
WITH moved AS (
  SELECT f.id, f.ref, f.name, f.type, f.representation_id
  FROM field f
  WHERE f.meaning IS NULL
    AND f.type IS NOT NULL
    AND f.scope IS NOT 'out'
    AND f.id IN (SELECT field_id FROM moved_field)
)
SELECT
  f.ref AS about,
  s.technical_owner AS ask,
  s.name AS system,
  f.name AS word,
  replace(group_concat(DISTINCT f.type), ',', ' and ') AS types,
  group_concat(f.ref, ', ') AS fields
FROM moved f JOIN representation r ON r.id = f.representation_id JOIN system s ON s.id = r.system_id
GROUP BY s.id, lower(f.name)
HAVING count(DISTINCT lower(f.type)) > 1
-- The other columns are those of the first row of each group: SQLite promises it beside a lone min().
ORDER BY min(f.id)
