/*
title: a crosswalk names a value that its list no longer has
severity: major
dimension: semantics
about: value-mapping
whom: the owner of the row
message: "{about} names {code}, which is gone from the description of its system."
question: "{code} is no longer there: what has taken its place, and is the row still needed?"
why: |
  A value that cannot come needs no counterpart; one that cannot be written is refused. Either way the row says
  something that is not so.
remedy: plumbline set {about} --state not-needed --rationale "WHY"
examples:
  - note: on either side of a row
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
                  status: {type: string, enum: [open, sent, paid, void]}
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
                  status: {type: string, enum: [open, sent]}
                  memo: {type: string, maxLength: 40}
    capture: |
      add system Billing
      import openapi first --system billing
      add system Books
      add representation books.Invoice
      add field books.Invoice.Total
      add field books.Invoice.Status
      add code-list books.Status=
      add code books.Status=NEW
      set "billing.invoice.status=paid" --meaning "all of it"
      set "billing.invoice.status=void" --meaning "never owed"
      crosswalk billing.invoice.status=paid books.Status=NEW
      crosswalk books.Status=NEW billing.invoice.status=void
      crosswalk billing.invoice.status=open books.Status=NEW
      import openapi second --system billing --remove
    finds: [X-1, X-2]
  - note: a row that was set aside, or values that are there
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
                  status: {type: string, enum: [open, sent, paid, void]}
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
                  status: {type: string, enum: [open, sent]}
                  memo: {type: string, maxLength: 40}
    capture: |
      add system Billing
      import openapi first --system billing
      add system Books
      add representation books.Invoice
      add field books.Invoice.Total
      add field books.Invoice.Status
      add code-list books.Status=
      add code books.Status=NEW
      set "billing.invoice.status=paid" --meaning "all of it"
      set "billing.invoice.status=void" --meaning "never owed"
      crosswalk billing.invoice.status=paid books.Status=NEW --state rejected
      crosswalk billing.invoice.status=void books.Status=NEW --state not-needed
      crosswalk billing.invoice.status=open books.Status=NEW
      import openapi second --system billing --remove
    finds: []
*/
SELECT x.ref AS about, c.ref AS code,
  coalesce(x.owner, (SELECT l.owner FROM code_list l WHERE l.id = c.code_list_id)) AS ask
FROM gone_from_schema g CROSS JOIN code c ON c.id = g.id
CROSS JOIN value_mapping x ON c.id IN (x.source_id, x.target_id)
WHERE coalesce(x.state, 'proposed') NOT IN ('rejected', 'not-needed')
ORDER BY x.id
