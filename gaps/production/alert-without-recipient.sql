/*
title: an alert that reaches nobody
severity: major
dimension: production
about: signal
fills: alert-to
whom: whoever mends the flow
message: "Nobody is told when the {metric} of {flow} ({name}) is wrong ({about})."
question: Who is told when the {metric} of {name} is wrong, and by which way, so that they really see it?
why: |
  Alerts go to a shared mailbox or a channel with forty members, which is to say to nobody. One person, with
  a stand-in, who knows that it is theirs.
remedy: plumbline set {about} --alert-to PERSON
examples:
  - note: neither the signal nor its flow says who is told
    capture: |
      add person Ana
      add flow "Invoices"
      add flow "Payments" --alert-to ana
      add signal latency --flow F-1
      add signal volume --flow F-1 --alert-to ana
      add signal latency --flow F-2
    finds: [SG-1]
  - note: the signal says it
    capture: |
      add person Ana
      add flow "Invoices"
      add signal volume --flow F-1 --alert-to ana
    finds: []
*/
SELECT
  g.ref AS about, replace(g.metric, '-', ' ') AS metric, f.ref AS flow, f.name,
  coalesce(f.maintainer, f.owner) AS ask
FROM signal g
JOIN flow f ON f.id = g.flow_id
WHERE g.alert_to_id IS NULL
  AND f.alert_to_id IS NULL
ORDER BY g.id
