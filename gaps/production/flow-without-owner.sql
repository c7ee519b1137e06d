/*
title: nobody answers for a flow in the business
severity: blocker
dimension: production
about: flow
fills: owner
whom: the sponsor
message: "Nobody in the business answers for {about} ({name})."
question: When {name} does something nobody wanted, who in the business decides what is right?
why: |
  Technicians can say what the flow did, never whether it should have. Without an owner each disputed record
  waits for a meeting, and each change request for a sponsor.
remedy: plumbline set {about} --owner PERSON
examples:
  - note: one flow has an owner, the other has not
    capture: |
      add person Ana
      add flow "Invoices"
      add flow "Payments" --owner ana
    finds: [F-1]
  - note: a flow with an owner
    capture: |
      add person Ana
      add flow "Payments" --owner ana
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce(
    (SELECT e.owner FROM entity e WHERE e.id = f.entity_id),
    (SELECT s.business_owner FROM system s WHERE s.id = f.source_id)) AS ask
FROM flow f
WHERE f.owner_id IS NULL
ORDER BY f.id
