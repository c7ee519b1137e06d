/*
title: a date, amount, phone or identifier that moves has no format
severity: major
dimension: semantics
about: field
fills: format
whom: the technical owner of the system
message: "{about} holds {article} {class}, and nobody has said how it is written."
question: "How is {about} written: which digits, which zone, which unit? Show a real one."
why: |
  Dates lose a day over a time zone, amounts are a hundred times too high, phone numbers lose their
  plus sign, and identifiers their zeros in front. None of these fails; all of them are wrong.
remedy: plumbline set {about} --format "HOW IT IS WRITTEN"
examples:
  - note: the four kinds
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.due --class date
      add field billing.invoice.total --class money
      add field billing.invoice.phone --class phone
      add field billing.invoice.number --class identifier --unit cents
      add representation billing.copy
      add field billing.copy.all
      map billing.invoice.due,billing.invoice.total billing.copy.all
      map billing.invoice.phone,billing.invoice.number billing.copy.all
    finds: [billing.invoice.due, billing.invoice.total, billing.invoice.phone, billing.invoice.number]
  - note: a format, or an amount whose unit is known, or a class that needs none
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.due --class date --format "ISO 8601, UTC"
      add field billing.invoice.total --class money --unit cents
      add field billing.invoice.note --class text
      add field billing.invoice.memo
      map billing.invoice.due,billing.invoice.total,billing.invoice.note billing.invoice.memo
    finds: []
  - note: out of scope, or not moved
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.due --class date --scope out
      add field billing.invoice.paid --class date
      add field billing.invoice.memo
      map billing.invoice.due billing.invoice.memo
    finds: []
*/
SELECT
  f.ref AS about,
  (SELECT s.technical_owner FROM representation r JOIN system s ON s.id = r.system_id
   WHERE r.id = f.representation_id) AS ask,
  CASE f.class WHEN 'identifier' THEN 'an' WHEN 'money' THEN 'an amount of' ELSE 'a' END AS article,
  CASE f.class WHEN 'phone' THEN 'phone number' ELSE f.class END AS class
FROM field f
WHERE f.format IS NULL
  AND f.class IN ('date', 'money', 'phone', 'identifier')
  AND NOT (f.class = 'money' AND f.unit IS NOT NULL)
  AND f.scope IS NOT 'out'
  AND f.id IN (SELECT field_id FROM moved_field)
ORDER BY f.id
