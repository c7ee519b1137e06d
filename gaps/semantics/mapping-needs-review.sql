/*
title: a field has changed since its row was agreed
severity: minor
dimension: semantics
about: mapping
fills: state
whom: the owner of the row
message: "{about} was agreed when {what} of {field} was {before}; it is {now} now."
question: "{what} of {field} was {before} and is {now} now: does {about} still hold?"
why: |
  What was agreed was agreed on what the systems looked like that day. A small change may well change nothing;
  somebody who knows has to say so.
remedy: plumbline set {about} --state agreed --decided-by PERSON
examples:
  - note: it may be empty now, or may be longer
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
                  memo: {type: string, maxLength: 40, nullable: false}
      second: |
          openapi: 3.0.3
          info: {title: Billing, version: "1"}
          paths: {}
          components:
            schemas:
              invoice:
                type: object
                required: []
                properties:
                  total: {type: integer}
                  status: {type: string, enum: [open, paid]}
                  memo: {type: string, maxLength: 80, nullable: true}
    capture: |
      add system Billing
      import openapi first --system billing
      add system Books
      add representation books.Invoice
      add field books.Invoice.Total
      add field books.Invoice.Status
      map billing.invoice.memo books.Invoice.Status --state agreed
      map billing.invoice.total books.Invoice.Total --state agreed
      import openapi second --system billing
    finds: [M-1, M-1, M-2]
  - note: retyped, new values, and required from now on are asked about by themselves
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
      map billing.invoice.memo --state not-needed
      import openapi second --system billing
    finds: []
equivalent:
  - condition: d.what = 'required'
    change: removed
    reason: of what else a change may be to 0, nullable and max-length are named before it, and the rest are words
*/
SELECT
  m.ref AS about, f.ref AS field, d.before, d.now, d.field_id, d.what,
  f.ref || ' ' || d.what AS detail,
  coalesce(m.owner, m.decided_by) AS ask
FROM mapping_drift d JOIN mapping m ON m.id = d.mapping_id JOIN field f ON f.id = d.field_id
WHERE d.what IN ('nullable', 'max-length') OR d.what = 'required' AND d.now = 0
ORDER BY m.id, f.id
