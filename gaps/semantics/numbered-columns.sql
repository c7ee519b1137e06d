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
      add field billing.contact.vat
      add field billing.contact.vat2
      add field billing.contact.name
      add field billing.contact.tag1 --scope out
      add field billing.contact.tag2
      add field billing.coupon.text1
      add field billing.coupon.text2
    finds: []
*/
WITH numbered AS (
  SELECT min(f.id) AS id, group_concat(f.name, ', ') AS fields
  FROM representation r CROSS JOIN field f ON f.representation_id = r.id
  WHERE r.entity_id IS NOT NULL
    AND f.name GLOB '*[0-9]'
    AND f.meaning IS NULL
    AND f.scope IS NOT 'out'
  GROUP BY r.id, rtrim(f.name, '0123456789')
  HAVING count(*) > 1
)
SELECT
  f.ref AS about,
  (SELECT s.business_owner FROM representation r JOIN system s ON s.id = r.system_id
   WHERE r.id = f.representation_id) AS ask,
  n.fields
FROM numbered n JOIN field f ON f.id = n.id
ORDER BY f.id
