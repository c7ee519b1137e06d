extension Catalogue {
  /// Questions, decisions, risks, debt, sittings, waivers, actuals.
  static let talk: [Kind] = [
    Kind(
      "question", "something to be asked, parked or open", .numbered("Q"), title: "text",
      [
        Attribute("text", .text, "the question").needed,
        Attribute("about", .reference([]), "what it is about"),
        Attribute("raised-by", .reference(["person"]), "who asked"),
        Attribute("owner", .reference(["person"]), "who will answer"),
        Attribute("due", .date, "by when"),
        Attribute("state", .choice(["open", "parked", "answered"]), "how far it has come").initially("open"),
        Attribute("answer", .text, "the answer"),
      ]),
    Kind(
      "decision", "a choice that was made", .numbered("D"), title: "text",
      [
        Attribute("text", .text, "what was decided").needed,
        Attribute("about", .references([]), "what it is about"),
        Attribute("maker", .reference(["person"]), "who decided"),
        Attribute("date", .date, "when"),
        Attribute("rationale", .text, "why"),
        Attribute("alternatives", .text, "what was not chosen"),
        Attribute("state", .choice(["active", "superseded", "reversed"]), "whether it still holds")
          .initially("active"),
        Attribute("supersedes", .reference(["decision"]), "the decision it replaces"),
      ]),
    Kind(
      "risk", "an assumption or a risk", .numbered("R"), title: "text",
      [
        Attribute("text", .text, "what is assumed, or may happen").needed,
        Attribute("class", .choice(["assumption", "risk"]), "which of the two"),
        Attribute("about", .reference([]), "what it is about"),
        Attribute("owner", .reference(["person"]), "who watches it"),
        Attribute("likelihood", .choice(levels), "how likely"),
        Attribute("impact", .choice(levels), "how bad"),
        Attribute("response", .text, "what is done about it"),
      ]),
    Kind(
      "debt", "a workaround that is being carried", .numbered("DT"), title: "what",
      [
        Attribute("what", .text, "the workaround").needed,
        Attribute("about", .reference([]), "what it is about"),
        Attribute("owner", .reference(["person"]), "who carries it"),
        Attribute("hours-per-month", .decimal, "what it costs, in hours a month"),
        Attribute("plan", .text, "how and when it ends"),
      ]),
    Kind(
      "workshop", "one sitting", .numbered("W"), title: "title",
      [
        Attribute("script", .text, "the script it follows"),
        Attribute("about", .reference([]), "the one fact it works on, if its script is about one"),
        Attribute("title", .text, "what it was about").needed,
        Attribute("date", .date, "when"),
        Attribute("facilitator", .reference(["person"]), "who led it"),
        Attribute("scribe", .reference(["person"]), "who typed"),
        Attribute("attendees", .references(["person"]), "who was there"),
        Attribute("started", .text, "when it began, in UTC"),
        Attribute("ended", .text, "when it ended, in UTC"),
      ]),
    Kind(
      "waiver", "a gap accepted on purpose", .numbered("WV"), title: "gap",
      [
        Attribute("gap", .text, "which gap").needed,
        Attribute("about", .reference([]), "of which fact").needed,
        Attribute("detail", .text, "which part of it only, such as one class of exception"),
        Attribute("reason", .text, "why it is accepted").needed,
        Attribute("granted-by", .reference(["person"]), "who accepts it"),
        Attribute("until", .date, "when it comes back"),
      ]),
    Kind(
      "actual", "hours really spent, for calibration", .numbered("A"), title: "group",
      [
        Attribute("line", .text, "the line of the rate card"),
        Attribute("group", .text, "or the group of lines"),
        Attribute("hours", .decimal, "how many hours").needed,
        Attribute("about", .reference([]), "what they were spent on"),
      ]),
    Kind(
      "estimate", "an estimate that was given, to compare later ones with", .numbered("E"), title: "name",
      [
        Attribute("name", .text, "what it was given for: a baseline, a meeting").needed,
        Attribute("baseline", .reference(["baseline"]), "the baseline that it was kept with"),
        Attribute("card", .text, "the rate card"),
        Attribute("card-digest", .text, "the SHA-256 of all that the card says of figures"),
        Attribute("trials", .integer, "how often the project was played through"),
        Attribute("seed", .integer, "what chance began with"),
        Attribute("readiness", .choice(["raw", "mid", "closed"]), "how far the discovery was"),
        Attribute("items", .integer, "how many units were priced"),
        Attribute("gaps", .integer, "how many blockers and major gaps were open"),
        Attribute("mean", .decimal, "the mean, in hours"),
        Attribute("low", .decimal, "P10: the hours that one run in ten stays under"),
        Attribute("middle", .decimal, "P50: the hours that half of the runs stay under"),
        Attribute("plan", .decimal, "P80: the hours that eight runs of ten stay under"),
        Attribute("high", .decimal, "P90: the hours that nine runs of ten stay under"),
        Attribute("chance", .decimal, "how far more runs might still move P80, in hours, 19 times in 20"),
        Attribute(
          "parts", .text,
          "what the mean is made of, as JSON: id, title, items, mean, and the lines of the card with units and hours"
        ),
      ]),
  ]
}
