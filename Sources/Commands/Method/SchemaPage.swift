import Catalogue

/// `docs/schema.md`: the data dictionary, from the catalogue, and the views that may be relied on.
struct SchemaPage {
  var text: String {
    var text = """
      # What a workbook holds

      This page is made from the catalogue by `plumbline docs`.

      A workbook is a SQLite database. Its tables are private; these views are the public contract, for gap \
      files, templates, rate cards, `plumbline query`, and any program that reads SQLite. They may gain \
      columns; none is taken away or changes its meaning within a schema version.

      ## Kinds of fact

      Each kind has a view, named after it with `_` for `-`. A view has the columns `id`, `ref` (the reference \
      as typed), and one an attribute. A reference attribute is the other fact's reference, and has a second \
      column ending in `_id` for joins. A list is its references joined by `, `. Flags are 1, 0 or NULL. NULL \
      is *not known*. Every view also has `said_by_id` and `evidence`; the view `item` has the rest of what every \
      fact keeps: `said_by`, `workshop`, `captured_by`, `captured_at`. The order of `id` is the order of capture.

      """
    for kind in Catalogue.kinds { text += section(kind) }
    text += "\n## Composed views\n\n| view | what its rows are |\n| --- | --- |\n"
    for (name, meaning) in Self.composed { text += "| `\(name)` | \(meaning) |\n" }
    return text + """

      While the program runs a template, a rate card's query or `plumbline query`, it also provides `open_gap` \
      (`position, gap, severity, weight, dimension, about, message, question, ask, fills, remedy, waiver, \
      detail`: what `check` finds, worst first), `open_gap_or_waived` (the same with what was waived), \
      `changed_gap` (`gap, title, was, now, reason`: what a team's `gaps.yaml` changes), and, for templates, \
      `superseded_item` (`approval_id, approval, baseline_id, baseline, person, role, item, kind, how, \
      because, amendment`: the items that a standing vote covers and that changed since, or rest on what did, and were \
      not agreed to anew; the amendment that puts the item as it is now before those who agreed), \
      `open_attribute` (`position, kind, attribute, place, question, facts, expects, remedy`: what documents \
      show, so many facts lack, and no gap asks for), \
      `amendment_change` (`amendment`, then as `baseline_change`), \
      `estimate_figure`, `estimate_total`, `estimate_group`, `estimate_addition`, `estimate_line`, \
      `estimate_run_cost`, `estimate_curve`, `estimate_tornado`, `estimate_split`, `estimate_closing`, \
      `estimate_duration`, `estimate_queue`, `estimate_history`, `estimate_growth`, `estimate_growth_note`, \
      `estimate_assumption`, `estimate_gaps` and `estimate_promise`.

      """
  }

  private func section(_ kind: Kind) -> String {
    var text = "\n### \(kind.name)\n\n\(kind.summary.prefix(1).uppercased() + kind.summary.dropFirst()). "
    text += "\(reference(kind))\n\n| attribute | takes | what it is |\n| --- | --- | --- |\n"
    for attribute in kind.attributes {
      let need = attribute.required ? " (required)" : attribute.initial.map { " (`\($0)` if not said)" } ?? ""
      text += "| `\(attribute.name)` | \(attribute.type.expectation)\(need) | \(attribute.help) |\n"
    }
    return text
  }

  private func reference(_ kind: Kind) -> String {
    switch kind.naming {
    case .fixed(let ref): "There is one, `\(ref)`."
    case .slug(let attribute):
      "Its reference is made from its \(attribute): \"Finance lead\" is `finance-lead`."
    case .child(let parent, let name, let separator, let ending):
      "Its reference is that of its \(parent)\(separator.isEmpty ? "" : ", `\(separator)`") and its \(name)"
        + (ending.isEmpty ? "." : ", then `\(ending)`.")
    case .numbered(let prefix): "Its reference is `\(prefix)-` and a number."
    }
  }

