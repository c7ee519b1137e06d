/*
title: a thing is carried round in a circle
severity: major
dimension: workflow
about: flow
fills: echo-guard
whom: the owner of what moves
message: "{flows} carry {entity} round in a circle, and no rule says where a change stops."
question: A change of {entity} leaves {source} and comes back to it by {flows}. What stops it from going round again?
why: |
  Each system sees the change of the one before it and passes it on in good faith. One correction then
  circles until a rate limit or a person stops it, and on the way it overwrites newer values. The rule may
  be as simple as "changes made by the interface are not sent on".
remedy: plumbline set {about} --echo-guard HOW
examples:
  - note: round three systems, named once; the first two flows only lead in
    capture: |
      add system CRM
      add system Shop
      add system Books
      add system Forms
      add system Inbox
      add entity Customer
      add entity Order
      add flow "Leads" --entity customer --source forms --target inbox
      add flow "Sorted leads" --entity customer --source inbox --target crm
      add flow "One" --entity customer --source crm --target shop
      add flow "Two" --entity customer --source shop --target books
      add flow "Three" --entity customer --source books --target crm
      add flow "Orders" --entity order --source crm --target inbox
    finds: [F-3]
  - note: three circles, two of them of the same thing; a bridge between two is on neither
    capture: |
      add system A
      add system B
      add system C
      add system D
      add system E
      add system G
      add entity Order
      add entity Customer
      add flow "Bridge" --entity customer --source a --target d
      add flow "1" --entity customer --source a --target b
      add flow "2" --entity customer --source b --target c
      add flow "3" --entity customer --source c --target a
      add flow "4" --entity customer --source d --target e
      add flow "5" --entity customer --source e --target g
      add flow "6" --entity customer --source g --target d
      add flow "7" --entity order --source b --target a
      add flow "8" --entity order --source a --target d
      add flow "9" --entity order --source d --target b
    finds: [F-2, F-5, F-8]
  - note: a rule on one of them breaks the circle
    capture: |
      add system CRM
      add system Shop
      add system Books
      add entity Customer
      add flow "One" --entity customer --source crm --target shop
      add flow "Two" --entity customer --source shop --target books
      add flow "Three" --entity customer --source books --target crm --conflict-rule "what the interface wrote stays"
    finds: []
  - note: one of them knows its own writes and does not send them on
    capture: |
      add system CRM
      add system Shop
      add system Books
      add entity Customer
      add flow "One" --entity customer --source crm --target shop
      add flow "Two" --entity customer --source shop --target books --echo-guard "skips what the interface wrote"
      add flow "Three" --entity customer --source books --target crm
    finds: []
  - note: a circle of different things is none
    capture: |
      add system CRM
      add system Shop
      add system Books
      add entity Customer
      add entity Order
      add flow "One" --entity customer --source crm --target shop
      add flow "Two" --entity order --source shop --target books
      add flow "Three" --entity customer --source books --target crm
    finds: []
  - note: what moves both ways is asked for its conflict rule instead, as a pair or as one flow
    capture: |
      add system CRM
      add system Shop
      add system Books
      add entity Customer
      add entity Order
      add flow "There" --entity customer --source crm --target shop
      add flow "Back" --entity customer --source shop --target crm
      add flow "One" --entity order --source crm --target shop
      add flow "Two" --entity order --source shop --target books --two-way yes
      add flow "Three" --entity order --source books --target crm
    finds: []
*/
WITH RECURSIVE
  -- What moves both ways is left out: that pair is asked for its own rule, which then breaks any circle
  -- through it.
  edge AS MATERIALIZED (
    SELECT f.id, f.ref, f.entity_id, f.source_id, f.target_id
    FROM flow f
    WHERE f.conflict_rule IS NULL
      AND f.echo_guard IS NULL
      AND f.two_way IS NOT 1
      AND NOT EXISTS (
        SELECT 1 FROM flow b
        WHERE b.entity_id = f.entity_id AND b.source_id = f.target_id AND b.target_id = f.source_id)
  ),
  -- UNION keeps each pair of systems once, so the walk ends.
  reach (entity_id, from_id, to_id) AS (
    SELECT entity_id, source_id, target_id FROM edge
    UNION
    SELECT r.entity_id, r.from_id, e.target_id
    FROM reach r JOIN edge e ON e.entity_id = r.entity_id AND e.source_id = r.to_id
  ),
  -- Two systems that reach each other are on one circle, known by the first of its systems.
  circle AS MATERIALIZED (
    SELECT r.entity_id, r.from_id AS system_id, min(r.to_id) AS circle_id
    FROM reach r JOIN reach b ON b.entity_id = r.entity_id AND b.from_id = r.to_id AND b.to_id = r.from_id
    GROUP BY r.entity_id, r.from_id
  )
SELECT
  e.ref AS about, min(e.id) AS first_id, group_concat(e.ref, ', ') AS flows,
  (SELECT n.name FROM entity n WHERE n.id = e.entity_id) AS entity,
  (SELECT s.name FROM system s WHERE s.id = e.source_id) AS source,
  (SELECT n.owner FROM entity n WHERE n.id = e.entity_id) AS ask
FROM edge e
JOIN circle c ON c.entity_id = e.entity_id AND c.system_id = e.source_id
JOIN circle d ON d.entity_id = e.entity_id AND d.system_id = e.target_id AND d.circle_id = c.circle_id
GROUP BY c.entity_id, c.circle_id
ORDER BY first_id
