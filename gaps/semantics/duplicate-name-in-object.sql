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
    finds: [billing.contact.mail, billing.contact.first_name]
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
    finds: []
*/
WITH twice AS (
  SELECT min(f.id) AS id, r.id AS object_id, replace(coalesce(f.label, f.name), '_', '') COLLATE NOCASE AS word
  FROM representation r CROSS JOIN field f ON f.representation_id = r.id
  WHERE r.entity_id IS NOT NULL
    AND f.scope IS NOT 'out'
  GROUP BY r.id, replace(coalesce(f.label, f.name), '_', '') COLLATE NOCASE
  HAVING count(*) > 1
)
SELECT
  f.ref AS about,
  s.business_owner AS ask,
  r.ref AS object,
  coalesce(f.label, f.name) AS word,
  (SELECT group_concat(o.name, ', ') FROM field o
   WHERE o.representation_id = r.id AND replace(coalesce(o.label, o.name), '_', '') = t.word COLLATE NOCASE) AS fields
FROM twice t JOIN field f ON f.id = t.id JOIN representation r ON r.id = t.object_id
JOIN system s ON s.id = r.system_id
ORDER BY f.id
