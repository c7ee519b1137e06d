/*
title: nothing brings the case to where its next step happens
severity: major
dimension: workflow
about: step
whom: whoever told the process
message: "{about} ({action}) happens in {system}, and nothing brings {entity} there from {before}."
question: How does {entity} get from {before} to {system}, where "{action}" happens?
why: |
  Between two systems there is always a carrier: an interface, an export, or a person who types. If the
  trace names none, a manual bridge was forgotten, and it is the very work the project was asked to remove.
remedy: plumbline add flow NAME --entity {entity_ref} --source {before_ref} --target {system_ref}
examples:
  - note: the bill is entered in the shop and posted in the books; nothing joins them
    capture: |
      add system Shop
      add system Books
      add system Bank
      add entity Bill
      add entity Order
      add process "Bill a customer"
      add step "Enter" --process P-1 --order 1 --system shop --entity bill
      add step "Post" --process P-1 --order 3 --system books --entity bill
      add step "Sign" --process P-1 --order 2
      add process "Look"
      add step "Look" --process P-2 --order 1 --system books
      add step "See" --process P-2 --order 2 --system books
      add effect "Seen" --step ST-4 --system books
      add system Till
      add flow "Bills to the till" --entity bill --source shop --target till
      add flow "Orders" --entity order --source shop --target books
      add flow "Bills" --entity bill --source bank --target books
      add flow "Bills out" --entity bill --source books --target shop --two-way no
      add entity Customer
    finds: [ST-2]
  - note: joined by flows, also through a third system and on a two-way flow's way back
    capture: |
      add system Shop
      add system Books
      add system Hub
      add entity Bill
      add entity Order
      add process "Bill a customer"
      add step "Enter" --process P-1 --order 1 --system shop --entity bill
      add step "Post" --process P-1 --order 2 --system books --entity bill
      add step "Pack" --process P-1 --order 3 --system books --entity order
      add flow "To the hub" --entity bill --source shop --target hub
      add flow "To the books" --entity bill --source hub --target books
      add flow "Orders" --entity order --source books --target shop --two-way yes
      add process "Count"
      add step "Count" --process P-2 --order 5 --system hub --entity order
    finds: []
  - note: a person carries it, a step sets it off, it was there before, it is the beginning, or it is no entity
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add process "Bill a customer"
      add step "Enter" --process P-1 --order 1 --system shop --entity bill
      add step "Type it in" --process P-1 --order 2 --system books --entity bill --actor clerk
      add step "Post" --process P-1 --order 3 --system books --entity bill
      add process "Refund"
      add step "Ask" --process P-2 --order 1 --system shop --entity bill
      add step "Pay" --process P-2 --order 2 --system books --entity bill
      add effect "Refund is posted" --step ST-4 --system books
      add process "Close"
      add step "Count" --process P-3 --order 1 --system shop
      add step "Sum" --process P-3 --order 2 --system books
    finds: []
*/
WITH RECURSIVE
  -- When the case first comes to a system: by a step there, or by what a step sets off there.
  arrival AS MATERIALIZED (
    SELECT process_id, system_id, min("order") AS "order"
    FROM (
      SELECT s.process_id, s.system_id, s."order" FROM step s
      UNION ALL
      SELECT s.process_id, e.system_id, s."order" FROM effect e JOIN step s ON s.id = e.step_id)
    GROUP BY process_id, system_id
  ),
  -- Where an entity goes by one flow, the way back of a two-way flow included.
  hop (entity_id, from_id, to_id) AS MATERIALIZED (
    SELECT f.entity_id, f.source_id, f.target_id FROM flow f
    UNION ALL
    SELECT f.entity_id, f.target_id, f.source_id FROM flow f WHERE f.two_way = 1
  ),
  -- For each step, where that entity may have come from. UNION keeps each system once, so the walk ends.
  origin (step_id, process_id, "order", entity_id, system_id) AS (
    SELECT s.id, s.process_id, s."order", s.entity_id, s.system_id
    FROM step s
    UNION
    SELECT o.step_id, o.process_id, o."order", o.entity_id, h.from_id
    FROM origin o
    JOIN hop h ON h.entity_id = o.entity_id AND h.to_id = o.system_id
  ),
  reached AS MATERIALIZED (
    SELECT DISTINCT o.step_id
    FROM origin o
    JOIN arrival a ON a.process_id = o.process_id AND a.system_id = o.system_id
    WHERE a."order" < o."order"
  )
SELECT
  s.ref AS about, s.action, y.name AS system, y.ref AS system_ref, n.name AS entity, n.ref AS entity_ref,
  b.name AS before, b.ref AS before_ref,
  (SELECT p.owner FROM process p WHERE p.id = s.process_id) AS ask
FROM step s
JOIN entity n ON n.id = s.entity_id
JOIN system y ON y.id = s.system_id
JOIN system b ON b.id = (
  SELECT e.system_id FROM step e
  WHERE e.process_id = s.process_id AND e."order" < s."order" AND e.system_id IS NOT NULL
  ORDER BY e."order" DESC LIMIT 1)
WHERE s.actor IS NULL
  AND s.id NOT IN (SELECT step_id FROM reached)
ORDER BY s.id
