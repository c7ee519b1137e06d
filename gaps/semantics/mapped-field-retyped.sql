/*
title: a field has another type than when its row was agreed
severity: major
dimension: semantics
about: mapping
fills: state
whom: the owner of the row
message: "{about} was agreed when {field} was {before}; it is {now} now."
question: "{field} was {before} and is {now} now: does the rule of {about} still hold?"
why: |
  A row is agreed with one sort of value in mind. With another, the rule rounds, cuts or refuses, and nobody is
  told, since the row still says that it is agreed.
remedy: plumbline set {about} --state agreed --decided-by PERSON
examples:
  - note: the type, and the format
    schemas:
      first: |
          openapi: 3.0.3
          info: {title: Billing, version: "1"}
          paths: {}
          components:
            schemas:
              invoice:
                type: object
                required: [total]
                properties:
                  total: {type: integer}
                  status: {type: string, enum: [open, paid]}
                  memo: {type: string, maxLength: 40}
      second: |
          openapi: 3.0.3
          info: {title: Billing, version: "1"}
          paths: {}
          components:
            schemas:
              invoice:
                type: object
                required: [total]
                properties:
                  total: {type: number}
                  status: {type: string, enum: [open, paid]}
                  memo: {type: string, format: date, maxLength: 40}
    capture: |
      add system Billing
      import openapi first --system billing
      add system Books
      add representation books.Invoice
      add field books.Invoice.Total
      add field books.Invoice.Status
      map billing.invoice.total books.Invoice.Total --state agreed
      map billing.invoice.status books.Invoice.Status --state agreed
      map billing.invoice.memo --state not-needed
      import openapi second --system billing
    finds: [M-1]
  - note: another change, a change that was agreed on again, or a row that is not agreed
    schemas:
      first: |
          openapi: 3.0.3
          info: {title: Billing, version: "1"}
          paths: {}
          components:
            schemas:
              invoice:
                type: object
                required: [total]
                properties:
                  total: {type: integer}
                  status: {type: string, enum: [open, paid]}
                  memo: {type: string, maxLength: 40}
      second: |
          openapi: 3.0.3
          info: {title: Billing, version: "1"}
          paths: {}
          components:
            schemas:
              invoice:
                type: object
                required: [status]
                properties:
                  total: {type: number}
                  status: {type: string, enum: [open, paid, void]}
                  memo: {type: string, maxLength: 40}
    capture: |
      add system Billing
      import openapi first --system billing
      add system Books
      add representation books.Invoice
      add field books.Invoice.Total
      add field books.Invoice.Status
      map billing.invoice.total books.Invoice.Total --state agreed
      map billing.invoice.status books.Invoice.Status --state agreed
      map billing.invoice.total,billing.invoice.memo books.Invoice.Status
      import openapi second --system billing
      set M-1 --state agreed
    finds: []
  - note: the format alone, and by hand
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.due --type string --format date
      add field billing.invoice.paid --type string
      add field billing.invoice.sent --type string
      map billing.invoice.due billing.invoice.paid --state agreed
      map billing.invoice.sent billing.invoice.paid --state agreed
      set billing.invoice.due --format date-time
    finds: [M-1]
*/
SELECT
  m.ref AS about, f.ref AS field, d.before, d.now, d.field_id, d.what,
  f.ref || ' ' || d.what AS detail,
  coalesce(m.owner, m.decided_by) AS ask
FROM mapping_drift d JOIN mapping m ON m.id = d.mapping_id JOIN field f ON f.id = d.field_id
WHERE d.what IN ('type', 'format')
ORDER BY m.id, f.id
