/*
title: a field has become required since its row was agreed
severity: major
dimension: semantics
about: mapping
fills: state
whom: the owner of the row
message: "{about} was agreed when {field} might be empty; it must be filled now."
question: "{field} must be filled now: what does {about} put there when it has nothing?"
why: |
  A record that was accepted without the value is refused from the day of the change. The rule for the empty case
  was never asked for, since there was no need of one.
remedy: plumbline set {about} --state agreed --decided-by PERSON
examples:
  - note: the target asks for it now
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
                required: [total, status]
                properties:
                  total: {type: integer}
                  status: {type: string, enum: [open, paid]}
                  memo: {type: string, maxLength: 40}
    capture: |
      add system Billing
      import openapi first --system billing
      add system Books
      add representation books.Invoice
      add field books.Invoice.Total
      add field books.Invoice.Status
      map books.Invoice.Status billing.invoice.status --state agreed
      map books.Invoice.Total billing.invoice.total --state agreed
      import openapi second --system billing
    finds: [M-1]
  - note: required no longer, or changed otherwise
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
                  status: {type: string, enum: [open, paid]}
                  memo: {type: string, maxLength: 40, nullable: true}
    capture: |
      add system Billing
      import openapi first --system billing
      add system Books
      add representation books.Invoice
      add field books.Invoice.Total
      add field books.Invoice.Status
      map books.Invoice.Total billing.invoice.total --state agreed
      map books.Invoice.Status billing.invoice.memo --state agreed
      import openapi second --system billing
    finds: []
*/
SELECT
  m.ref AS about, f.ref AS field, d.before, d.now, d.field_id, d.what,
  f.ref || ' ' || d.what AS detail,
  coalesce(m.owner, m.decided_by) AS ask
FROM mapping_drift d JOIN mapping m ON m.id = d.mapping_id JOIN field f ON f.id = d.field_id
WHERE d.what = 'required' AND d.now = 1
ORDER BY m.id, f.id
