/*
title: a code list has new values since its row was agreed
severity: major
dimension: semantics
about: mapping
fills: state
whom: the owner of the row
message: "{field} may be \"{now}\" now; {about} was agreed before there was that value."
question: "{field} has a new value, \"{now}\": what becomes of it in {about}?"
why: |
  A value that nobody had seen comes through the interface one day and meets a crosswalk that does not know it.
remedy: plumbline set {about} --state agreed --decided-by PERSON
examples:
  - note: one finding a value
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
                  total: {type: integer}
                  status: {type: string, enum: [open, paid, void, late]}
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
      map billing.invoice.memo --state not-needed
      import openapi second --system billing
    finds: [M-2, M-2]
  - note: a value less, a change of another sort, or a list that the field did not have then
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
                  status: {type: string, enum: [open, paid, void]}
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
      map billing.invoice.memo --state not-needed
      add code-list books.Status=
      add code books.Status=NEW
      set books.Invoice.Status --code-list books.Status=
      import openapi second --system billing --remove
    finds: []
*/
SELECT
  m.ref AS about, f.ref AS field, d.before, d.now, d.field_id, d.what,
  f.ref || ' ' || d.what AS detail,
  coalesce(m.owner, m.decided_by) AS ask
FROM mapping_drift d JOIN mapping m ON m.id = d.mapping_id JOIN field f ON f.id = d.field_id
WHERE d.what = 'code'
ORDER BY m.id, f.id
