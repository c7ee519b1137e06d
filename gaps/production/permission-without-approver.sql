/*
title: nobody is said to grant a permission
severity: major
dimension: production
about: permission
fills: approver
whom: whoever answers for security
message: "Nobody is said to grant {actor} what it may do with {record} ({about})."
question: "Who grants {actor} its rights on {record}, and who takes them away?"
why: |
  A right that nobody granted is a right that nobody takes away. The account outlives the person who asked for it,
  and the project that needed it.
remedy: plumbline set {about} --approver PERSON
examples:
  - note: one is granted by somebody, the other by nobody
    capture: |
      add system Books
      add representation books.Bill
      add person Ana
      add permission "service account" --representation books.Bill
      add permission clerk --representation books.Bill --approver ana
    finds: [PM-1]
  - note: granted by somebody
    capture: |
      add system Books
      add representation books.Bill
      add person Ana
      add permission clerk --representation books.Bill --approver ana
    finds: []
*/
SELECT
  p.ref AS about, p.actor, p.representation AS record,
  (SELECT s.technical_owner FROM representation r JOIN system s ON s.id = r.system_id
   WHERE r.id = p.representation_id) AS ask
FROM permission p
WHERE p.approver_id IS NULL
ORDER BY p.id
