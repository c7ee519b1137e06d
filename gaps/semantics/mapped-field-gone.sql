/*
title: a field that moves is no longer in its system's description
severity: blocker
dimension: semantics
about: field
whom: the technical owner of the system
message: "{about} is gone from the description of {system}, and {mappings} still moves it."
question: "{about} is no longer in the description of {system}: what has taken its place?"
why: |
  The row was agreed on a field that is not there any more. The first call that reads or fills it fails, or
  quietly moves nothing.
remedy: plumbline set {options} FIELD
examples:
  - note: read by one row, filled by another
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
      set billing.invoice.memo --meaning "for the customer"
      add field books.Invoice.Memo
      map billing.invoice.memo books.Invoice.Memo
      map books.Invoice.Memo billing.invoice.memo
      import openapi second --system billing --remove
    finds: [billing.invoice.memo]
  - note: gone, but no row moves it; moved, but there
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
      set billing.invoice.memo --meaning "for the customer"
      map billing.invoice.memo --state not-needed
      map billing.invoice.total books.Invoice.Total
      import openapi second --system billing --remove
    finds: []
*/
SELECT
  f.ref AS about,
  (SELECT s.technical_owner FROM representation r JOIN system s ON s.id = r.system_id
   WHERE r.id = f.representation_id) AS ask,
  (SELECT s.name FROM representation r JOIN system s ON s.id = r.system_id WHERE r.id = f.representation_id) AS system,
  (SELECT group_concat(m.ref, ', ') FROM mapping m
   WHERE m.id IN (SELECT mapping_id FROM mapping_field WHERE field_id = f.id) AND m.state IS NOT 'not-needed')
    AS mappings,
  (SELECT m.ref || CASE mf.side WHEN 'source' THEN ' --sources' ELSE ' --target' END
   FROM (SELECT mapping_id, side FROM mapping_field WHERE field_id = f.id) mf JOIN mapping m ON m.id = mf.mapping_id
   WHERE m.state IS NOT 'not-needed' LIMIT 1) AS options
FROM gone_from_schema g CROSS JOIN field f ON f.id = g.id
WHERE EXISTS (SELECT 1 FROM moved_field mf WHERE mf.field_id = f.id)
ORDER BY f.id
