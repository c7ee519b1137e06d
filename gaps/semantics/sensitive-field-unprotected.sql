/*
title: personal or confidential data moves unprotected
severity: blocker
dimension: semantics
about: field
whom: the security lead
message: "{about} is {sensitivity}, and {lack}."
question: "{about} is {sensitivity}: {ask_what}"
why: |
  Data that was safe in one system is copied to a place where other people look, over a line that
  nobody examined. The breach is reported in the name of the integration.
remedy: plumbline {options}
examples:
  - note: a flow that is not encrypted, or not known to be
    capture: |
      add system Billing
      add system Books
      add entity Contact
      add representation billing.contact --entity contact
      add representation books.Contact --entity contact
      add field billing.contact.email --sensitivity personal
      add field books.Contact.Email --sensitivity confidential
      add flow Contacts --entity contact --source billing --target books
      add permission Importer --representation billing.contact --read
      add permission Importer --representation books.Contact --update
      map billing.contact.email books.Contact.Email
    finds: [billing.contact.email, books.Contact.Email]
  - note: encrypted, and nobody's permission is written down
    capture: |
      add system Billing
      add system Books
      add entity Contact
      add representation billing.contact --entity contact
      add representation books.Contact --entity contact
      add field billing.contact.email --sensitivity personal
      add field books.Contact.Email --sensitivity internal
      add flow Contacts --entity contact --source billing --target books --encrypted
      add permission Importer --representation books.Contact --update
      map billing.contact.email books.Contact.Email
    finds: [billing.contact.email]
  - note: protected
    capture: |
      add system Billing
      add system Books
      add entity Contact
      add representation billing.contact --entity contact
      add representation books.Contact --entity contact
      add field billing.contact.email --sensitivity personal
      add field books.Contact.Email
      add entity Order
      add representation billing.order --entity order
      add flow Orders --entity order --source billing --target books
      add flow Contacts --entity contact --source billing --target books --encrypted
      add permission Importer --representation billing.contact --read
      map billing.contact.email books.Contact.Email
    finds: []
  - note: not moved by a row, or by no flow, or not sensitive
    capture: |
      add system Billing
      add system Books
      add entity Contact
      add representation billing.contact --entity contact
      add representation billing.log
      add field billing.contact.email --sensitivity personal
      add field billing.contact.name --sensitivity public
      add field billing.log.user --sensitivity personal
      add flow Contacts --entity contact --source billing --target books
      map billing.contact.email --state not-needed
      map billing.contact.name billing.log.user
    finds: []
*/
WITH sensitive AS (
  SELECT f.id, f.ref, f.sensitivity, f.representation_id, f.owner,
    (SELECT group_concat(fl.ref, ', ') FROM flow_representation fr JOIN flow fl ON fl.id = fr.flow_id
     WHERE fr.representation_id = f.representation_id AND fl.encrypted IS NOT 1) AS bare,
    EXISTS (SELECT 1 FROM permission p WHERE p.representation_id = f.representation_id) AS granted
  FROM field f
  WHERE f.sensitivity IN ('personal', 'confidential')
    AND f.representation_id IN (SELECT representation_id FROM flow_representation)
    AND EXISTS (SELECT 1 FROM moved_field mf WHERE mf.field_id = f.id)
)
SELECT
  f.ref AS about,
  coalesce((SELECT p.ref FROM person p WHERE instr(p.roles, 'security') LIMIT 1), f.owner) AS ask,
  f.sensitivity,
  CASE WHEN f.bare IS NOT NULL THEN 'nobody has said that ' || f.bare || ' is encrypted'
    ELSE 'nobody has said who may see or change it' END AS lack,
  CASE WHEN f.bare IS NOT NULL THEN 'is it encrypted on the way and at rest?'
    ELSE 'who may see it, and who may change it?' END AS ask_what,
  CASE WHEN f.bare IS NOT NULL
      THEN 'set ' || substr(f.bare || ',', 1, instr(f.bare || ',', ',') - 1) || ' --encrypted'
    ELSE 'add permission "ACTOR" --read --representation '
      || (SELECT r.ref FROM representation r WHERE r.id = f.representation_id) END AS options
FROM sensitive f
WHERE f.bare IS NOT NULL OR NOT f.granted
ORDER BY f.id
