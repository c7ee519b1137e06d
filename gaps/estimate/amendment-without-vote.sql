/*
title: an amendment that somebody who had agreed has not
severity: blocker
dimension: estimate
about: amendment
whom: whoever had agreed to what it changes
message: "{role} had agreed to {amends} and has not to {about}{subject}: {given} of {needed} votes{rejected}"
question: "{role}, do you agree to {about}{subject}, and to what it costs: {reason}?"
why: |
  Those who agreed were told what they agreed to. Of what is changed since they know nothing yet; silence is the no that
  comes with the invoice.
remedy: plumbline approve {about} --as {ask} --role {role} --vote approve --meaning MEANING
examples:
  - note: one who agreed to all of it, one who agreed to what is changed, and one who agreed to something else
    capture: |
      add person Ana
      add person Tom
      add person Eva
      add system CRM
      add system Books
      add flow "Invoices" --source crm --target books
      add flow "Payments" --source books --target crm
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      approve v1 --as tom --role operations --vote approve --meaning "we can run it" --about F-1
      approve v1 --as eva --role finance --vote approve --meaning "this one" --about F-2
      set F-1 --frequency hourly
      amendment create v2 --reason "daily is too late" --requested-by eva --trials 100 --with-open-gaps --gaps-reason "a first look"
    finds: [AM-1, AM-1]
  - note: a no, a vote on a part of it, and one who had agreed to a document
    capture: |
      add person Ana
      add person Tom
      add person Eva
      add system CRM
      add system Books
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      approve v1 --as tom --role operations --vote approve --meaning "we can run it"
      approve v1 --as eva --role finance --vote approve --meaning "these hours" --document estimate
      set crm --vendor A
      set books --vendor B
      amendment create v2 --reason "the vendors are known" --requested-by eva --trials 100 --with-open-gaps --gaps-reason "a first look"
      approve AM-1 --as ana --role sponsor --vote reject --meaning "too dear"
      approve v2 --as tom --role operations --vote approve --meaning "this one" --about crm
    finds: [AM-1, AM-1, AM-1]
  - note: all have agreed, by a vote on it, on its items one by one, on its document, on all of its baseline, or on a later one
    capture: |
      add person Ana
      add person Tom
      add person Eva
      add person Mia
      add person Ida
      add system CRM
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      approve v1 --as tom --role operations --vote approve --meaning "we can run it"
      approve v1 --as eva --role finance --vote approve --meaning "these hours" --document estimate
      approve v1 --as mia --role security --vote approve --meaning "safe"
      approve v1 --as ida --role support --vote approve --meaning "we can help"
      set crm --vendor A
      amendment create v2 --reason "the vendor is known" --requested-by eva --trials 100 --with-open-gaps --gaps-reason "a first look"
      approve AM-1 --as ana --role sponsor --vote approve --meaning "the change"
      approve v2 --as tom --role operations --vote approve --meaning "this one" --about crm
      approve v2 --as eva --role finance --vote approve --meaning "these hours" --document estimate
      approve v2 --as mia --role security --vote approve-with-conditions --meaning "safe" --condition "tested"
      set crm --vendor B
      amendment create v3 --reason "another vendor" --requested-by eva --trials 100 --with-open-gaps --gaps-reason "a first look"
      approve v3 --as ida --role support --vote approve --meaning "all of it"
      approve AM-2 --as ana --role sponsor --vote approve --meaning "the change"
      approve AM-2 --as tom --role operations --vote approve --meaning "the change"
      approve AM-2 --as eva --role finance --vote approve --meaning "the change"
      approve AM-2 --as mia --role security --vote approve --meaning "the change"
    finds: []
  - note: what is gone is agreed to by a vote on the amendment
    capture: |
      add person Ana
      add system CRM
      add system Books
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role operations --vote approve --meaning "this one" --about crm
      remove crm
      amendment create v2 --reason "nobody uses it" --requested-by ana --trials 100 --with-open-gaps --gaps-reason "a first look"
      approve AM-1 --as ana --role operations --vote approve --meaning "good riddance"
    finds: []
  - note: a newer baseline that is no amendment asks everybody for all of it
    capture: |
      add person Ana
      add system CRM
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      set crm --vendor A
      amendment create v2 --reason "the vendor is known" --requested-by ana --trials 100 --with-open-gaps --gaps-reason "a first look"
      set crm --vendor B
      amendment create v3 --amends v2 --reason "another vendor" --requested-by ana --trials 100 --with-open-gaps --gaps-reason "a first look"
      baseline create v4 --with-open-gaps --reason "another look"
    finds: []
  - note: an amendment is amended before anybody has agreed to it
    capture: |
      add person Ana
      add system CRM
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      set crm --vendor A
      amendment create v2 --reason "the vendor is known" --requested-by ana --trials 100 --with-open-gaps --gaps-reason "a first look"
      set crm --vendor B
      amendment create v3 --amends v2 --reason "another vendor" --requested-by ana --trials 100 --with-open-gaps --gaps-reason "a first look"
    finds: [AM-1, AM-2]
*/
WITH RECURSIVE
  -- The newest baseline, and those that it amends, one after the other.
  line (id) AS (
    SELECT max(id) FROM baseline
    UNION
    SELECT m.amends_id FROM line l JOIN amendment m ON m.baseline_id = l.id)
SELECT r.amendment AS about, r.role || subject AS detail, r.role, r.subject, r.given, r.needed, a.amends, a.reason,
  substr(r.people, 1, instr(r.people || ', ', ', ') - 1) AS ask,
  CASE WHEN r.rejected > 0 THEN ', and a no' ELSE '' END AS rejected
FROM (
  SELECT *, coalesce(' for the document ' || document,
    ' for ' || (SELECT group_concat(value, ', ') FROM json_each(about)), '') AS subject
  FROM amendment_role
) r
JOIN amendment a ON a.id = r.amendment_id
WHERE r.baseline_id IN (SELECT id FROM line) AND r.state IN ('missing', 'rejected')
ORDER BY r.amendment_id, r.position
