extension Catalogue {
  /// Access, monitoring, tests.
  static let production: [Kind] = [
    Kind(
      "permission", "who may do what to which record", .numbered("PM"), title: "actor",
      [
        Attribute("actor", .text, "who: a role, a service account").needed,
        Attribute("representation", .reference(["representation"]), "which records").needed,
        Attribute("create", .flag, "may it create one?"),
        Attribute("read", .flag, "may it read one?"),
        Attribute("update", .flag, "may it change one?"),
        Attribute("delete", .flag, "may it delete one?"),
        Attribute("object-check", .text, "how it is checked that this one is theirs"),
        Attribute("approver", .reference(["person"]), "who grants it"),
        Attribute("audited", .flag, "is its use recorded?"),
        Attribute("review-on", .date, "when it is looked at again"),
      ]),
    Kind(
      "signal", "what is watched in production", .numbered("SG"), title: "metric",
      [
        Attribute("flow", .reference(["flow"]), "what is watched").needed,
        Attribute(
          "metric",
          .choice([
            "volume", "latency", "success-rate", "error-rate", "queue-depth", "retries", "availability",
            "zero-traffic", "reconciliation-difference",
          ]), "what is measured"
        ).needed,
        Attribute("healthy-range", .text, "what it is on a good day"),
        Attribute("alert-when", .text, "when somebody is told"),
        Attribute("alert-to", .reference(["person"]), "who is told"),
        Attribute("action", .text, "what they do"),
        Attribute("dashboard", .text, "where it is seen"),
        Attribute("covers", .references(["exception"]), "the exceptions it would show"),
      ]),
    Kind(
      "test", "a case to be proved", .numbered("T"), title: "then",
      [
        Attribute(
          "of", .reference(["flow", "mapping", "value-mapping", "effect", "exception"]), "what it proves"
        ).needed,
        Attribute(
          "class",
          .choice([
            "normal", "missing", "duplicate", "delayed", "rejected", "permission", "out-of-order", "load",
            "contract", "recovery",
          ]), "what sort of case it is"),
        Attribute("given", .text, "what there is before"),
        Attribute("when", .text, "what happens"),
        Attribute("then", .text, "what must be true after"),
      ]),
  ]
}
