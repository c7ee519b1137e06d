import Estimation

extension EstimateSections {
  // MARK: What the open questions cost

  var gaps: Sheet.Section? {
    let singles = estimate.purchases(by: .gap)
    guard let all = estimate.purchases(by: .all).first, !singles.isEmpty else { return nil }
    var section = Sheet.Section(
      id: "gap", title: "What closing gaps would buy off P80",
      columns: [
        .words("Gap"), .words("About"), .words("Missing"), .words("Waits for"), .number("Takes off P80", "h"),
      ])
    for purchase in singles.prefix(10) {
      guard let index = purchase.closing.gaps.first else { continue }
      let gap = pricing.scope.gaps[index]
      section.rows.append([
        .words(gap.name), .words(gap.about), .words(gap.message), .words(pricing.name(of: gap.owner ?? "")),
        .whole(purchase.hours),
      ])
    }
    let left = pricing.scope.gaps.count - section.rows.count
    if left > 0 {
      section.notes.append(
        "The \(section.rows.count) that buy most of \(pricing.scope.gaps.count); by kind of gap: --only gap-name."
      )
    }
    if let blockers = estimate.purchases(by: .blockers).first {
      section.notes.append(told("All \(blockers.closing.gaps.count) blockers", blockers))
    }
    section.notes.append(told("All \(all.closing.gaps.count) open gaps", all))
    section.notes.append(
      "Each is the difference of two P80 of the same simulated runs, with the gap and without. Together they buy more "
        + "than one by one when they change the readiness. Equal hours are no order.")
    section.notes.append(whyMore)
    return section
  }

  /// Why a gap buys more than it takes to resolve.
  private var whyMore: String {
    let resolve = pricing.card.resolve
    return "One gap takes \(resolve.distribution.mean.fixed(1)) h on the mean to resolve "
      + "(\(resolve.hours.low.short) / \(resolve.hours.likely.short) / \(resolve.hours.high.short)). It buys more than "
      + "that off P80, because in the runs about P80 everything runs over and discovery adds to it; and more still where a "
      + "unit is dearer for being undecided."
  }

  private func told(_ what: String, _ purchase: Estimate.Purchase) -> String {
    let before = pricing.scope.readiness?.rawValue ?? ""
    let change = purchase.readiness.map {
      $0.rawValue == before ? "" : ", as discovery goes from \(before) to \($0.rawValue)"
    }
    return "\(what) closed would take \(purchase.hours.grouped) h off P80\(change ?? "")."
  }

  var gapNames: Sheet.Section? {
    closings(.name, id: "gap-name", title: "By kind of gap", first: "Gap")
  }

  var persons: Sheet.Section? {
    closings(.owner, id: "person", title: "Whose answers would buy most", first: "Person")
  }

  private func closings(_ basis: Scope.Closing.Basis, id: String, title: String, first: String) -> Sheet
    .Section?
  {
    let purchases = estimate.purchases(by: basis)
    guard !purchases.isEmpty else { return nil }
    var section = Sheet.Section(
      id: id, title: title,
      columns: [
        .words(first), .number("Open gaps", ""), .number("Takes off P80", "h"), .words("Readiness then"),
      ])
    let most = id == "person" ? 5 : 20
    if purchases.count > most {
      let nobody = purchases.contains { $0.closing.title.isEmpty } ? ", nobody known yet among them" : ""
      let what = basis == .owner ? "that gaps wait for\(nobody)" : "kinds of gap"
      section.notes.append(
        "The first \(most) of \(purchases.count) \(what); `--json` tells all under `closings`.")
    }
    for purchase in purchases.prefix(most) {
      let title = basis == .owner ? pricing.name(of: purchase.closing.title) : purchase.closing.title
      section.rows.append([
        .words(title), .whole(Double(purchase.closing.gaps.count)), .whole(purchase.hours),
        .words(purchase.readiness?.rawValue ?? ""),
      ])
    }
    return section
  }

  // MARK: When

  var duration: Sheet.Section {
    guard let duration = estimate.duration, let team = estimate.team else {
      return Sheet.Section(
        id: "duration", title: "Duration",
        notes: [
          "How long it takes is open: \(pricing.teamProblem) "
            + "(plumbline set engagement --team-size N --focus-hours-per-week N)."
        ])
    }
    var section = Sheet.Section(
      id: "duration",
      title: "Duration for a team of \(team.people.shown) at \(team.focusHoursPerWeek.shown) h a week each",
      columns: [
        .words("Confidence"), .number("Duration", "weeks"), .words("Finish"), .number("Effort alone", "weeks"),
        .number("Longest queue of decisions", "weeks"),
      ])
    for (name, share) in [("P10", 0.1), ("P50", 0.5), ("P80", 0.8), ("P90", 0.9)] {
      let weeks = duration.weeks.percentile(share)
      section.rows.append([
        .words(name), .whole(weeks), .words("\(pricing.finish(after: weeks))"),
        .whole(duration.effort.percentile(share)), .whole(duration.floor?.percentile(share)),
      ])
    }
    section.notes = notes(on: duration)
    return section
  }

  private func notes(on duration: Duration) -> [String] {
    var notes = ["Work begins on \(pricing.start), the day of the last capture."]
    if let weeks = pricing.weeksToDeadline, let deadline = pricing.deadline {
      let past = weeks < 0 ? " It lies before the work begins: plumbline set engagement --deadline DAY." : ""
      notes.append(
        "The deadline, \(deadline), is kept in \(duration.probability(within: weeks).percent) of the runs.\(past)"
      )
    } else {
      notes.append("No deadline is set.")
    }
    if let queue = duration.queues.first, let decisions = pricing.card.decisions {
      notes.append(
        "The longest queue is that of \(pricing.name(of: queue.owner)), the longest of \(duration.queues.count): "
          + "\(queue.gaps) decisions of \((queue.hours / Double(queue.gaps)).fixed(1)) h on the mean, which is "
          + "\(decisions.share.percent) of the \(pricing.card.resolve.distribution.mean.fixed(1)) h that resolving one takes: the "
          + "person's own part of it, at \(decisions.hoursPerWeek.short) h a week. It is the floor: a larger team does not "
          + "lower it.")
    }
    if duration.unowned > 0 {
      notes.append(
        "\(duration.unowned) of the \(pricing.scope.gaps.count) open gaps that are priced are not in any queue: nobody is "
          + "known to ask."
      )
    }
    return notes
  }
}
