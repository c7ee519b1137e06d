/*
title: nobody knows whom to reach at the other end of a flow
severity: blocker
dimension: production
about: flow
fills: upstream-contact
whom: the technical owner of the system with no contact
message: "{about} ({name}) names nobody to reach when {systems} fails."
question: "{systems} stops answering {name}. Whom do we reach, how, and what must we have at hand?"
why: |
  Half of all outages are at the other end, where nobody in this room can mend anything. A support address,
  a customer number and a promised answer time cost one mail today and days when it has failed.
remedy: plumbline set {about} --upstream-contact CONTACT
examples:
  - note: neither it nor one of its systems has a contact
    capture: |
      add system Billing --upstream-contact "support@billing.example, customer 77"
      add system Books
      add flow "Invoices" --source billing --target books
      add flow "Ledger" --source books --target billing
    finds: [F-1, F-2]
  - note: the flow has one, or both its systems have; with no system known there is nobody to reach yet
    capture: |
      add system Billing --upstream-contact "support@billing.example, customer 77"
      add system Bank --upstream-contact "0800 1"
      add system Books
      add flow "Invoices" --source billing --target books --upstream-contact "Books helpdesk, 0800 2"
      add flow "Payments" --source bank --target billing
      add flow "Newsletter"
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  (SELECT group_concat(s.name, ' or ') FROM system s
   WHERE s.id IN (f.source_id, f.target_id) AND s.upstream_contact IS NULL) AS systems,
  (SELECT s.technical_owner FROM system s
   WHERE s.id IN (f.source_id, f.target_id) AND s.upstream_contact IS NULL) AS ask
FROM flow f
WHERE f.upstream_contact IS NULL
  AND EXISTS (
    SELECT 1 FROM system s WHERE s.id IN (f.source_id, f.target_id) AND s.upstream_contact IS NULL)
ORDER BY f.id
