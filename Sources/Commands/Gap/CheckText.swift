import Catalogue
import CommandLineKit
import Gaps
import Terminal
import Workbook

extension Scene {
  /// A check for a person: under a heading a gap, worst first, then the counts, what was waived, and what the
  /// team changed about the gaps.
  func tell(_ report: CheckReport, _ arguments: Arguments) {
    for (index, group) in report.byGap.enumerated() {
      if index > 0 { print("") }
      tell(group.findings)
    }
    if !report.open.isEmpty { print("") }
    print(counts(report))
    // Those of the gaps that were looked for; narrowed to facts or people, they would be beside the point.
    if arguments.value("about") == nil, arguments.value("owner") == nil {
      for waiver in expiredWaivers(arguments, of: Swift.Set(report.gaps.map(\.name))) {
        print(indented("Expired: \(waiver)", by: 0))
      }
    }
    let names = arguments.positionals("gap")
    tellAdjusted(report.adjusted.filter { names.isEmpty || names.contains($0.name) })
    if let first = report.open.first {
      say("Why, and what to do: plumbline explain \(first.gap)", arguments)
    }
  }

  /// The findings of one gap. Several about one fact share a line.
  private func tell(_ findings: [Finding]) {
    guard let first = findings.first else { return }
    let style = environment.streams.outStyle
    let severity = style.paint(first.severity.rawValue, .bold, first.severity.look)
    let title = style.paint(first.gap, .bold)
    print("\(severity) \(title) (\(first.dimension.rawValue), \(findings.count))")
    var last: String?
    for finding in findings where finding.about != last || finding.detail == nil {
      let same = findings.filter { $0.about == finding.about && $0.detail != nil }
      let ask = finding.ask.map { " · ask \($0)" } ?? ""
      let others = same.dropFirst().compactMap(\.detail)
      let more = others.isEmpty || finding.detail == nil ? "" : " Also \(others.joined(separator: ", "))."
      print(indented(finding.message + more + ask))
      last = finding.about
    }
  }

  /// Two columns in, and broken where a terminal ends.
  func indented(_ text: String, by columns: Int = 2) -> String {
    let space = String(repeating: " ", count: columns)
    guard let width = out.width else { return space + Visible.line(text) }
    let lines = Fitting.wrap(Visible.line(text), to: max(20, width - columns - 2))
    return space + lines.joined(separator: "\n\(space)  ")
  }

  private func counts(_ report: CheckReport) -> String {
    var parts = GapSeverity.allCases.reversed().map { severity in
      let count = report.open.count { $0.severity == severity }
      return "\(count) \(severity.rawValue)\(severity == .blocker && count != 1 ? "s" : "")"
    }
    if !report.waived.isEmpty { parts.append("\(report.waived.count) waived") }
    if report.hasBaseline { parts.append("\(report.known.count) known before") }
    return (report.hasBaseline ? "New: " : "") + parts.joined(separator: ", ")
  }

  /// What the team changed about the gaps: never without saying so.
  func tellAdjusted(_ gaps: [Gap]) {
    for gap in gaps {
      let change = gap.isOff ? "off" : "\(gap.severity.rawValue), not \(gap.ownSeverity.rawValue)"
      print(indented("Changed: \(gap.name) is \(change): \(gap.adjustment?.reason ?? "")", by: 0))
    }
  }

  /// The waivers whose day is past, a line each; of some gaps, or of all.
  func expiredWaivers(_ arguments: Arguments, of gaps: Swift.Set<String>? = nil) -> [String] {
    let sql = """
      SELECT ref, gap, about || coalesce(' (' || detail || ')', ''), until FROM waiver
      WHERE until < '\(today)' ORDER BY until, id
      """
    let rows = (try? workbook(arguments).reader().rows(sql).rows) ?? []
    return rows.filter { row in gaps?.contains(row[1].displayed ?? "") ?? true }.map { row in
      let cells = row.map { Visible.line($0.displayed ?? "") }
      return "\(cells[0]), \(cells[1]) of \(cells[2]), ran out on \(cells[3])"
    }
  }
}

extension GapSeverity {
  var look: Style.Look {
    switch self {
    case .blocker: .red
    case .major: .yellow
    case .minor: .cyan
    }
  }
}
