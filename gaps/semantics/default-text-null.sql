/*
title: a default is the text "NULL"
severity: minor
dimension: semantics
about: field
fills: default
whom: the technical owner of the system
message: "The default of {about} is the text \"{value}\"."
question: "{about} says \"{value}\" when nothing is given: is that a value, or is it empty?"
why: |
  A word that stands for nothing is copied as a word, and customers called NULL get letters. Whoever
  compares the two sides later finds a difference in every such record.
remedy: plumbline set {about} --clear default
examples:
  - note: words that stand for nothing, in an object that stands for an entity
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice
      add field billing.invoice.memo --default NULL
      add field billing.invoice.note --default " n/a"
    finds: [billing.invoice.memo, billing.invoice.note]
  - note: a true default, none, out of scope, or in an object that nobody uses
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation billing.coupon
      add field billing.invoice.memo --default none-given
      add field billing.invoice.note
      add field billing.invoice.text --default null --scope out
      add field billing.coupon.name --default null
    finds: []
*/
SELECT
  f.ref AS about,
  (SELECT s.technical_owner FROM representation r JOIN system s ON s.id = r.system_id
   WHERE r.id = f.representation_id) AS ask,
  f."default" AS value
FROM field f
WHERE lower(trim(f."default")) IN ('null', 'nil', 'none', 'n/a', 'undefined')
  AND f.scope IS NOT 'out'
  AND f.representation_id IN (SELECT id FROM representation WHERE entity_id IS NOT NULL)
ORDER BY f.id
