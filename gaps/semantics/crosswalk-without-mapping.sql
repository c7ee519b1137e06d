/*
title: a crosswalk joins two lists that nothing moves
severity: minor
dimension: semantics
about: value-mapping
whom: the owner of the code list
message: "{about} joins {source_list} and {target_list}, and no row of the matrix moves the one into the other."
question: Which fields is the crosswalk from {source_list} to {target_list} for?
why: |
  A crosswalk that no row uses is either work for a field that was forgotten, or it was drawn between
  the wrong two lists.
remedy: plumbline map SOURCE TARGET --transform lookup
examples:
  - note: one finding a pair of lists, a set-aside row being none
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=open
      add code billing.a=paid
      add code billing.b=OPEN
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      map billing.invoice.a --state not-needed
      crosswalk billing.a=open billing.b=OPEN
      crosswalk billing.a=paid billing.b=OPEN
      add code-list billing.c=
    finds: [X-1]
  - note: a row of the matrix, in either direction; or a rejected row of the crosswalk
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code-list billing.c=
      add code billing.a=open
      add code billing.b=OPEN
      add code billing.c=NEW
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      crosswalk billing.a=open billing.b=OPEN
      crosswalk billing.b=OPEN billing.a=open
      crosswalk billing.a=open billing.c=NEW --state rejected
    finds: []
*/
WITH pair AS (
  SELECT min(x.id) AS id, s.code_list_id AS source_list_id, t.code_list_id AS target_list_id
  FROM value_mapping x JOIN code s ON s.id = x.source_id JOIN code t ON t.id = x.target_id
  WHERE coalesce(x.state, 'proposed') NOT IN ('rejected', 'not-needed')
  GROUP BY s.code_list_id, t.code_list_id
)
SELECT
  x.ref AS about,
  s.owner AS ask,
  rtrim(s.ref, '=') AS source_list,
  rtrim(t.ref, '=') AS target_list
FROM pair p JOIN value_mapping x ON x.id = p.id
JOIN code_list s ON s.id = p.source_list_id JOIN code_list t ON t.id = p.target_list_id
WHERE (p.source_list_id, p.target_list_id) NOT IN (
  SELECT source_list_id, target_list_id FROM moved_code_list
  UNION ALL SELECT target_list_id, source_list_id FROM moved_code_list)
ORDER BY x.id
