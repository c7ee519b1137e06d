/*
title: an end of a flow is not known
severity: blocker
dimension: workflow
about: flow
whom: the sponsor, or whoever named the flow
message: "{about} ({name}) does not say {missing}."
question: "{asked} does {name} move it?"
why: |
  A flow with one end is a wish. Rate limits, owners, credentials and field lists all hang on the two
  systems, so nothing about it can be asked, priced or tested until both are named.
remedy: plumbline set {about} {options}
examples:
  - note: no source, no target, neither; the last has both ends
    capture: |
      add system Billing
      add system Books
      add flow "Invoices in" --target books
      add flow "Invoices out" --source billing
      add flow "Invoices"
      add flow "Payments" --source billing --target books
    finds: [F-1, F-2, F-3]
  - note: a flow with both ends
    capture: |
      add system Billing
      add system Books
      add flow "Payments" --source billing --target books
    finds: []
*/
SELECT
  f.ref AS about, f.name, f.owner AS ask,
  CASE WHEN f.source_id IS NOT NULL THEN 'where it goes' WHEN f.target_id IS NOT NULL THEN 'where it comes from'
    ELSE 'where it comes from, nor where it goes' END AS missing,
  CASE WHEN f.source_id IS NOT NULL THEN 'Into which system' WHEN f.target_id IS NOT NULL
    THEN 'Out of which system' ELSE 'From which system to which' END AS asked,
  CASE WHEN f.source_id IS NOT NULL THEN '--target SYSTEM' WHEN f.target_id IS NOT NULL
    THEN '--source SYSTEM' ELSE '--source SYSTEM --target SYSTEM' END AS options
FROM flow f
WHERE f.source_id IS NULL OR f.target_id IS NULL
ORDER BY f.id
