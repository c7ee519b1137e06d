/*
title: a thing moves both ways and nobody says why
severity: blocker
dimension: workflow
about: flow
fills: two-way-reason
whom: the owner of what moves
message: "{about} ({name}) {shape}, and nobody says why one way will not do."
question: What would go wrong if {name} moved one way only?
why: |
  Each way back roughly doubles the work: conflicts, echoes and a second set of failures. Many two-way
  flows turn out to be one way plus a screen to look at. The reason is the price tag, so it has to be
  spoken before it is paid.
remedy: plumbline set {about} --two-way-reason REASON
examples:
  - note: a flow said to be two-way, and a pair of opposite flows, found once
    capture: |
      add system CRM
      add system Shop
      add entity Customer
      add entity Order
      add flow "Customers" --entity customer --source crm --target shop --two-way yes
      add flow "Orders to the shop" --entity order --source crm --target shop
      add flow "Orders to the CRM" --entity order --source shop --target crm
    finds: [F-1, F-2]
  - note: the reason is given, on either flow of a pair; a flow one way owes none
    capture: |
      add system CRM
      add system Shop
      add entity Customer
      add entity Order
      add flow "Customers" --entity customer --source crm --target shop --two-way yes --two-way-reason "both sell"
      add flow "Orders to the shop" --entity order --source crm --target shop
      add flow "Orders to the CRM" --entity order --source shop --target crm --two-way-reason "returns start there"
    finds: []
  - note: what is said of a flow that is not its opposite does not count
    capture: |
      add system CRM
      add system Shop
      add system Books
      add entity Customer
      add entity Order
      add flow "Orders" --entity order --source shop --target crm --two-way-reason "both sell"
      add flow "Copies" --entity customer --source shop --target books --two-way-reason "both sell"
      add flow "Returns" --entity customer --source books --target crm --two-way-reason "both sell"
      add flow "Customers" --entity customer --source crm --target shop --two-way yes
    finds: [F-4]
  - note: flows of different things, or that share one end only, are no pair
    capture: |
      add system CRM
      add system Shop
      add system Books
      add entity Customer
      add entity Order
      add flow "Customers to the shop" --entity customer --source crm --target shop
      add flow "Orders to the CRM" --entity order --source shop --target crm
      add flow "Customers to the books" --entity customer --source shop --target books
      add flow "Customers from the books" --entity customer --source books --target crm
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce((SELECT 'is answered by ' || b.ref || ' the other way' FROM flow b
    WHERE b.entity_id = f.entity_id AND b.source_id = f.target_id AND b.target_id = f.source_id),
    'is two-way') AS shape,
  coalesce((SELECT e.owner FROM entity e WHERE e.id = f.entity_id), f.owner) AS ask
FROM flow f
WHERE f.two_way_reason IS NULL
  AND (f.two_way = 1 OR EXISTS (
    SELECT 1 FROM flow b
    WHERE b.entity_id = f.entity_id AND b.source_id = f.target_id AND b.target_id = f.source_id))
  AND NOT EXISTS (
    SELECT 1 FROM flow b
    WHERE b.entity_id = f.entity_id AND b.source_id = f.target_id AND b.target_id = f.source_id
      AND (b.two_way_reason IS NOT NULL OR b.id < f.id))
ORDER BY f.id
