/*
title: an exclusion names a field that is no longer there
severity: minor
dimension: semantics
about: field
whom: the technical owner of the system
message: "{about} is kept out of scope, and its system's description has it no longer."
question: "{about} is gone from the description: can the exclusion go as well?"
why: |
  An exclusion of something that is not there reads as a promise about something that is. Somebody will look for
  the field that took its place, and find no word on it.
remedy: plumbline remove {about}
examples:
  - note: out of scope and gone
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
                  status: {type: string, enum: [open, paid]}
    capture: |
      add system Billing
      import openapi first --system billing
      add system Books
      add representation books.Invoice
      add field books.Invoice.Total
      add field books.Invoice.Status
      set billing.invoice.memo --scope out
      import openapi second --system billing --remove
    finds: [billing.invoice.memo]
  - note: in scope and gone, or out of scope and there
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
                  status: {type: string, enum: [open, paid]}
    capture: |
      add system Billing
      import openapi first --system billing
      add system Books
      add representation books.Invoice
      add field books.Invoice.Total
      add field books.Invoice.Status
      set billing.invoice.memo --scope in
      set billing.invoice.total --scope out
      import openapi second --system billing --remove
    finds: []
*/
SELECT f.ref AS about,
  (SELECT s.technical_owner FROM representation r JOIN system s ON s.id = r.system_id
   WHERE r.id = f.representation_id) AS ask
FROM gone_from_schema g CROSS JOIN field f ON f.id = g.id
WHERE f.scope = 'out'
ORDER BY f.id
