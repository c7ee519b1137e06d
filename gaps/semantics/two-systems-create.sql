/*
title: two systems may create the same thing
severity: blocker
dimension: semantics
about: entity
whom: the owner of the entity
message: "{name} may be created on both sides ({creators}), and nobody has said who wins."
question: "{creators} may each create the same {name}: what happens when both do?"
why: |
  Both sides create the same record on the same day, and the integration sees two. Whether it merges,
  refuses or keeps both is a business decision, and undoing the wrong one is done by hand.
remedy: plumbline decide "WHICH SIDE WINS" --about {both}
examples:
  - note: no rule, or a decision about something else, or one that was taken back
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice --may-create
      add representation books.Invoice --entity invoice --may-create
      decide "Invoices are numbered by year" --about invoice,billing.invoice
      decide "Books wins" --about billing.invoice,books.Invoice --state reversed
      add flow Invoices --entity invoice
      add flow Orders --conflict-rule "the latest wins"
    finds: [invoice]
  - note: "one of two may create, or both are in one system, or another side's right is not known"
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice --may-create
      add representation billing.draft --entity invoice --may-create
      add representation books.Invoice --entity invoice --no-may-create
      add representation books.Copy --entity invoice
    finds: []
  - note: a decision that names both
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice --may-create
      add representation books.Invoice --entity invoice --may-create
      decide "Books only creates credit notes" --about billing.invoice,books.Invoice
    finds: []
  - note: a rule in the flow
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice --may-create
      add representation books.Invoice --entity invoice --may-create
      add flow Invoices --entity invoice --conflict-rule "the older one stays"
    finds: []
*/
SELECT
  e.ref AS about,
  e.owner AS ask,
  e.name,
  (SELECT group_concat(r.ref, ' and ') FROM representation r
   WHERE r.entity_id = e.id AND r.may_create = 1) AS creators,
  (SELECT group_concat(r.ref, ',') FROM representation r
   WHERE r.entity_id = e.id AND r.may_create = 1) AS both
FROM entity e
WHERE (SELECT count(DISTINCT r.system_id) FROM representation r
       WHERE r.entity_id = e.id AND r.may_create = 1) > 1
  AND NOT EXISTS (
    SELECT 1 FROM flow f WHERE f.entity_id = e.id AND f.conflict_rule IS NOT NULL)
  AND NOT EXISTS (
    SELECT 1 FROM representation r JOIN link l ON l.to_id = r.id JOIN decision d ON d.id = l.from_id
    WHERE r.entity_id = e.id AND r.may_create = 1 AND d.state = 'active'
    GROUP BY d.id HAVING count(*) > 1)
ORDER BY e.id
