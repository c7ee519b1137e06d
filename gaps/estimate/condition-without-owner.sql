/*
title: nobody sees to a condition of an approval
severity: blocker
dimension: estimate
about: condition
fills: owner
whom: whoever made the condition
message: "Nobody sees to {about}, on which {approval} hangs: {text}"
question: "Who sees to it that {text}?"
why: |
  A condition that belongs to nobody is not met by anybody. The one who made it thinks that the team does it; the
  team thinks that it is agreed.
remedy: plumbline set {about} --owner PERSON
examples:
  - note: one has nobody, one has somebody
    capture: |
      add person Ana
      add person Mia
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve-with-conditions --meaning "build this" --condition "the runbook is tried"
      approve v1 --as mia --role operations --vote approve-with-conditions --meaning "we run it" --condition "somebody is on call" --owner mia
    finds: [CN-1]
  - note: it got somebody; it is met already
    capture: |
      add person Ana
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve-with-conditions --meaning "build this" --condition "the runbook is tried" --condition "the sandbox is up"
      set CN-1 --owner ana
      set CN-2 --state met
    finds: []
  - note: the only one
    capture: |
      add person Ana
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve-with-conditions --meaning "build this" --condition "the runbook is tried"
    finds: [CN-1]
*/
SELECT c.ref AS about, c.text, c.approval, a.person AS ask
FROM condition c JOIN standing_approval a ON a.id = c.approval_id
WHERE c.owner_id IS NULL AND c.state IS NOT 'met'
ORDER BY c.id
