extension Catalogue {
  /// The project, the people, what hurts, the systems.
  static let context: [Kind] = [
    Kind(
      "engagement", "the project itself, one a workbook", .fixed("engagement"), title: "name",
      [
        Attribute("name", .text, "what the project is called").needed,
        Attribute("client", .text, "who it is for"),
        Attribute(
          "outcome", .text, "the business result it is for",
          ask: "What will the business be able to do that it cannot do today?"),
        Attribute("sponsor", .reference(["person"]), "who pays and decides", ask: "Who is the sponsor?"),
        Attribute("nature", .choice(["new", "recovery"]), "a new project, or one that has slipped"),
        Attribute("deadline", .date, "the day it must be live", ask: "By when must it be live?"),
        Attribute("deadline-set-by", .reference(["person"]), "who set that day"),
        Attribute("original-estimate-hours", .decimal, "what was promised before this scope, in hours"),
        Attribute("in-scope", .text, "what it will do"),
        Attribute("out-of-scope", .text, "what it will not do", ask: "What are we not doing?"),
        Attribute("currency", .text, "the currency of costs, e.g. EUR"),
        Attribute("hourly-rate", .decimal, "the cost of an hour, in that currency"),
        Attribute("team-size", .decimal, "how many people build it"),
        Attribute("focus-hours-per-week", .decimal, "hours a week that each really has for it"),
        Attribute("confidentiality", .text, "who may read the pack: a line on its cover and every page"),
        Attribute("logo", .text, "the client's logo: a PNG, JPEG or SVG file beside the workbook"),
        Attribute("accent", .text, "the client's colour for links and marks, e.g. #0a5a54"),
      ]),
    Kind(
      "person", plural: "people", "somebody who knows, owns, decides or approves", .slug(of: "name"),
      title: "name",
      [
        Attribute("name", .text, "the name, or the role while the name is not known").needed,
        Attribute("email", .email, "where to send what they still owe"),
        Attribute("organisation", .text, "who they work for"),
        Attribute("title", .text, "their job"),
        Attribute(
          "roles",
          .choices([
            "sponsor", "facilitator", "business-owner", "technical-lead", "operations", "security", "vendor",
            "approver",
          ]), "their parts in this project"),
        Attribute("speaks-for", .references(["system"]), "the systems they can answer for"),
        Attribute("backup", .reference(["person"]), "who decides when they are away"),
      ]),
    Kind(
      "symptom", "where the business hurts today", .numbered("SY"), title: "title",
      [
        Attribute("title", .text, "what hurts", ask: "What hurts today?").needed,
        Attribute(
          "class",
          .choice([
            "re-keying", "status-mismatch", "distrusted-report", "inconsistent-message", "silent-loss",
            "delay", "other",
          ]), "what sort of pain it is"),
        Attribute("systems", .references(["system"]), "the systems it shows in"),
        Attribute("process", .reference(["process"]), "the process it slows"),
        Attribute("reported-by", .reference(["person"]), "who reported it"),
        Attribute("per-month", .decimal, "how often, a month", ask: "How often does it happen?"),
        Attribute("minutes-each", .decimal, "how long each time, in minutes", ask: "How long each time?"),
        Attribute(
          "disposition", .choice(["keep", "replace", "retire", "undecided"]),
          "what becomes of the manual bridge", ask: "Keep, replace or retire it?"),
      ]),
    Kind(
      "system", "an application on either side", .slug(of: "name"), title: "name",
      [
        Attribute("name", .text, "what it is called").needed,
        Attribute("category", .text, "what sort of application it is: billing, accounting, CRM"),
        Attribute("vendor", .text, "who makes it"),
        Attribute("purpose", .text, "what the business uses it for"),
        Attribute(
          "business-owner", .reference(["person"]), "who decides what its data means",
          ask: "Who speaks for it in the business?"),
        Attribute(
          "technical-owner", .reference(["person"]), "who runs it", ask: "Who speaks for it technically?"),
        Attribute(
          "interface", .choice(["rest", "soap", "graphql", "file", "database", "event", "manual"]),
          "how it is reached"),
        Attribute("api-version", .text, "the version of its interface"),
        Attribute("authentication", .text, "how a caller proves who it is"),
        Attribute("documentation", .text, "where its interface is described"),
        Attribute(
          "rate-limit", .integer, "requests an hour that it allows", ask: "How many calls an hour may we make?"),
        Attribute("test-environment", .text, "where the integration can be tried without harm"),
        Attribute("maintenance-window", .text, "when it is away on purpose"),
        Attribute("upstream-contact", .text, "whom to reach when it is down"),
        Attribute("change-frequency", .text, "how often its interface changes"),
        Attribute("change-notice", .text, "how, and how early, changes are announced"),
        Attribute("change-detected-by", .reference(["person"]), "who reads those announcements"),
        Attribute("credentials-kept-in", .text, "where its secrets are kept"),
        Attribute("credentials-owner", .reference(["person"]), "who renews its secrets"),
        Attribute("credentials-expire", .date, "when its secrets run out"),
        Attribute(
          "sensitivity", .choice(["public", "internal", "personal", "confidential"]),
          "the most sensitive data it holds"),
      ]),
  ]
}
