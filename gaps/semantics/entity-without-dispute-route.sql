/*
title: nobody decides about a record that two sides claim
severity: major
dimension: semantics
about: entity
fills: dispute-route
whom: the owner of the entity
message: "{name} is held in several systems ({systems}), and no route is named for a record that two claim."
question: Two people claim the same {name}, each with their own system open. Who decides, and how?
why: |
  Records with two possible owners are few, and they take the time of everybody who meets one. A named
  route turns a quarrel into a ticket.
remedy: plumbline set {about} --dispute-route "WHO DECIDES, AND HOW"
examples:
  - note: two systems hold it
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
    finds: [invoice]
  - note: a route, or one system only
    capture: |
      add system Billing
      add system Books
      add entity Invoice --dispute-route "finance lead, within a day"
      add entity Order
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
      add representation billing.order --entity order
      add representation billing.quote --entity order
    finds: []
*/
SELECT
  e.ref AS about,
  e.owner AS ask,
  e.name,
  (SELECT group_concat(DISTINCT s.name) FROM representation r JOIN system s ON s.id = r.system_id
   WHERE r.entity_id = e.id) AS systems
FROM entity e
WHERE e.dispute_route IS NULL
  AND (SELECT count(DISTINCT r.system_id) FROM representation r WHERE r.entity_id = e.id) > 1
ORDER BY e.id
