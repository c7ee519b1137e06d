/*
title: a role that has to agree has not
severity: blocker
dimension: estimate
about: sign-off
whom: whoever holds the role
message: "{role} has not agreed to {baseline}{subject}: {given} of {needed} votes{rejected}"
question: "{role}, do you agree to {baseline}{subject}?"
why: |
  What people did not say yes to, they will say no to when it is built. A role that has to agree was named because
  somebody else's yes is not theirs; silence is a no that comes late.
remedy: plumbline approve {baseline} --as {who} --role {role} --vote approve --meaning MEANING
examples:
  - note: nobody of operations has voted; the sponsor has
    capture: |
      add person Ana
      add person Tom
      add sign-off sponsor
      add sign-off operations --person tom
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role Sponsor --vote approve --meaning "build this"
    finds: [SO-2]
  - note: a no is no yes, and an abstention neither
    capture: |
      add person Ana
      add person Tom
      add sign-off sponsor
      add sign-off operations
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote reject --meaning "too dear"
      approve v1 --as tom --role operations --vote abstain --meaning "not mine to say"
    finds: [SO-1, SO-2]
  - note: somebody else in the role of a person who was named; a vote on one thing, where all was asked
    capture: |
      add person Ana
      add person Tom
      add system CRM
      add sign-off sponsor --person tom
      add sign-off operations
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      approve v1 --as tom --role operations --vote approve --meaning "this one" --about crm
    finds: [SO-1, SO-2]
  - note: a newer baseline is another thing to agree to
    capture: |
      add person Ana
      add sign-off sponsor
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      baseline create v2 --with-open-gaps --reason "another look"
    finds: [SO-1]
  - note: all have agreed, one to a system alone, one only to a document, two of a board; before a baseline nobody is asked
    capture: |
      add person Ana
      add person Tom
      add system CRM
      add sign-off operations --about crm
      add sign-off finance --document estimate
      add sign-off board --votes 2
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as tom --role operations --vote approve --meaning "we can run it" --about crm
      approve v1 --as ana --role finance --vote approve --meaning "these hours" --document estimate
      approve v1 --as ana --role board --vote approve --meaning "go"
      approve v1 --as tom --role board --vote approve --meaning "go"
    finds: []
  - note: an amendment asks who had agreed; who had not is asked for all of it
    capture: |
      add person Ana
      add person Tom
      add system CRM
      add sign-off sponsor
      add sign-off operations
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role Sponsor --vote approve --meaning "build this"
      set crm --vendor A
      amendment create v2 --reason "the vendor is known" --requested-by tom --trials 100 --with-open-gaps --gaps-reason "a first look"
    finds: [SO-2]
  - note: an amendment that is agreed to, but not by the one person who can; what it leaves alone stays agreed
    capture: |
      add person Ana
      add person Tom
      add system CRM
      add system Books
      add sign-off sponsor --person ana
      add sign-off operations --about books
      add sign-off finance
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      approve v1 --as tom --role operations --vote approve --meaning "we can run it" --about books
      approve v1 --as tom --role finance --vote approve --meaning "these hours"
      set crm --vendor A
      amendment create v2 --reason "the vendor is known" --requested-by tom --trials 100 --with-open-gaps --gaps-reason "a first look"
      approve AM-1 --as tom --role sponsor --vote approve --meaning "for Ana"
      approve AM-1 --as tom --role finance --vote approve --meaning "these hours"
    finds: [SO-1]
  - note: an amendment that nobody has agreed to is past when a newer baseline is no amendment
    capture: |
      add person Ana
      add system CRM
      add sign-off sponsor
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      set crm --vendor A
      amendment create v2 --reason "the vendor is known" --requested-by ana --trials 100 --with-open-gaps --gaps-reason "a first look"
      baseline create v3 --with-open-gaps --reason "another look"
    finds: [SO-1]
  - note: before there is a baseline there is nothing to agree to
    capture: |
      add sign-off sponsor
    finds: []
  - note: what nobody agreed to is past; the newer baseline was agreed to
    capture: |
      add person Ana
      add sign-off sponsor
      baseline create v1 --with-open-gaps --reason "a first look"
      baseline create v2 --with-open-gaps --reason "another look"
      approve v2 --as ana --role sponsor --vote approve --meaning "build this"
    finds: []
*/
SELECT s.sign_off AS about, s.role, s.baseline, s.given, s.needed, s.person AS ask,
  coalesce(' for ' || s.about, ' for the document ' || s.document, '') AS subject,
  CASE WHEN s.rejected > 0 THEN ', and a no' ELSE '' END AS rejected, coalesce(s.person, 'PERSON') AS who
FROM sign_off_status s
WHERE s.baseline_id = (SELECT max(id) FROM baseline) AND s.state IN ('missing', 'rejected')
  -- An amendment asks those who had agreed itself, about what it changes.
  AND NOT EXISTS (
    SELECT 1 FROM amendment_role r
    WHERE r.baseline_id = s.baseline_id AND lower(r.role) = lower(s.role) AND r.state IN ('missing', 'rejected'))
ORDER BY s.sign_off_id
