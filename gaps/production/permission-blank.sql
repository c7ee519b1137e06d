/*
title: nobody is said to be allowed to write a record that a flow writes
severity: major
dimension: production
about: representation
whom: the technical owner of the system that is written to
message: "{flows} writes {about}, and no permission says who may."
question: Under which account is {about} written, what exactly may that account do, and who grants it?
why: |
  The account is asked for in the week of go-live and given whatever role is at hand, usually the
  administrator's. Security then stops the release, or, worse, does not.
remedy: plumbline add permission ACTOR --representation {about} --create YES-OR-NO --update YES-OR-NO --approver PERSON
examples:
  - note: written with no permission, with one to read, and by the way back of a two-way flow
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add entity Order
      add representation books.Bill --entity bill
      add representation shop.bill --entity bill
      add representation shop.order --entity order
      add representation books.Order --entity order
      add permission "service account" --representation books.Bill --read yes --create no
      add permission "service account" --representation books.Order --update yes
      add flow "Bills" --entity bill --source shop --target books
      add flow "Orders" --entity order --source shop --target books --two-way yes
    finds: [books.Bill, shop.order]
  - note: what is only read, and what no flow writes, needs none here
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add representation books.Bill --entity bill
      add representation shop.bill --entity bill
      add representation books.Ledger
      add permission "service account" --representation books.Bill --create yes
      add flow "Bills" --entity bill --source shop --target books
    finds: []
*/
SELECT
  r.ref AS about, group_concat(f.ref, ', ') AS flows,
  (SELECT s.technical_owner FROM system s WHERE s.id = r.system_id) AS ask
FROM flow f
JOIN flow_representation w ON w.flow_id = f.id
JOIN representation r ON r.id = w.representation_id
WHERE (w.side = 'target' OR f.two_way = 1)
  AND NOT EXISTS (
    SELECT 1 FROM permission p WHERE p.representation_id = r.id AND 1 IN (p."create", p."update"))
GROUP BY r.id
ORDER BY r.id
