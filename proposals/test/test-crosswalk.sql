/*
title: a row of a crosswalk, applied
kind: test
why: |
  Each value that is in use has to arrive as what was agreed; one without a counterpart has to end where it was said.
examples:
  - note: with a counterpart, and without
    capture: |
      add system Shop
      add system Books
      add code-list shop.status=
      add code shop.status=open
      add code shop.status=odd
      add code-list books.Status=
      add code books.Status=DUE
      crosswalk shop.status=open books.Status=DUE --relation equivalent
      crosswalk shop.status=odd --when-none review
    proposes:
      - of: "X-1"
        class: "normal"
        given: "shop.status=open"
        then: "It stands as books.Status=DUE"
      - of: "X-2"
        class: "rejected"
        then: "It has no counterpart: review"
  - note: proved already, rejected, or a value that is not in use
    capture: |
      add system Shop
      add system Books
      add code-list shop.status=
      add code shop.status=open
      add code shop.status=odd
      add code shop.status=old --in-use no
      add code-list books.Status=
      add code books.Status=DUE
      crosswalk shop.status=open books.Status=DUE --relation equivalent
      crosswalk shop.status=odd books.Status=DUE --state rejected
      crosswalk shop.status=old books.Status=DUE
      add test --of X-1
    proposes: []
*/
SELECT
  x.ref AS of, CASE WHEN x.target_id IS NULL THEN 'rejected' ELSE 'normal' END AS class,
  x.source || coalesce(', ' || x.condition, '') AS given,
  'the record is moved' AS "when",
  coalesce('It stands as ' || x.target, 'It has no counterpart: ' || coalesce(x.when_none, 'nobody has said what then'))
    AS "then"
FROM value_mapping x
JOIN provable p ON p.fact_id = x.id
WHERE NOT EXISTS (SELECT 1 FROM code c WHERE c.id = x.source_id AND c.in_use = 0)
  AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = x.id)
