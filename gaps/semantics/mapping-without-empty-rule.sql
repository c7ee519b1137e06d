/*
title: nothing says what happens when the source is empty
severity: major
dimension: semantics
about: mapping
fills: empty-rule
whom: the owner of the row
message: "{about}: {sources} may be empty, and nothing says what {target} is then."
question: "When {sources} is empty, what becomes of {target}: empty too, left as it is, or a default?"
why: |
  Empty means unknown in one system and deleted in the other. Without a rule an empty value wipes out
  what somebody had entered by hand, and nobody sees it happen.
remedy: plumbline set {about} --empty-rule "WHAT HAPPENS THEN"
examples:
  - note: the source is optional, may be null, or nobody knows
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.tax --required --nullable
      add field billing.invoice.memo --no-required
      add field billing.invoice.text
      map billing.invoice.total billing.invoice.text
      map billing.invoice.tax billing.invoice.text --state agreed
      map billing.invoice.memo billing.invoice.text --transform format
    finds: [M-1, M-2, M-3]
  - note: a rule, or a source that is always there
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.tax --required
      add field billing.invoice.text
      map billing.invoice.total billing.invoice.text --empty-rule "leave as it is"
      map billing.invoice.tax billing.invoice.text
      map - billing.invoice.text --transform constant
    finds: []
  - note: a required target is asked about elsewhere; suggestions and dead rows are not asked about
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.tax --required
      add field billing.invoice.text
      map billing.invoice.total billing.invoice.tax
      map billing.invoice.total billing.invoice.text --state suggested
      map billing.invoice.total --state not-needed
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
  AND EXISTS (SELECT 1 FROM field t WHERE t.id = m.target_id AND t.required IS NOT 1)
  AND EXISTS (
    SELECT 1 FROM mapping_source ms JOIN field s ON s.id = ms.field_id
    WHERE ms.mapping_id = m.id AND NOT (s.required IS 1 AND s.nullable IS NOT 1))
ORDER BY m.id
