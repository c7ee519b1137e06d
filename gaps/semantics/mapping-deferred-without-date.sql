/*
title: a row was put off without a date, an owner or a risk
severity: blocker
dimension: semantics
about: mapping
fills: defer-until
whom: whoever put it off
message: "{about}, {row}, was put off, with no {lack}."
question: "{about} was put off: until when, who takes it up again, and what may go wrong meanwhile?"
why: |
  Put off without a date means dropped, only that nobody said so. It comes back as a surprise in the
  week before go-live.
remedy: plumbline set {about} {options}
examples:
  - note: each of the three may be missing
    capture: |
      add person Ana
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.tax
      add field billing.invoice.memo
      map billing.invoice.total billing.invoice.memo --state deferred --owner ana --risk "none known"
      map billing.invoice.tax billing.invoice.memo --state deferred --owner ana --defer-until 2030-01-01
      map - billing.invoice.memo --state deferred --risk "no memo" --defer-until 2030-01-01
    finds: [M-1, M-2, M-3]
  - note: put off properly, or not put off
    capture: |
      add person Ana
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.memo
      map billing.invoice.total billing.invoice.memo --state deferred --owner ana --risk x --defer-until 2030-01-01
      map - billing.invoice.memo --state agreed
    finds: []
*/
SELECT
  m.ref AS about,
  coalesce(m.owner, m.decided_by) AS ask,
  coalesce(m.sources, 'a constant') || coalesce(' to ' || m.target, ' without a target') AS row,
  substr(
    CASE WHEN m.defer_until IS NULL THEN ' or date' ELSE '' END
    || CASE WHEN m.owner_id IS NULL THEN ' or owner' ELSE '' END
    || CASE WHEN m.risk IS NULL THEN ' or risk' ELSE '' END, 5) AS lack,
  trim(
    CASE WHEN m.defer_until IS NULL THEN '--defer-until YYYY-MM-DD ' ELSE '' END
    || CASE WHEN m.owner_id IS NULL THEN '--owner PERSON ' ELSE '' END
    || CASE WHEN m.risk IS NULL THEN '--risk "WHAT MAY GO WRONG"' ELSE '' END) AS options
FROM mapping m
WHERE m.state = 'deferred'
  AND (m.defer_until IS NULL OR m.owner_id IS NULL OR m.risk IS NULL)
ORDER BY m.id