  private static let composed = [
    ("item", "every fact, whatever its kind: id, kind, ref, who captured it and when"),
    ("link", "the references of lists: from_id, attribute, to_id, position"),
    ("mapping_source", "the fields that a mapping reads: mapping_id, field_id, position"),
    ("mapping_field", "the fields that a mapping touches: mapping_id, field_id, side"),
    ("moved_field", "the fields that some mapping moves: field_id"),
    ("moved_code_list", "the pairs of lists that a mapping moves: mapping_id, source_list_id, target_list_id"),
    ("field_dictionary", "a field with its system, object and entity"),
    ("reconciliation_matrix", "a mapping and source field, both sides spelled out"),
    ("status_crosswalk", "a value and its counterpart"),
    ("flow_contract", "a flow with the names of its ends"),
    ("flow_representation", "the objects that a flow moves: flow_id, representation_id, side"),
    ("said_about", "what was said about a fact: about_id, id, ref, kind"),
    ("exception_catalogue", "an exception, with what it is about"),
    ("history", "an entry of the journal, with its hash"),
    ("belongs_to", "which item a fact is part of, where it is not one itself: id, item_id"),
    (
      "depends_on",
      "what has to be looked at again when something changes: item_id rests on the fact on_id; kind is that of the item"
    ),
    ("baseline_item", "the items of a baseline: baseline_id, baseline, ref, kind, digest"),
    (
      "baseline_gap",
      "what was open when a baseline was made: baseline_id, baseline, position, gap, severity, about, detail"
    ),
    ("standing_approval", "the votes that no later vote has replaced: as `approval`, and at"),
    (
      "sign_off_vote",
      "the votes that count for a role that has to agree: sign_off_id, sign_off, baseline_id, baseline, approval_id, approval, person_id, person, role, vote, meaning, at"
    ),
    (
      "sign_off_status",
      "where a baseline stands with each role: sign_off_id, sign_off, role, person_id, person, about_id, about, document, baseline_id, baseline, needed, given, conditional, rejected, votes, state (`approved`, `approved-with-conditions`, `missing`, `rejected`)"
    ),
    ("approval_item", "the items that a vote is about, one by one: approval_id, item"),
    (
      "amendment_item",
      "what an amendment changes, then what rests on that: amendment_id, amendment, position, item, kind, how (`added`, `changed`, `removed`, `downstream`), because"
    ),
    (
      "amendment_need",
      "the votes that an amendment needs, by role: amendment_id, amendment, baseline_id, baseline, position, role, document, about (the items as JSON; NULL for all), needed, people"
    ),
    (
      "amendment_vote",
      "the votes that count for that: amendment_id, amendment, position, role, document, about, approval_id, approval, person_id, person, vote"
    ),
    (
      "amendment_role",
      "where an amendment stands with each role: as `amendment_need`, and given, conditional, rejected, votes, state as in `sign_off_status`"
    ),
    (
      "gone_from_schema",
      "what a system's description no longer has, kept because people spoke of it: id, source"
    ),
    (
      "mapping_drift",
      "what changed in the fields of an agreed row since: mapping_id, field_id, what, before, now"
    ),
    ("part_of", "a fact and one that it is part of or hangs under: part_id, whole_id"),
    ("exception_class", "a class of the exception checklist: position, class"),
    (
      "exception_coverage",
      "a flow and a class: state (handled, escalated, logged, undecided, waived, unconsidered), exceptions, "
        + "waiver, waived_until"
    ),
    (
      "exception_priority",
      "an exception: likelihood_score, impact_score, detection_score (1 to 3, NULL for not known), priority "
        + "(their product, 3 for what is not known), unknown (how many are not)"
    ),
    (
      "permission_matrix",
      "a permission with the flows that read and write its record, or a record of a flow that has none"
    ),
    ("flow_fact", "what belongs to a flow: flow_id, fact_id"),
    ("provable", "what a test can prove: fact_id, kind, title"),
    ("test_traceability", "a fact and a test of it; test is NULL where nothing proves the fact"),
  ]
}
