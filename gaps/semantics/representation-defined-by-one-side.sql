/*
title: only one side has said what an entity is in a system
severity: major
dimension: semantics
about: representation
fills: evidence
whom: the side that has not spoken
message: "What {about} is, is known from {known} only."
question: "{about} is defined as \"{definition}\". {confirm}"
why: |
  Documents say what a system can hold, and people say what is really put into it. The two differ in
  most systems that are older than a year, and each side is sure of its own half.
remedy: plumbline {options}
examples:
  - note: documents only, or people only
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice --definition "A claim" --evidence document
      add representation billing.draft --entity invoice --definition "A draft" --evidence interview
      add representation billing.note --entity invoice --definition "A credit"
      add field billing.note.total --evidence configuration
      add representation billing.coupon
      add field billing.coupon.id --evidence interview
      add system Shop
      add system Bank
    finds: [billing.invoice, billing.draft, billing.note]
  - note: a person who said it counts as people
    capture: |
      add person Ana
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice --definition "A claim" --said-by ana
      add representation billing.draft --entity invoice --definition "A draft"
      add field billing.draft.total --said-by ana
      add representation billing.coupon --evidence document
    finds: [billing.invoice, billing.draft]
  - note: both have spoken, of the object or of its fields
    capture: |
      add person Ana
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice --definition "A claim" --evidence interview
      add field billing.invoice.total --evidence document
      add representation billing.draft --entity invoice --definition "A draft" --evidence sample
      add field billing.draft.total --evidence observation
      add representation billing.note --entity invoice --definition "A credit" --evidence document --said-by ana
    finds: []
  - note: not defined at all, not of an entity, or of unknown origin
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice --evidence document
      add representation billing.coupon --definition "A rebate" --evidence document
      add representation billing.note --entity invoice --definition "A credit" --evidence assumption
    finds: []
*/
WITH heard AS (
  SELECT r.id, r.ref, r.system_id, r.definition,
    coalesce(o.evidence, '') IN ('interview', 'observation') OR o.said_by_id IS NOT NULL
      OR EXISTS (
        SELECT 1 FROM field f JOIN item i ON i.id = f.id
        WHERE f.representation_id = r.id
          AND (i.evidence IN ('interview', 'observation') OR i.said_by_id IS NOT NULL)) AS people,
    coalesce(o.evidence, '') IN ('configuration', 'document', 'sample')
      OR EXISTS (
        SELECT 1 FROM field f JOIN item i ON i.id = f.id
        WHERE f.representation_id = r.id
          AND i.evidence IN ('configuration', 'document', 'sample')) AS papers
  FROM entity e JOIN representation r ON r.entity_id = e.id JOIN item o ON o.id = r.id
  WHERE r.definition IS NOT NULL
)
SELECT
  h.ref AS about,
  CASE WHEN h.people THEN s.technical_owner ELSE s.business_owner END AS ask,
  h.definition,
  CASE WHEN h.people THEN 'people' ELSE 'documents' END AS known,
  CASE WHEN h.people THEN 'What does the system itself show: a record, or its settings?'
    ELSE 'Does the business use it so?' END AS confirm,
  CASE WHEN h.people THEN 'add field ' || h.ref || '.FIELD --evidence sample'
    ELSE 'set ' || h.ref || ' --evidence interview' END AS options
FROM heard h JOIN system s ON s.id = h.system_id
WHERE h.people <> h.papers
ORDER BY h.id
