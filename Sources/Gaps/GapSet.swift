internal import Database
public import Catalogue
public import Diagnostics
public import Method
public import Workbook

/// The gaps of a method, ready to be looked for.
public struct GapSet: Sendable {
  /// The gaps, by dimension, then worst first, then by name.
  public let gaps: [Gap]
  /// The gaps that the team's `gaps.yaml` switched off, in the same order.
  public let switchedOff: [Gap]

  /// Reads every gap file of a method; tells everything that is wrong with any of them.
  public init(_ library: MethodLibrary) throws {
    var gaps: [Gap] = []
    var problems: [Diagnostic] = []
    for file in try library.files(.gaps) {
      do { gaps.append(try Gap(file)) } catch let error as Problems {
        problems += error.all
      } catch let error as Diagnostic {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    self.init(gaps, adjustments: try GapAdjustment.all(library, gaps.map(\.name)))
  }

  /// Puts gaps in order, as a team adjusted them.
  public init(_ gaps: [Gap], adjustments: [GapAdjustment] = []) {
    let byName = Dictionary(adjustments.map { ($0.gap, $0) }, uniquingKeysWith: { $1 })
    let adjusted = gaps.map { $0.adjusted(by: byName[$0.name]) }
    let order = Dictionary(uniqueKeysWithValues: Dimension.allCases.enumerated().map { ($1, $0) })
    let sorted = adjusted.sorted {
      let (a, b) = (order[$0.dimension] ?? 0, order[$1.dimension] ?? 0)
      return (a, $1.severity, $0.name) < (b, $0.severity, $1.name)
    }
    self.gaps = sorted.filter { !$0.isOff }
    switchedOff = sorted.filter(\.isOff)
  }

  /// Every gap that the team adjusted: those with another severity, then those that are switched off.
  public var adjusted: [Gap] { gaps.filter { $0.adjustment != nil } + switchedOff }

  /// The gap of a name; an unknown one is refused with the nearest.
  public func gap(_ name: String) throws(Diagnostic) -> Gap {
    if let gap = gaps.first(where: { $0.name == name }) { return gap }
    if let gap = switchedOff.first(where: { $0.name == name }) {
      throw Diagnostic(
        "gap-switched-off", "The gap `\(name)` is switched off.", at: gap.adjustment?.place,
        reason: gap.adjustment?.reason, remedies: ["plumbline gaps list"], exit: .usage)
    }
    throw Diagnostic(
      "unknown-gap", "No gap is called `\(name)`.",
      notes: nearest(to: name, in: gaps.map(\.name)).map { ["did you mean `\($0)`?"] } ?? [],
      remedies: ["plumbline check"], exit: .usage)
  }

  /// Everything that is missing, worst first, then in the order of the gaps and of their queries.
  ///
  /// `today` tells which waivers still hold. `only` limits the search to some gaps. Gaps that need the
  /// estimate are looked for last: `estimate` is called before them with what was found so far, and provides
  /// its tables.
  public func findings(
    _ reader: Reader, today: CalendarDay, only names: [String] = [], estimate: ([Finding]) throws -> Void
  ) throws -> [Finding] {
    let waivers = try Waivers(reader, today)
    let wanted = names.isEmpty ? gaps : try names.map { name in try gap(name) }
    var findings: [Finding] = []
    for gap in wanted where !gap.needsEstimate { findings += try gap.findings(reader, today, waivers) }
    if wanted.contains(where: \.needsEstimate) {
      try estimate(findings)
      for gap in wanted where gap.needsEstimate { findings += try gap.findings(reader, today, waivers) }
    }
    // Sorting is stable: within a severity the order of gaps and rows stays.
    return findings.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }.map(\.element)
  }
}

extension Gap {
  /// What this gap finds, in the order of its query.
  func findings(_ reader: Reader, _ today: CalendarDay, _ waivers: Waivers) throws -> [Finding] {
    var findings: [Finding] = []
    try search(reader, today, waivers) { finding, _ in findings.append(finding) }
    return findings
  }

  /// Runs the query, or of its rows those for which a condition holds, and hands over each finding with a way
  /// to its columns.
  func search(
    _ reader: Reader, _ today: CalendarDay, _ waivers: Waivers, where condition: String? = nil,
    named: [String: SQLValue] = [:], _ found: (Finding, () -> [String: String]) throws -> Void
  ) throws {
    var index: [String: Int] = [:]
    let named = named.merging(["today": .text("\(today)")]) { $1 }
    let query = condition.map { "SELECT * FROM (\(sql)\n) WHERE \($0)" } ?? sql
    try reader.query(query, named: named, at: sqlPlace, columns: { index = try places(of: $0) }) { row in
      let about = try row.text(index["about"] ?? 0)
      let values = row.values
      let value = { (name: String) -> String? in index[name].flatMap { values[$0].displayed } }
      let finding = Finding(
        gap: name, severity: severity, dimension: dimension, about: about, detail: value("detail"),
        message: message.filled(value),
        question: question.filled(value), ask: value("ask"), fills: fills,
        remedy: remedy.filled { name in value(name).map { Self.isWords(name) ? $0 : shellQuoted($0) } },
        waiver: waivers.of(name, about, value("detail")), readsEstimate: needsEstimate)
      try found(finding) { index.compactMapValues { values[$0].displayed } }
    }
  }

  /// Whether a column holds several words of a command, which the gap itself puts together, and is not to be
  /// quoted as one.
  private static func isWords(_ column: String) -> Bool { column == "option" || column == "options" }

  /// Where the columns are; a placeholder that no column has is refused with the nearest.
  private func places(of columns: [String]) throws(Diagnostic) -> [String: Int] {
    let index = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for phrase in [message, question, remedy] {
      for column in phrase.columns where index[column] == nil {
        throw Diagnostic(
          "unknown-placeholder", "The \(phrase.key) names {\(column)}, which the query does not yield.",
          at: phrase.place,
          notes: (nearest(to: column, in: columns).map { ["did you mean {\($0)}?"] } ?? [])
            + ["it yields \(columns.joined(separator: ", "))"])
      }
    }
    guard index["about"] != nil else {
      throw Diagnostic("query-without-about", "The query yields no column `about`.", at: sqlPlace)
    }
    return index
  }
}
