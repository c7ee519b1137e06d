/*
title: a flow writes into the system that is supposed to be right
severity: major
dimension: workflow
about: flow
whom: the owner of what moves
message: "{about} ({name}) writes into {record}, which is the system of record for {entity}."
question: "{record} is right about {entity}, yet {name} writes into it from {source}. Which of the two is true?"
why: |
  Either the system of record is not what people think, or the flow lets another system change the truth.
  Both are found after go-live as "the numbers keep changing". If the other system may really write, say so
  on its representation; the conflict then has an owner.
remedy: plumbline set {option}
examples:
  - note: invoices flow from the shop into the books, which are right about them
    capture: |
      add system Shop
      add system Books
      add entity Invoice --system-of-record books
      add representation shop.invoice --entity invoice
      add flow "Invoices" --entity invoice --source shop --target books
      add flow "Corrections" --entity invoice --source books --target books
      add flow "Uploads" --entity invoice --target books
    finds: [F-1]
  - note: the shop may change them; a flow out of the system of record is as it should be
    capture: |
      add system Shop
      add system Books
      add entity Invoice --system-of-record books
      add entity Order --system-of-record shop
      add representation shop.invoice --entity invoice --may-update yes
      add flow "Invoices" --entity invoice --source shop --target books
      add flow "Orders" --entity order --source shop --target books
    finds: []
  - note: what the books may change, or the shop of something else, permits nothing to the shop
    capture: |
      add system Shop
      add system Books
      add entity Invoice --system-of-record books
      add representation shop.invoice --entity invoice
      add representation shop.order --may-update yes
      add representation books.invoice --entity invoice --may-update yes
      add flow "Invoices" --entity invoice --source shop --target books
    finds: [F-1]
  - note: what moves both ways is asked for its reason instead
    capture: |
      add system Shop
      add system Books
      add entity Invoice --system-of-record books
      add entity Payment --system-of-record books
      add flow "Invoices in" --entity invoice --source shop --target books
      add flow "Invoices out" --entity invoice --source books --target shop
      add flow "Payments" --entity payment --source shop --target books --two-way yes
    finds: []
  - note: flows of another thing, or between other systems, do not make it two-way
    capture: |
      add system Shop
      add system Books
      add system CRM
      add entity Invoice --system-of-record books
      add entity Payment
      add flow "Invoices in" --entity invoice --source shop --target books
      add flow "Payments out" --entity payment --source books --target shop
      add flow "Invoices to the CRM" --entity invoice --source books --target crm
      add flow "Invoices from the CRM" --entity invoice --source crm --target shop
    finds: [F-1]
*/
SELECT
  f.ref AS about, f.name, f.entity_name AS entity, f.source_name AS source, f.target_name AS record,
  coalesce(
    (SELECT r.ref || ' --may-update yes' FROM representation r
     WHERE r.entity_id = f.entity_id AND r.system_id = f.source_id),
    f.entity || ' --system-of-record ' || f.source) AS option,
  coalesce((SELECT e.owner FROM entity e WHERE e.id = f.entity_id), f.owner) AS ask
FROM flow_contract f
WHERE f.target_id = f.record_system_id
  AND f.source_id IS NOT NULL
  AND f.two_way IS NOT 1
  AND NOT EXISTS (
    SELECT 1 FROM flow b
    WHERE b.entity_id = f.entity_id AND b.source_id = f.target_id AND b.target_id = f.source_id)
  AND NOT EXISTS (
    SELECT 1 FROM representation r
    WHERE r.entity_id = f.entity_id AND r.system_id = f.source_id AND 1 IN (r.may_create, r.may_update))
ORDER BY f.id
