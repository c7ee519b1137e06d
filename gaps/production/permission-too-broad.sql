/*
title: one actor may do everything with a record
severity: major
dimension: production
about: permission
whom: whoever answers for security
message: "{about}: {actor} may create, read, change and delete any {record}."
question: Which of creating, reading, changing and deleting does {actor} really need on {record}, and on which ones?
why: |
  An account that may do everything does, once, by mistake: a replay deletes, or a test run changes real
  customers. Most integrations need two of the four, and hardly any needs to delete.
remedy: plumbline set {about} --delete no
examples:
  - note: everything, on any record; each of the others lacks one thing or is checked one by one
    capture: |
      add system Books
      add representation books.Bill
      add permission "admin" --representation books.Bill --create yes --read yes --update yes --delete yes
      add permission "a" --representation books.Bill --read yes --update yes --delete yes
      add permission "b" --representation books.Bill --create yes --update yes --delete yes
      add permission "c" --representation books.Bill --create yes --read yes --delete yes
      add permission "d" --representation books.Bill --create yes --read yes --update yes
      add permission "e" --representation books.Bill --create yes --read yes --update yes --delete yes --object-check "own tenant"
    finds: [PM-1]
  - note: no right to delete
    capture: |
      add system Books
      add representation books.Bill
      add permission "clerk" --representation books.Bill --create yes --read yes --update yes --delete no
    finds: []
*/
SELECT p.ref AS about, p.actor, p.representation AS record, p.approver AS ask
FROM permission p
WHERE p."create" = 1
  AND p."read" = 1
  AND p."update" = 1
  AND p."delete" = 1
  AND p.object_check IS NULL
ORDER BY p.id
