/*
title: a row does not say how the value is made
severity: major
dimension: semantics
about: mapping
fills: rule
whom: the owner of the row
message: "{about}, {row}, is {transform}, and nothing says how."
question: "How exactly does {about}, {row}, work? Go through a real one, on paper."
why: |
  "Derived" is a promise that somebody knows how. The formula lives in one person's spreadsheet, and
  its exceptions come up only when a real case is worked through.
remedy: plumbline set {about} --rule "HOW" --transform WORD
examples:
  - note: looked up, derived, split, merged, summed or constant, without saying how
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a
      add field billing.invoice.b
      add field billing.invoice.c
      map billing.invoice.a billing.invoice.b --transform lookup
      map billing.invoice.a billing.invoice.c --transform derive
      map billing.invoice.b billing.invoice.a --transform split
      map billing.invoice.b billing.invoice.c --transform merge
      map billing.invoice.c billing.invoice.a --transform aggregate
      map - billing.invoice.b --transform constant
    finds: [M-1, M-2, M-3, M-4, M-5, M-6]
  - note: agreed, and nobody has said on what
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a
      add field billing.invoice.b
      map billing.invoice.a billing.invoice.b --state agreed
    finds: [M-1]
  - note: a rule; a plain copy; a proposal that is still open
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a
      add field billing.invoice.b
      add field billing.invoice.c
      map billing.invoice.a billing.invoice.b --transform derive --rule "a without tax"
      map billing.invoice.a billing.invoice.c --transform copy --state agreed
      map billing.invoice.b billing.invoice.c
      map billing.invoice.c billing.invoice.a --transform derive --state suggested
      map billing.invoice.b billing.invoice.a --state agreed --rule "as it is"
      map billing.invoice.c --state agreed
    finds: []
  - note: a lookup between two code lists has its rule in the crosswalk
    capture: |
      add system Billing
      add representation billing.invoice
      add code-list billing.status=
      add field billing.invoice.a --code-list billing.status=
      add field billing.invoice.b --code-list billing.status=
      add field billing.invoice.c --code-list billing.status=
      map billing.invoice.a billing.invoice.b --transform lookup
      map billing.invoice.a billing.invoice.c --transform derive
      add field billing.invoice.d
      map billing.invoice.a billing.invoice.d --transform lookup
    finds: [M-2, M-3]
*/
SELECT
  m.ref AS about,
  m.owner AS ask,
  coalesce(m.sources, 'a constant') || coalesce(' to ' || m.target, ' without a target') AS row,
  CASE m.transform
    WHEN 'lookup' THEN 'looked up' WHEN 'derive' THEN 'derived' WHEN 'split' THEN 'split'
    WHEN 'merge' THEN 'merged' WHEN 'aggregate' THEN 'an aggregate' WHEN 'constant' THEN 'a constant'
    ELSE 'agreed' END AS transform
FROM mapping m
WHERE m.rule IS NULL
  AND (m.transform IN ('lookup', 'derive', 'split', 'merge', 'aggregate', 'constant')
    AND coalesce(m.state, 'proposed') IN ('proposed', 'agreed')
    OR m.transform IS NULL AND m.state = 'agreed' AND m.target_id IS NOT NULL)
  AND NOT (m.transform IS 'lookup' AND EXISTS (SELECT 1 FROM moved_code_list l WHERE l.mapping_id = m.id))
ORDER BY m.id
