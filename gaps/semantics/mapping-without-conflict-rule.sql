/*
title: two sides may change a value, and nothing says who wins
severity: major
dimension: semantics
about: mapping
fills: conflict-rule
whom: the owner of the row
message: "{about}: {sources} and {target} may both be changed, and nothing says which wins."
question: "Somebody changed {sources} here and {target} there within the hour: which one stays?"
why: |
  When both sides change, one change is lost. Which one is a choice that takes a sentence now, or it is
  made by whichever job ran last.
remedy: plumbline set {about} --conflict-rule "WHICH ONE STAYS"
examples:
  - note: a row both ways, and one between two objects that people may both change
    capture: |
      add system Billing
      add system Books
      add representation billing.invoice --may-update
      add representation books.Invoice --may-update
      add field billing.invoice.total
      add field books.Invoice.Total
      map billing.invoice.total books.Invoice.Total
      add representation billing.note
      add field billing.note.text
      map billing.note.text books.Invoice.Total --direction both --state agreed
    finds: [M-1, M-2]
  - note: a rule in the row, or in the flow
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice
      add representation books.Invoice --entity invoice
      add field billing.invoice.total
      add field billing.invoice.memo
      add field books.Invoice.Total
      map billing.invoice.memo billing.invoice.total --direction both --conflict-rule "the latest"
      map billing.invoice.total books.Invoice.Total --direction both
      add flow Invoices --entity invoice --conflict-rule "Books wins"
    finds: []
  - note: a rule in another entity's flow, and a flow without a rule, decide nothing
    capture: |
      add system Books
      add entity Invoice
      add entity Order
      add representation books.Invoice --entity invoice
      add field books.Invoice.Total
      add field books.Invoice.Sum
      map books.Invoice.Sum books.Invoice.Total --direction both
      add flow Invoices --entity invoice
      add flow Orders --entity order --conflict-rule "Books wins"
    finds: [M-1]
  - note: one side may write only; suggested; rejected
    capture: |
      add system Billing
      add system Books
      add representation billing.invoice --may-update
      add representation books.Invoice
      add field billing.invoice.total
      add field books.Invoice.Total
      map billing.invoice.total books.Invoice.Total
      map books.Invoice.Total billing.invoice.total
      map - books.Invoice.Total --direction both --state suggested
    finds: []
*/
WITH changed AS MATERIALIZED (SELECT id FROM representation WHERE may_update = 1)
SELECT
  m.ref AS about,
  m.owner AS ask,
  m.sources,
  m.target
FROM mapping m
WHERE m.conflict_rule IS NULL
  AND coalesce(m.state, 'proposed') IN ('proposed', 'agreed')
  AND (m.direction = 'both'
    OR EXISTS (
      SELECT 1 FROM field t
      WHERE t.id = m.target_id AND t.representation_id IN (SELECT id FROM changed))
    AND EXISTS (
      SELECT 1 FROM mapping_source ms JOIN field s ON s.id = ms.field_id
      WHERE ms.mapping_id = m.id AND s.representation_id IN (SELECT id FROM changed)))
  AND NOT EXISTS (
    SELECT 1 FROM field t JOIN representation r ON r.id = t.representation_id
      JOIN flow fl ON fl.entity_id = r.entity_id
    WHERE t.id = m.target_id AND fl.conflict_rule IS NOT NULL)
ORDER BY m.id
