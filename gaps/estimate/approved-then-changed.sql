/*
title: what was agreed has changed since
severity: blocker
dimension: estimate
about: approval
whom: whoever agreed
message: "{ask} agreed to {baseline} as {role}; since then {changes}"
question: "{ask}, is this still what you agree to: {changes}?"
why: |
  A specification that was signed and then quietly changed is worse than none: everybody believes that somebody else
  has read it. A change is no fault, but it is another thing to agree to: an amendment says why, who asked for it and
  what it costs, and asks those who agreed about what it changes, and nothing else.
remedy: plumbline amendment create NAME --amends {baseline} --reason REASON --requested-by PERSON
examples:
  - note: one flow of two changed; who voted on the other alone is not asked again
    capture: |
      add person Ana
      add person Tom
      add system CRM
      add system Books
      add flow "Invoices" --source crm --target books
      add flow "Payments" --source books --target crm
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      approve v1 --as tom --role operations --vote approve --meaning "we can run it" --about F-2
      set F-1 --frequency hourly
    finds: [AP-1]
  - note: a mapping changed, and the flow that moves it was agreed to
    capture: |
      add person Ana
      add system CRM
      add system Books
      add entity Invoice
      add representation crm.invoice --entity invoice
      add representation books.Bill --entity invoice
      add field crm.invoice.total
      add field books.Bill.Total
      map crm.invoice.total books.Bill.Total --transform copy
      add flow "Invoices" --source crm --target books --entity invoice
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "the flow" --about F-1
      set M-1 --rule "cents to units"
    finds: [AP-1]
  - note: something new was added to what was agreed as a whole
    capture: |
      add person Ana
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      add system CRM
    finds: [AP-1]
  - note: changed and changed back; agreed to again; a sitting, an actual and a condition met change nothing
    capture: |
      add person Ana
      add person Tom
      add system CRM --vendor A
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as tom --role operations --vote approve --meaning "as it is"
      set crm --vendor B
      baseline create v2 --with-open-gaps --reason "another look"
      approve v2 --as tom --role operations --vote approve --meaning "as it is now"
      approve v2 --as ana --role sponsor --vote approve-with-conditions --meaning "build this" --condition "tested"
      set crm --vendor C
      set crm --vendor B
      set CN-1 --state met
      add workshop "Kick-off"
      add sign-off sponsor
    finds: []
  - note: an amendment puts it before those who agreed, and what is changed after that is another change
    capture: |
      add person Ana
      add person Tom
      add system CRM
      add system Books
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      approve v1 --as tom --role operations --vote approve --meaning "we can run it" --about crm
      set crm --vendor A
      set books --vendor B
      amendment create v2 --reason "the vendors are known" --requested-by tom --trials 100 --with-open-gaps --gaps-reason "a first look"
      set books --vendor C
    finds: [AP-1]
  - note: who said no, or nothing, has agreed to nothing
    capture: |
      add person Ana
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote reject --meaning "too dear"
      add system CRM
    finds: []
equivalent:
  - condition: item <> 'estimate'
    change: removed
    reason: the estimate is never the only one that changed; what changed is told in its place
*/
SELECT s.approval AS about, s.person AS ask, s.role, s.baseline,
  -- What rests on a change is counted from the fourth on: there may be hundreds.
  group_concat(CASE WHEN s.how <> 'downstream' THEN s.item || ' was ' || s.how
    WHEN s.place <= 3 THEN s.item || ' rests on ' || s.because END, ', ')
    || CASE WHEN max(s.place) > 3 THEN ', and ' || (max(s.place) - 3) || ' more rest on that' ELSE '' END AS changes
FROM (
  SELECT *, iif(how = 'downstream', row_number() OVER (PARTITION BY approval_id, how = 'downstream' ORDER BY item), 0) AS place
  FROM superseded_item
  WHERE item <> 'estimate' AND amendment IS NULL
  ORDER BY approval_id, how = 'downstream', item
) s
GROUP BY s.approval_id
ORDER BY s.approval_id
