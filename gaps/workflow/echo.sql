/*
title: a trace sets itself off
severity: major
dimension: workflow
about: effect
fills: fires-twice-rule
whom: the technical owner of the system in which it starts
message: "{about} ({what}) changes {entity} in {there}, from where it flows back to {here}, where it began."
question: "\"{action}\" in {here} sets off \"{what}\" in {there}, which comes back to {here}. What stops it from going round?"
why: |
  The effect was harmless while nothing came back. With a flow in the other direction each run starts the
  next one, a few a minute, each of them valid. It shows as a slow rise in traffic and a fast rise in the
  bill.
remedy: plumbline set {about} --fires-twice-rule RULE
examples:
  - note: posting in the books changes the bill in the shop, and bills flow from the shop to the books
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add process "Bill a customer"
      add step "Post" --process P-1 --order 1 --system books --entity bill
      add step "Look" --process P-1 --order 2 --system shop --entity bill
      add effect "Bill is marked as posted" --step ST-1 --system shop --class state-change --decision invoke
      add effect "Bill is copied" --step ST-1 --system shop --class call --decision suppress
      add effect "Shopkeeper is told" --step ST-1 --system shop --class notification --decision invoke
      add effect "Ledger moves" --step ST-1 --system books --class record --decision invoke
      add flow "Bills" --entity bill --source shop --target books
      add entity Order
      add entity Customer
    finds: [EF-1]
  - note: through a third system, and on a two-way flow's way back
    capture: |
      add system Shop
      add system Hub
      add system Books
      add entity Bill
      add process "Bill a customer"
      add step "Post" --process P-1 --order 1 --system books --entity bill
      add effect "Bill is marked" --step ST-1 --system shop --class state-change --decision invoke
      add flow "One" --entity bill --source hub --target shop --two-way yes
      add flow "Two" --entity bill --source hub --target books
    finds: [EF-1]
  - note: back by what a step there sets off, with no flow at all
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add entity Order
      add process "Bill a customer"
      add step "Post" --process P-1 --order 1 --system books --entity bill
      add step "Update" --process P-1 --order 2 --system shop --entity bill
      add step "Pack" --process P-1 --order 3 --system shop --entity order
      add effect "Bill is marked" --step ST-1 --system shop --class state-change --decision invoke
      add effect "Books are called" --step ST-2 --system books --class call --decision invoke
    finds: [EF-1, EF-2]
  - note: on the way back a guard, or an effect with a rule, a mail, or one that is switched off
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add entity Order
      add process "Bill a customer"
      add step "Post" --process P-1 --order 1 --system books --entity bill
      add step "Update" --process P-1 --order 2 --system shop --entity bill
      add effect "Bill is marked" --step ST-1 --system shop --class state-change --decision invoke
      add effect "Books are called" --step ST-2 --system books --class call --decision invoke --fires-twice-rule "once"
      add effect "Books are mailed" --step ST-2 --system books --class notification --decision invoke
      add effect "Books are written" --step ST-2 --system books --class record --decision suppress
      add flow "Bills" --entity bill --source shop --target books --echo-guard "skips its own"
      add flow "All bills" --entity bill --source shop --target books --two-way yes --echo-guard "skips its own"
      add flow "Bills back" --entity bill --source books --target shop --two-way yes --echo-guard "skips its own"
    finds: []
  - note: a rule keeps it from firing again
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add process "Bill a customer"
      add step "Post" --process P-1 --order 1 --system books --entity bill
      add effect "Bill is marked" --step ST-1 --system shop --class call --decision invoke --fires-twice-rule "once a bill"
      add flow "Bills" --entity bill --source shop --target books
    finds: []
  - note: only another thing, or the other direction, flows between them
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add entity Order
      add process "Bill a customer"
      add step "Post" --process P-1 --order 1 --system books --entity bill
      add effect "Bill is marked" --step ST-1 --system shop --class state-change --decision invoke
      add flow "Orders" --entity order --source shop --target books
      add flow "Bills" --entity bill --source books --target shop
      add system Hub
      add flow "Others" --entity bill --source hub --target books
      add step "Count" --process P-1 --order 2 --system books --entity order
    finds: []
*/
WITH RECURSIVE
  spark AS MATERIALIZED (
    SELECT e.id, s.entity_id, s.system_id AS home_id, e.system_id
    FROM effect e
    JOIN step s ON s.id = e.step_id
    WHERE e.decision = 'invoke'
      AND e.class IN ('record', 'state-change', 'call')
      AND e.fires_twice_rule IS NULL
      AND e.system_id <> s.system_id
  ),
  -- Where an entity goes by one flow that does not know its own writes, the way back of a two-way flow included,
  -- or by one effect.
  hop (entity_id, from_id, to_id) AS MATERIALIZED (
    SELECT f.entity_id, f.source_id, f.target_id FROM flow f WHERE f.echo_guard IS NULL
    UNION ALL
    SELECT f.entity_id, f.target_id, f.source_id FROM flow f WHERE f.two_way = 1 AND f.echo_guard IS NULL
    UNION ALL
    SELECT k.entity_id, k.home_id, k.system_id FROM spark k
  ),
  -- Where the changed record goes from there. UNION keeps each system once, so the walk ends.
  spread (effect_id, entity_id, home_id, system_id) AS (
    SELECT id, entity_id, home_id, system_id FROM spark
    UNION
    SELECT p.effect_id, p.entity_id, p.home_id, h.to_id
    FROM spread p
    JOIN hop h ON h.entity_id = p.entity_id AND h.from_id = p.system_id
  )
SELECT
  e.ref AS about, e.what, s.action, n.name AS entity, h.name AS here, t.name AS there,
  h.technical_owner AS ask
FROM spread p
JOIN effect e ON e.id = p.effect_id
JOIN step s ON s.id = e.step_id
JOIN entity n ON n.id = p.entity_id
JOIN system h ON h.id = p.home_id
JOIN system t ON t.id = e.system_id
WHERE p.system_id = p.home_id
ORDER BY e.id
