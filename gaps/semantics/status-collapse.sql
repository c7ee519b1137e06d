/*
title: two values meet in one, and the way back is lost
severity: major
dimension: semantics
about: code
whom: the owner of the code list
message: "{sources} both become {about} on a way that goes both ways, and nothing says what it becomes again."
question: "{sources} both arrive as {about}: when it comes back, which of them is it?"
why: |
  After one round trip every disputed invoice is merely open. Nothing failed, and the reports of both
  sides agree on the wrong figure.
remedy: plumbline crosswalk {about} {first} --condition "WHICH ONE, AND WHEN"
examples:
  - note: a row of the matrix that goes both ways
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=open
      add code billing.a=late
      add code billing.b=OPEN
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b --direction both
      crosswalk billing.a=open billing.b=OPEN
      crosswalk billing.a=late billing.b=OPEN
    finds: [billing.b=OPEN]
  - note: a flow that goes both ways
    capture: |
      add system Billing
      add system Books
      add code-list billing.a=
      add code-list books.b=
      add code billing.a=open
      add code billing.a=late
      add code books.b=OPEN
      add flow Invoices --source books --target billing --two-way
      add flow Orders --source billing --target books --two-way
      crosswalk billing.a=open books.b=OPEN
      crosswalk billing.a=late books.b=OPEN
    finds: [books.b=OPEN]
  - note: rows that each claim to go both ways
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=open
      add code billing.a=late
      add code billing.b=OPEN
      crosswalk billing.a=open billing.b=OPEN --direction both
      crosswalk billing.a=late billing.b=OPEN --direction both
    finds: [billing.b=OPEN]
  - note: one of the rows is the way back, or a row says so
    capture: |
      add system Billing
      add system Books
      add code-list billing.a=
      add code-list books.b=
      add code billing.a=open
      add code billing.a=late
      add code books.b=OPEN
      add code books.b=DUE
      add flow Orders --source billing --target books --two-way
      crosswalk billing.a=open books.b=OPEN --direction both
      crosswalk billing.a=late books.b=OPEN
      crosswalk billing.a=open books.b=DUE
      crosswalk billing.a=late books.b=DUE
      crosswalk books.b=DUE billing.a=late
      add code books.b=ALONE
      crosswalk billing.a=late books.b=ALONE
    finds: []
  - note: lists that other rows or other systems' flows move both ways
    capture: |
      add system Billing
      add system Books
      add system Shop
      add code-list billing.a=
      add code-list books.b=
      add code-list shop.c=
      add code billing.a=open
      add code billing.a=late
      add code books.b=OPEN
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list books.b=
      add field billing.invoice.c --code-list shop.c=
      map billing.invoice.a billing.invoice.b
      map billing.invoice.a billing.invoice.c --direction both
      map billing.invoice.c billing.invoice.b --direction both
      add flow Orders --source billing --target shop --two-way
      add flow Returns --source shop --target books --two-way
      crosswalk billing.a=open books.b=OPEN
      crosswalk billing.a=late books.b=OPEN
    finds: []
  - note: two lists of one system are not what a flow between two systems moves
    capture: |
      add system Billing
      add system Books
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=open
      add code billing.a=late
      add code billing.b=OPEN
      add flow Orders --source billing --target books --two-way
      crosswalk billing.a=open billing.b=OPEN
      crosswalk billing.a=late billing.b=OPEN
    finds: []
  - note: a row back from another value, into another list, or rejected, is not the way back
    capture: |
      add system Billing
      add system Books
      add code-list billing.a=
      add code-list books.b=
      add code billing.a=open
      add code billing.a=late
      add code books.b=OPEN
      add code books.b=DUE
      add flow Orders --source billing --target books --two-way
      crosswalk billing.a=open books.b=OPEN
      crosswalk billing.a=late books.b=OPEN
      crosswalk books.b=DUE billing.a=late
      crosswalk books.b=OPEN books.b=DUE
      crosswalk books.b=OPEN billing.a=open --state rejected
    finds: [books.b=OPEN]
  - note: one way only; rejected
    capture: |
      add system Billing
      add system Books
      add code-list billing.a=
      add code-list books.b=
      add code billing.a=open
      add code billing.a=late
      add code billing.a=void
      add code books.b=OPEN
      add code books.b=DUE
      add flow Orders --source billing --target books
      crosswalk billing.a=open books.b=OPEN
      crosswalk billing.a=late books.b=OPEN
      crosswalk billing.a=open books.b=DUE --direction both
      crosswalk billing.a=void books.b=DUE --state rejected --direction both
    finds: []
*/
WITH meeting AS (
  SELECT x.target_id, s.code_list_id AS source_list_id, t.code_list_id AS target_list_id, t.ref,
    group_concat(s.ref, ' and ') AS sources, max(s.ref) AS first, sum(x.direction IS 'both') AS back
  FROM value_mapping x JOIN code s ON s.id = x.source_id JOIN code t ON t.id = x.target_id
  WHERE coalesce(x.state, 'proposed') NOT IN ('suggested', 'rejected', 'not-needed')
  GROUP BY x.target_id, s.code_list_id
  HAVING count(*) > 1
)
SELECT
  y.ref AS about,
  (SELECT l.owner FROM code_list l WHERE l.id = y.target_list_id) AS ask,
  y.sources,
  y.first,
  (SELECT l.ref FROM code_list l WHERE l.id = y.source_list_id) AS list
FROM meeting y
WHERE y.back <> 1
  AND (y.back > 1
    OR EXISTS (
      SELECT 1 FROM moved_code_list l JOIN mapping m ON m.id = l.mapping_id
      WHERE l.source_list_id = y.source_list_id AND l.target_list_id = y.target_list_id
        AND m.direction = 'both')
    OR EXISTS (
      SELECT 1 FROM flow f
        JOIN code_list s ON s.id = y.source_list_id JOIN code_list t ON t.id = y.target_list_id
      WHERE f.two_way = 1 AND s.system_id <> t.system_id
        AND s.system_id IN (f.source_id, f.target_id) AND t.system_id IN (f.source_id, f.target_id)))
  AND NOT EXISTS (
    SELECT 1 FROM value_mapping x JOIN code o ON o.id = x.target_id
    WHERE x.source_id = y.target_id AND o.code_list_id = y.source_list_id AND x.state IS NOT 'rejected')
ORDER BY y.target_id
