/*
title: a row goes both ways and cannot be turned round
severity: major
dimension: semantics
about: mapping
fills: direction
whom: the owner of the row
message: "{about} goes both ways, but {reason} cannot be turned round."
question: "{target} changed: how do {sources} follow, or is this one way after all?"
why: |
  A sum does not tell its parts, and a joined name does not tell where the first name ends. The way
  back is then guessed, and each round trip spoils the record a little more.
remedy: plumbline set {about} --direction to-target
examples:
  - note: a merge, an aggregate, a derivation, a constant
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a
      add field billing.invoice.b
      add field billing.invoice.c
      map billing.invoice.a,billing.invoice.b billing.invoice.c --direction both
      map billing.invoice.a billing.invoice.b --transform aggregate --direction both --rule sum
      map billing.invoice.a billing.invoice.c --transform derive --direction both --state agreed
      map - billing.invoice.b --transform constant --direction both
      map billing.invoice.b billing.invoice.c --transform merge --direction both
    finds: [M-1, M-2, M-3, M-4, M-5]
  - note: one way; or a copy, format or lookup, which can be turned round
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a
      add field billing.invoice.b
      add field billing.invoice.c
      map billing.invoice.a,billing.invoice.b billing.invoice.c --transform merge
      map billing.invoice.a billing.invoice.b --transform copy --direction both
      map billing.invoice.a billing.invoice.c --direction both
    finds: []
  - note: suggestions are not asked about
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a
      add field billing.invoice.b
      map billing.invoice.a billing.invoice.b --transform derive --direction both --state suggested
    finds: []
*/
SELECT
  m.ref AS about,
  m.owner AS ask,
  coalesce(m.sources, 'the sources') AS sources,
  m.target,
  CASE m.transform
    WHEN 'aggregate' THEN 'an aggregate' WHEN 'derive' THEN 'what is derived'
    WHEN 'constant' THEN 'a constant' ELSE 'what is merged' END AS reason
FROM mapping m
WHERE m.direction = 'both'
  AND coalesce(m.state, 'proposed') IN ('proposed', 'agreed')
  AND (m.transform IN ('merge', 'aggregate', 'derive', 'constant')
    OR (SELECT count(*) FROM mapping_source ms WHERE ms.mapping_id = m.id) > 1)
ORDER BY m.id
