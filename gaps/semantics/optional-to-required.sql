/*
title: an optional source fills a required target
severity: major
dimension: semantics
about: mapping
fills: empty-rule
whom: the owner of the row
message: "{about}: {sources} may be empty, {target} must not be, and no rule says what then."
question: "{target} must be there and {sources} may be empty: what do we send then, or do we stop?"
why: |
  The first record with an empty source is refused, and with it often the whole batch. The test data
  never has one.
remedy: plumbline set {about} --empty-rule "WHAT HAPPENS THEN"
examples:
  - note: optional, may be null, or nobody knows
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.tax --required --nullable
      add field billing.invoice.text --required
      map billing.invoice.total billing.invoice.text --state agreed
      map billing.invoice.tax billing.invoice.text
    finds: [M-1, M-2]
  - note: a rule, a source that is always there, or a target that need not be
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.tax --required
      add field billing.invoice.text --required
      add field billing.invoice.memo
      map billing.invoice.total billing.invoice.text --empty-rule "send 0"
      map billing.invoice.tax billing.invoice.text
      map billing.invoice.total billing.invoice.memo
    finds: []
  - note: suggestions and rejected rows are not asked about
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.text --required
      map billing.invoice.total billing.invoice.text --state suggested
    finds: []
*/
SELECT
  m.ref AS about,
  m.owner AS ask,
  m.sources,
  m.target
FROM mapping m
WHERE m.empty_rule IS NULL
  AND coalesce(m.state, 'proposed') IN ('proposed', 'agreed')
  AND EXISTS (SELECT 1 FROM field t WHERE t.id = m.target_id AND t.required = 1)
  AND EXISTS (
    SELECT 1 FROM mapping_source ms JOIN field s ON s.id = ms.field_id
    WHERE ms.mapping_id = m.id AND NOT (s.required IS 1 AND s.nullable IS NOT 1))
ORDER BY m.id
