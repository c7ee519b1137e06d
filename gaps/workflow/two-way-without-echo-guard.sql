/*
title: nothing keeps a change from coming back to where it was made
severity: major
dimension: workflow
about: flow
fills: echo-guard
whom: the technical owners of both systems
message: "{about} ({name}) {shape}, and nothing keeps a change from coming back as a new one."
question: "{name} writes a change into the other system, which reports a change. How do we know that it is our own?"
why: |
  The other system does not know that it was told what it now reports. Without a mark on what the interface wrote
  each change travels for ever, two calls a round, and every one of them is valid.
remedy: plumbline set {about} --echo-guard HOW
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
  - note: a guard on either flow of a pair; a flow one way needs none
    capture: |
      add system CRM
      add system Shop
      add entity Customer
      add entity Order
      add flow "Customers" --entity customer --source crm --target shop --two-way yes --echo-guard "skips what its account wrote"
      add flow "Orders to the shop" --entity order --source crm --target shop
      add flow "Orders to the CRM" --entity order --source shop --target crm --echo-guard "compares versions"
      add flow "Newsletter" --source crm --target shop
    finds: []
  - note: what is said of a flow that is not its opposite does not count
    capture: |
      add system CRM
      add system Shop
      add system Books
      add entity Customer
      add entity Order
      add flow "Orders" --entity order --source shop --target crm --echo-guard "x"
      add flow "Copies" --entity customer --source shop --target books --echo-guard "x"
      add flow "Returns" --entity customer --source books --target crm --echo-guard "x"
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
  coalesce(f.maintainer, (SELECT s.technical_owner FROM system s WHERE s.id = f.target_id)) AS ask
FROM flow f
WHERE f.echo_guard IS NULL
  AND (f.two_way = 1 OR EXISTS (
    SELECT 1 FROM flow b
    WHERE b.entity_id = f.entity_id AND b.source_id = f.target_id AND b.target_id = f.source_id))
  AND NOT EXISTS (
    SELECT 1 FROM flow b
    WHERE b.entity_id = f.entity_id AND b.source_id = f.target_id AND b.target_id = f.source_id
      AND (b.echo_guard IS NOT NULL OR b.id < f.id))
ORDER BY f.id
