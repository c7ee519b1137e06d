extension Catalogue {
  /// Who must sign, what was frozen, who voted, on what condition, with which signature.
  static let signOff: [Kind] = [
    Kind(
      "sign-off", "a role that has to agree", .numbered("SO"), title: "role",
      [
        Attribute("role", .text, "the role that has to agree: sponsor, finance, operations").needed,
        Attribute(
          "about", .reference(["system", "entity", "flow", "process"]),
          "the one thing it has to agree to; everything if neither this nor a document is named"),
        Attribute("document", .text, "the one document of the pack it has to agree to"),
        Attribute("person", .reference(["person"]), "the one person who can vote in this role"),
        Attribute("votes", .integer, "how many people of the role have to agree; one if not said"),
      ]),
    Kind(
      "baseline", "the facts as they were frozen", .slug(of: "name"), title: "name",
      [
        Attribute("name", .text, "what it is called").needed,
        Attribute("form", .text, "the version of the canonical form that its digests are taken of").needed,
        Attribute("digest", .text, "the SHA-256 of all that was frozen").needed,
        Attribute("entry", .integer, "the entry of the journal up to which it holds").needed,
        Attribute("head", .text, "the hash of that entry").needed,
        Attribute("items", .integer, "how many items were frozen").needed,
        Attribute("open-gaps", .integer, "how many gaps were open then"),
        Attribute("open-blockers", .integer, "how many of them stop sign-off"),
        Attribute("reason", .text, "why it was frozen with blockers open"),
        Attribute("note", .text, "what else is to be said of it"),
        Attribute("median-hours", .decimal, "the P50 of the estimate then, in hours"),
        Attribute("planned-hours", .decimal, "the P80 of the estimate then, in hours"),
      ]),
    Kind(
      "amendment", "a change to what was agreed: what and why, what it costs, whose vote it needs",
      .numbered("AM"), title: "reason",
      [
        Attribute("baseline", .reference(["baseline"]), "the facts as they were frozen with the change").needed,
        Attribute("amends", .reference(["baseline"]), "the baseline that it changes").needed,
        Attribute("reason", .text, "why it is changed").needed,
        Attribute("requested-by", .reference(["person"]), "who asked for it").needed,
        Attribute("requested-on", .date, "when it was asked for"),
        Attribute("touched", .integer, "how many items came, changed or went").needed,
        Attribute("downstream", .integer, "how many more rest on those").needed,
        Attribute("median-before", .decimal, "the P50 of the estimate without it, in hours"),
        Attribute("median-after", .decimal, "the P50 with it, in hours"),
        Attribute("planned-before", .decimal, "the P80 without it, in hours"),
        Attribute("planned-after", .decimal, "the P80 with it, in hours"),
        Attribute(
          "statement", .text,
          "all of it in canonical form: every item, the estimates and what they grew by, the votes it needs"
        ).needed,
      ]),
    Kind(
      "approval", "the vote of one person on a baseline", .numbered("AP"), title: "meaning",
      [
        Attribute("baseline", .reference(["baseline"]), "what was voted on").needed,
        Attribute("person", .reference(["person"]), "who voted").needed,
        Attribute("role", .text, "in which role").needed,
        Attribute(
          "vote", .choice(["approve", "approve-with-conditions", "reject", "abstain"]), "what the vote says"
        ).needed,
        Attribute("meaning", .text, "what the signer means by it, in their words").needed,
        Attribute("about", .text, "the items it covers, by reference, separated by commas; all if not said"),
        Attribute("document", .text, "the one document of the pack that it covers"),
        Attribute("amendment", .reference(["amendment"]), "the amendment that it is a vote on"),
        Attribute("statement", .text, "what was stated, in canonical form: this is what a signature signs")
          .needed,
      ]),
    Kind(
      "condition", "what an approval hangs on", .numbered("CN"), title: "text",
      [
        Attribute("text", .text, "what has to be so").needed,
        Attribute("approval", .reference(["approval"]), "the vote that hangs on it").needed,
        Attribute("due", .date, "by when"),
        Attribute("owner", .reference(["person"]), "who sees to it"),
        Attribute("state", .choice(["open", "met"]), "whether it is met").initially("open"),
        Attribute("met-on", .date, "when it was met"),
        Attribute("met-by", .reference(["person"]), "who says that it is met"),
        Attribute("proof", .text, "how that can be seen"),
      ]),
    Kind(
      "signature", "a detached signature, made with the signer's own SSH key", .numbered("SIG"), title: "key",
      [
        Attribute("of", .reference(["approval", "baseline", "amendment"]), "what was signed").needed,
        Attribute("person", .reference(["person"]), "whose key it is").needed,
        Attribute("key", .text, "the fingerprint of the key").needed,
        Attribute("statement", .text, "the very bytes that were signed").needed,
        Attribute("armoured", .text, "the signature, as `ssh-keygen -Y verify` reads it").needed,
      ]),
  ]
}

extension Kind {
  /// What nobody can change, remove or undo once it is captured.
  public enum Sealed: Sendable, Equatable {
    /// Nothing: an ordinary fact.
    case nothing
    /// Everything: what people put their names to.
    case everything
    /// It cannot be removed, and these attributes stay as they were.
    case attributes(Set<String>)
  }

  /// What of a fact of this kind is sealed.
  public var sealed: Sealed {
    switch name {
    case "baseline", "amendment", "approval", "signature": .everything
    case "condition": .attributes(["text", "approval", "due"])
    default: .nothing
    }
  }

  /// Whether facts of this kind tell how the work went or who signed, rather than what is agreed. They are no
  /// part of a baseline, so that signing one does not change it.
  public var isRecord: Bool {
    [
      "workshop", "actual", "estimate", "sign-off", "baseline", "amendment", "approval", "condition",
      "signature",
    ].contains(name)
  }
}
