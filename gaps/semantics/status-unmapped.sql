/*
title: a status has no counterpart
severity: blocker
dimension: semantics
about: code
whom: the owner of the code list
message: "{about} has no row towards {name}, though {mappings} moves the one into the other."
question: "{about}: when is it used, and which of theirs is it? None is an answer too."
why: |
  A status without a counterpart stops the record that has it, or turns it into something it is not.
  The rare ones are the expensive ones: disputed, written off, reversed.
remedy: plumbline crosswalk {about} {list}VALUE --relation WORD
examples:
  - note: no row, a row that was rejected, and a row into another list
    capture: |
      add system Billing
      add code-list billing.a= --is-status
      add code-list billing.b=
      add code-list billing.c=
      add code billing.a=open
      add code billing.a=paid
      add code billing.a=void
      add code billing.b=OK
      add code billing.c=NO
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      crosswalk billing.a=paid billing.b=OK --state rejected
      crosswalk billing.a=void billing.c=NO
      add code billing.a=draft
      crosswalk billing.a=draft billing.b=OK
    finds: [billing.a=open, billing.a=paid, billing.a=void]
  - note: a counterpart, none on purpose, or not in use
    capture: |
      add system Billing
      add code-list billing.a= --is-status
      add code-list billing.b= --is-status
      add code billing.a=open
      add code billing.a=paid
      add code billing.a=void --no-in-use
      add code billing.b=OK
      add code billing.b=LATE
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      crosswalk billing.a=open billing.b=OK
      crosswalk billing.a=paid --when-none review
      add field billing.invoice.memo
      add field billing.invoice.note
      map billing.invoice.memo billing.invoice.note --direction both
    finds: []
  - note: no status list, or no row of the matrix that moves it
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b= --is-status
      add code billing.a=open
      add code billing.b=OK
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
    finds: []
  - note: both ways, the target's statuses need a way back as well
    capture: |
      add system Billing
      add code-list billing.a= --is-status
      add code-list billing.b= --is-status
      add code billing.a=open
      add code billing.b=OK
      add code billing.b=LATE
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b --direction both
      crosswalk billing.a=open billing.b=OK --direction both
      crosswalk billing.a=open billing.b=LATE
      add code billing.a=late --no-in-use
      crosswalk billing.a=late billing.b=LATE --direction both --state rejected
      add code-list billing.c=
      add code billing.c=NEW
      crosswalk billing.c=NEW billing.b=LATE --direction both
    finds: [billing.b=LATE]
*/
WITH way (mapping_id, source_list_id, target_list_id) AS (
  SELECT mapping_id, source_list_id, target_list_id FROM moved_code_list
  UNION ALL
  SELECT l.mapping_id, l.target_list_id, l.source_list_id
  FROM moved_code_list l JOIN mapping m ON m.id = l.mapping_id WHERE m.direction = 'both'
)
SELECT
  c.ref AS about,
  s.owner AS ask,
  (SELECT t.ref FROM code_list t WHERE t.id = w.target_list_id) AS list,
  (SELECT rtrim(t.ref, '=') FROM code_list t WHERE t.id = w.target_list_id) AS name,
  group_concat(DISTINCT (SELECT m.ref FROM mapping m WHERE m.id = w.mapping_id)) AS mappings
FROM way w JOIN code_list s ON s.id = w.source_list_id JOIN code c ON c.code_list_id = s.id
WHERE s.is_status = 1
  AND c.in_use IS NOT 0
  AND NOT EXISTS (
    SELECT 1 FROM value_mapping x LEFT JOIN code t ON t.id = x.target_id
    WHERE x.source_id = c.id AND x.state IS NOT 'rejected'
      AND (x.target_id IS NULL OR t.code_list_id = w.target_list_id))
  AND NOT EXISTS (
    SELECT 1 FROM value_mapping x JOIN code o ON o.id = x.source_id
    WHERE x.target_id = c.id AND x.state IS NOT 'rejected' AND x.direction = 'both'
      AND o.code_list_id = w.target_list_id)
GROUP BY c.id, w.target_list_id
ORDER BY c.id
