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
      add step "Post" --process P-1 --order 2 --system books --entity bill
      add flow "Orders" --entity order --source shop --target books
      add flow "Bills" --entity bill --source bank --target books
      add flow "Bills out" --entity bill --source books --target shop
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
  -- Steps on an entity that no person does, in a system where the case has not been before.
  stranger AS MATERIALIZED (
    SELECT s.id, s.process_id, s."order", s.system_id, s.entity_id,
      (SELECT e.system_id FROM step e
       WHERE e.process_id = s.process_id AND e."order" < s."order" AND e.system_id IS NOT NULL
       ORDER BY e."order" DESC LIMIT 1) AS before_id
    FROM step s
    WHERE s.actor IS NULL
      AND s.entity_id IS NOT NULL
      AND NOT EXISTS (
        SELECT 1 FROM step e
        WHERE e.process_id = s.process_id AND e."order" < s."order"
          AND (e.system_id = s.system_id
            OR EXISTS (SELECT 1 FROM effect x WHERE x.step_id = e.id AND x.system_id = s.system_id)))
  ),
  -- Where its entity may have come from, by up to three flows.
  origin (step_id, entity_id, system_id, depth) AS (
    SELECT id, entity_id, system_id, 0 FROM stranger WHERE before_id IS NOT NULL
    UNION
    SELECT o.step_id, o.entity_id,
      CASE f.target_id WHEN o.system_id THEN f.source_id ELSE f.target_id END, o.depth + 1
    FROM origin o
    JOIN flow f ON f.entity_id = o.entity_id
      AND (f.target_id = o.system_id OR (f.two_way = 1 AND f.source_id = o.system_id))
    WHERE o.depth < 3
  )
SELECT
  s.ref AS about, s.action, y.name AS system, y.ref AS system_ref, n.name AS entity, n.ref AS entity_ref,
  b.name AS before, b.ref AS before_ref,
  (SELECT p.owner FROM process p WHERE p.id = s.process_id) AS ask
FROM stranger c
JOIN step s ON s.id = c.id
JOIN system y ON y.id = c.system_id
JOIN system b ON b.id = c.before_id
JOIN entity n ON n.id = c.entity_id
WHERE NOT EXISTS (
  SELECT 1 FROM origin o
  JOIN step e ON e.system_id = o.system_id
  WHERE o.step_id = c.id AND e.process_id = c.process_id AND e."order" < c."order")
ORDER BY s.id
