/*
title: two fields of one object have the same name
severity: minor
dimension: semantics
about: field
fills: label
whom: the business owner of the system
message: "{object} has several fields that people call \"{word}\": {fields}."
question: "{fields} are all called \"{word}\": which one do people mean?"
why: |
  When two fields of a screen have one name, half of the records have the value in the wrong one. A
  mapping that picks one of them loses the other half.
remedy: plumbline set {about} --label "WHAT PEOPLE CALL THIS ONE"
examples:
  - note: the same label, or the same name but for its spelling
    capture: |
      add system Desk
      add representation desk.contact
      add field desk.contact.email
      add system Billing
      add entity Contact
      add representation billing.contact --entity contact
      add field billing.contact.mail --label Email
      add field billing.contact.email
      add field billing.contact.first_name
      add field billing.contact.FirstName
      add system Shop
      add system Bank
      add representation shop.contact
      add representation bank.contact
      add field billing.contact.private --label email
      add field billing.contact.m1 --label Mobile --scope out
      add field billing.contact.m2 --label mobile
      add field billing.contact.m3 --label MOBILE
    finds: [billing.contact.mail, billing.contact.first_name, billing.contact.m2]
  - note: told apart by labels; one out of scope; or in an object that nobody uses
    capture: |
      add system Billing
      add entity Contact
      add representation billing.contact --entity contact
      add representation billing.coupon
      add field billing.contact.email --label "Email for invoices"
      add field billing.contact.Email --label "Email for offers"
      add field billing.contact.phone
      add field billing.contact.Phone --scope out
      add field billing.coupon.name
      add field billing.coupon.Name
      add field billing.contact.Fax --scope out
      add field billing.contact.fax
      add representation billing.account --entity contact
      add field billing.account.city
      add field billing.contact.city
    finds: []
*/
SELECT
  f.ref AS about,
  (SELECT s.business_owner FROM system s WHERE s.id = r.system_id) AS ask,
  r.ref AS object,
  coalesce(f.label, f.name) AS word,
  (SELECT group_concat(o.name, ', ') FROM field o
   WHERE o.representation_id = r.id
     AND replace(coalesce(o.label, o.name), '_', '') = replace(coalesce(f.label, f.name), '_', '') COLLATE NOCASE
  ) AS fields
FROM representation r CROSS JOIN field f ON f.representation_id = r.id
WHERE r.entity_id IS NOT NULL
  AND f.scope IS NOT 'out'
  AND EXISTS (
    SELECT 1 FROM field o
    WHERE o.representation_id = f.representation_id
      AND replace(coalesce(o.label, o.name), '_', '') = replace(coalesce(f.label, f.name), '_', '') COLLATE NOCASE
      AND o.id > f.id AND o.scope IS NOT 'out')
  -- One finding a name: that of the first.
  AND NOT EXISTS (
    SELECT 1 FROM field o
    WHERE o.representation_id = f.representation_id
      AND replace(coalesce(o.label, o.name), '_', '') = replace(coalesce(f.label, f.name), '_', '') COLLATE NOCASE
      AND o.id < f.id AND o.scope IS NOT 'out')
ORDER BY f.id
