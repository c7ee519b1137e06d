/*
title: one object has numbered fields
severity: minor
dimension: semantics
about: field
whom: the business owner of the system
message: "{fields} are numbered: a list was pressed into columns."
question: "{fields}: what goes into which, and what if there are more?"
why: |
  Numbered fields are filled in whatever order the typist liked. The other side usually holds a list,
  and then somebody must say which is the first, and where the fourth of three goes.
remedy: plumbline set {about} --meaning "WHICH ONE IT IS, AND WHAT IF THERE ARE MORE"
examples:
  - note: two lines of an address
    capture: |
      add system Billing
      add entity Contact
      add representation billing.contact --entity contact
      add field billing.contact.addr1
      add field billing.contact.addr2
    finds: [billing.contact.addr1]
  - note: each has a meaning; alone; without a number; out of scope; or in an object that nobody uses
    capture: |
      add system Billing
      add entity Contact
      add representation billing.contact --entity contact
      add representation billing.coupon
      add field billing.contact.addr1 --meaning "street"
      add field billing.contact.addr2
      add field billing.contact.vat2
      add field billing.contact.name
      add field billing.contact.tag1 --scope out
      add field billing.contact.tag2
      add field billing.coupon.text1
      add field billing.coupon.text2
    finds: []
*/
SELECT f.ref AS about, r.owner AS ask, group_concat(f.name, ', ') AS fields
FROM (
  SELECT o.id, s.business_owner AS owner
  FROM representation o JOIN system s ON s.id = o.system_id WHERE o.entity_id IS NOT NULL) r
JOIN field f ON f.representation_id = r.id
WHERE f.name GLOB '*[0-9]'
  AND f.meaning IS NULL
  AND f.scope IS NOT 'out'
GROUP BY r.id, rtrim(f.name, '0123456789')
HAVING count(*) > 1
-- The other columns are those of the first row of each group: SQLite promises it beside a lone min().
ORDER BY min(f.id)
