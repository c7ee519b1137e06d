/*
title: a thing moves both ways and no rule says which side wins
severity: blocker
dimension: workflow
about: flow
fills: conflict-rule
whom: the owner of what moves
message: "{about} ({name}) {shape}, and no rule says which side wins."
question: Both sides changed it in {name}. Which wins, and what keeps a change from coming back as a new one?
why: |
  Without a rule the last writer wins, which means the slower network or the later batch. People see their
  own correction vanish, enter it again, and the two systems overwrite each other until somebody switches
  the interface off.
remedy: plumbline set {about} --conflict-rule RULE
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
  - note: the rule is given, on either flow of a pair; a flow one way owes none
    capture: |
      add system CRM
      add system Shop
      add entity Customer
      add entity Order
      add flow "Customers" --entity customer --source crm --target shop --two-way yes --conflict-rule "CRM wins"
      add flow "Orders to the shop" --entity order --source crm --target shop
      add flow "Orders to the CRM" --entity order --source shop --target crm --conflict-rule "the shop wins"
    finds: []
  - note: what is said of a flow that is not its opposite does not count
    capture: |
      add system CRM
      add system Shop
      add system Books
      add entity Customer
      add entity Order
      add flow "Orders" --entity order --source shop --target crm --conflict-rule "CRM wins"
      add flow "Copies" --entity customer --source shop --target books --conflict-rule "CRM wins"
      add flow "Returns" --entity customer --source books --target crm --conflict-rule "CRM wins"
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
WHERE f.conflict_rule IS NULL
  AND (f.two_way = 1 OR EXISTS (
    SELECT 1 FROM flow b
    WHERE b.entity_id = f.entity_id AND b.source_id = f.target_id AND b.target_id = f.source_id))
  AND NOT EXISTS (
    SELECT 1 FROM flow b
    WHERE b.entity_id = f.entity_id AND b.source_id = f.target_id AND b.target_id = f.source_id
      AND (b.conflict_rule IS NOT NULL OR b.id < f.id))
ORDER BY f.id
