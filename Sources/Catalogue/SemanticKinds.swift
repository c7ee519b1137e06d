extension Catalogue {
  static let states = ["suggested", "proposed", "agreed", "deferred", "rejected", "not-needed"]

  /// The semantic inventory, the reconciliation matrix and the crosswalks.
  static let semantics: [Kind] = [
    Kind(
      "entity", plural: "entities", "a business thing that must keep its meaning across systems",
      .slug(of: "name"), title: "name",
      [
        Attribute("name", .text, "what the business calls it").needed,
        Attribute("definition", .text, "what it is, so that two people agree on whether a thing is one"),
        Attribute(
          "system-of-record", .reference(["system"]), "the system that is right when they differ",
          ask: "When they differ, which system is right?"),
        Attribute("owner", .reference(["person"]), "who decides about it"),
        Attribute(
          "match-key", .text, "what tells that two records are the same one",
          ask: "One per what? Same when?"),
        Attribute("volume", .text, "how many there are, and how many are new a month"),
        Attribute("invariant", .text, "what must stay true of it", ask: "What must stay true?"),
        Attribute(
          "dispute-route", .text, "what happens to a record that two sides claim",
          ask: "Two people claim the same record: who decides, how?"),
      ]),
    Kind(
      "representation", "how one system defines one entity",
      .child(of: "system", name: "local-name", separator: ".", ending: ""), title: "local-name",
      [
        Attribute("system", .reference(["system"]), "the system that holds it").needed,
        Attribute("entity", .reference(["entity"]), "the entity that it represents"),
        Attribute("local-name", .text, "what that system calls it").needed,
        Attribute("definition", .text, "what it is in that system", ask: "Here, it is…?"),
        Attribute("grain", .text, "one per what", ask: "One per what?"),
        Attribute("includes", .text, "what counts as one though one might think not"),
        Attribute("excludes", .text, "what does not count though one might think so"),
        Attribute("identifier", .text, "the field that tells one from another"),
        Attribute("may-create", .flag, "may this system create one?"),
        Attribute("may-update", .flag, "may this system change one?"),
        Attribute("may-overwrite", .flag, "may this system overwrite what another side entered?"),
        Attribute("controls-status", .flag, "does this system decide its status?"),
        Attribute(
          "verdict", .choice(["equivalent", "narrower", "broader", "related", "unrelated"]),
          "how it compares with the entity as defined", ask: "Is it the same thing on both sides?"),
        Attribute(
          "non-fit-rule", .text, "what happens to those that fit only one side",
          ask: "One that fits neither: what happens to it?"),
        Attribute("records", .integer, "how many there are"),
      ]),
    Kind(
      "field", "one attribute of a representation",
      .child(of: "representation", name: "name", separator: ".", ending: ""), title: "name",
      [
        Attribute("representation", .reference(["representation"]), "what it is a field of").needed,
        Attribute("name", .text, "its name in that system; nested fields are dotted").needed,
        Attribute("label", .text, "what people see on the screen"),
        Attribute("type", .text, "its type in that system"),
        Attribute("format", .text, "how its text or number is written", ask: "In what format?"),
        Attribute("unit", .text, "what one of it is: cents, hours, kilograms"),
        Attribute("required", .flag, "must it be there?"),
        Attribute("nullable", .flag, "may it be null?"),
        Attribute("read-only", .flag, "can it be read but not set?"),
        Attribute("deprecated", .flag, "has its system announced its end?"),
        Attribute("max-length", .integer, "the most characters it holds"),
        Attribute("default", .text, "what it is when nothing is given"),
        Attribute("example", .text, "a true one"),
        Attribute("meaning", .text, "what it means to the business", ask: "What does it mean?"),
        Attribute(
          "owner", .reference(["person"]), "who decides what it may hold", ask: "Who decides what it may hold?"),
        Attribute(
          "sensitivity", .choice(["public", "internal", "personal", "confidential"]), "who may see it"),
        Attribute("code-list", .reference(["code-list"]), "the values it may hold"),
        Attribute(
          "class",
          .choice([
            "identifier", "date", "money", "phone", "email", "role", "status", "text", "number", "flag",
          ]), "what sort of thing it holds"),
        Attribute("scope", .choice(["in", "out", "undecided"]), "is it part of this project?"),
        Attribute("out-of-scope-reason", .text, "why it is not"),
      ]),
    Kind(
      "code-list", "statuses or reference values of one system",
      .child(of: "system", name: "name", separator: ".", ending: "="), title: "name",
      [
        Attribute("system", .reference(["system"]), "the system that holds it").needed,
        Attribute("name", .text, "what it is called, usually by its field").needed,
        Attribute("owner", .reference(["person"]), "who decides about its values"),
        Attribute("is-status", .flag, "are they the statuses of something?"),
      ]),
    Kind(
      "code", "one value of a code list",
      .child(of: "code-list", name: "value", separator: "", ending: ""), title: "value",
      [
        Attribute("code-list", .reference(["code-list"]), "the list it is in").needed,
        Attribute("value", .text, "the value as stored").needed,
        Attribute("label", .text, "what people see"),
        Attribute("meaning", .text, "when it is used", ask: "Used when?"),
        Attribute("initial", .flag, "does life begin here?"),
        Attribute("terminal", .flag, "does life end here?"),
        Attribute("in-use", .flag, "is it really used?"),
      ]),
    Kind(
      "mapping", "a row of the reconciliation matrix", .numbered("M"), title: "rule",
      [
        Attribute("sources", .references(["field"]), "the fields it reads"),
        Attribute("target", .reference(["field"]), "the field it fills"),
        Attribute("direction", .choice(["to-target", "both"]), "one way, or both"),
        Attribute(
          "transform",
          .choice(["copy", "format", "lookup", "derive", "split", "merge", "constant", "aggregate"]),
          "what happens to the value on the way"),
        Attribute("rule", .text, "how, so that an engineer can build it"),
        Attribute("empty-rule", .text, "what happens when the source is empty", ask: "And when it is empty?"),
        Attribute("invalid-rule", .text, "what happens to a value that cannot be converted or found"),
        Attribute(
          "conflict-rule", .text, "which side wins when both changed", ask: "Both changed it: who wins?"),
        Attribute("freshness-rule", .text, "how old the value may be"),
        Attribute("validation", .text, "how it is checked that it arrived right"),
        Attribute("owner", .reference(["person"]), "who decides about this row"),
        Attribute("state", .choice(states), "how far agreement has come").initially("proposed"),
        Attribute("decided-by", .reference(["person"]), "who decided"),
        Attribute("decided-on", .date, "when it was decided"),
        Attribute("rationale", .text, "why it is so"),
        Attribute("defer-until", .date, "when a deferred row is taken up again"),
        Attribute("risk", .text, "what may go wrong meanwhile"),
      ]),
    Kind(
      "value-mapping", "a row of a status or reference crosswalk", .numbered("X"), title: "rationale",
      [
        Attribute("source", .reference(["code"]), "the value on one side").needed,
        Attribute("target", .reference(["code"]), "the value on the other side"),
        Attribute(
          "relation", .choice(["equivalent", "source-narrower", "source-broader", "related", "none"]),
          "how the two compare"),
        Attribute(
          "when-none", .choice(["reject", "default", "review"]), "what happens to a value with no counterpart"),
        Attribute("condition", .text, "when this row applies, if a value has several"),
        Attribute("direction", .choice(["to-target", "both"]), "one way, or both"),
        Attribute("state", .choice(states), "how far agreement has come").initially("proposed"),
        Attribute("owner", .reference(["person"]), "who decides about this row"),
        Attribute("decided-by", .reference(["person"]), "who decided"),
        Attribute("decided-on", .date, "when it was decided"),
        Attribute("rationale", .text, "why it is so"),
      ]),
  ]
}
