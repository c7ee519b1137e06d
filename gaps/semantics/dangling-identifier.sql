/*
title: the identifier of an object is no field of it
severity: major
dimension: semantics
about: representation
fills: identifier
whom: the technical owner of the system
message: "{about} is said to be told apart by \"{identifier}\", which is none of its fields."
question: "By which field is one {name} told from another, exactly as it is spelled in {system}?"
why: |
  Matching, updating and checking for duplicates all hang on the identifier. If its name is wrong on
  paper, somebody guesses which field was meant, and two people guess differently.
remedy: plumbline set {about} --identifier FIELD
examples:
  - note: a name that no field has
    capture: |
      add system Billing
      add representation billing.invoice --identifier invoice_no
      add field billing.invoice.number
      add representation billing.order
      add field billing.order.invoice_no
      add system Shop
      add system Bank
    finds: [billing.invoice]
  - note: its name, its label, not said, or no field known yet
    capture: |
      add system Billing
      add representation billing.invoice --identifier Number
      add representation billing.order --identifier "Order no."
      add representation billing.note
      add representation billing.draft --identifier id
      add field billing.invoice.number
      add field billing.order.nr --label "order no."
      add field billing.note.id
    finds: []
*/
SELECT r.ref AS about, s.technical_owner AS ask, r.identifier, r.local_name AS name, s.name AS system
FROM representation r JOIN system s ON s.id = r.system_id
WHERE r.identifier IS NOT NULL
  AND EXISTS (SELECT 1 FROM field f WHERE f.representation_id = r.id)
  AND NOT EXISTS (
    SELECT 1 FROM field f
    WHERE f.representation_id = r.id AND lower(r.identifier) IN (lower(f.name), lower(f.label)))
ORDER BY r.id
