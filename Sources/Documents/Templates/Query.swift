import Diagnostics
import Drawings

/// A fenced block of a template that is replaced by what its SQL yields.
///
/// Its info string is `sql`, what to make of the rows, and options: `sql table empty="No field yet."`
struct Query: Equatable, Sendable {
  /// What becomes of the rows.
  enum Mode: Equatable, Sendable {
    /// One table, a line a row.
    case table
    /// A partial, filled in once a row.
    case each(partial: String)
    /// The key figures of one row.
    case value
    /// Boxes and arrows.
    case diagram
    /// Figures, drawn.
    case chart(Chart.Kind)
  }

  var mode: Mode
  /// Where its fence stands.
  var fence: Place
  var statement: Statement
  /// A title for the table.
  var caption: String?
  /// What to say when there is no row.
  var empty: String?
  /// Which way a diagram's arrows run.
  var direction = Graph.Direction.right
  /// What a chart measures.
  var unit: String?
  /// The word for an empty cell of a grid.
  var blank: String?
  /// Where the tables stand that key figures are taken from, one a figure.
  var sources: [Destination] = []

  /// Reads a fenced block; nil when it is not a query but a listing (also plain `sql`).
  init?(info: String, sql: String, fence: Place) throws(Diagnostic) {
    let words = try InfoString.words(info, at: fence)
    guard words.first?.key.lowercased() == "sql", words.first?.value == nil, words.count > 1 else { return nil }
    self.fence = fence
    mode = try Query.mode(words[1], at: fence)
    // The SQL begins on the line below the fence, in its first column.
    let start = Place(file: fence.file, line: fence.line.map { $0 + 1 }, column: 1)
    statement = try Statement(sql, at: start)
    for word in words.dropFirst(2) {
      guard let value = word.value, mode.options.contains(word.key) else {
        let known = mode.options
        throw Diagnostic(
          "unknown-query-option", "A query has no option called `\(word.key)`.", at: fence,
          reason: word.value == nil ? "An option is written name=\"value\"." : nil,
          notes: didYouMean(word.key, known)
            + ["The options are \(known.dropLast().joined(separator: ", ")) and \(known.last ?? "")."])
      }
      try set(word.key, value)
    }
  }

  private mutating func set(_ option: String, _ value: String) throws(Diagnostic) {
    switch option {
    case "caption": caption = value
    case "unit": unit = value
    case "blank": blank = value
    case "direction":
      guard let known = Graph.Direction(rawValue: value) else {
        throw Diagnostic(
          "unknown-direction", "No direction is called `\(value)`.", at: fence,
          notes: ["Arrows run to the right or down."])
      }
      direction = known
    case "sources":
      sources = []
      for word in value.split(separator: " ") {
        guard let source = Destination(String(word), at: fence), case .document = source else {
          throw Diagnostic(
            "link-refused", "No figure can be taken from `\(word)`.", at: fence,
            notes: ["A source is a template of the pack, or a heading in one: `gaps.md`, `gaps.md#blockers`."])
        }
        sources.append(source)
      }
    default: empty = value
    }
  }

  private static func mode(_ word: InfoString.Word, at fence: Place) throws(Diagnostic) -> Mode {
    switch (word.key, word.value) {
    case ("table", nil): return .table
    case ("value", nil): return .value
    case ("diagram", nil): return .diagram
    case ("chart", let word):
      let kinds = Chart.Kind.allCases.map(\.rawValue)
      if let kind = word.flatMap(Chart.Kind.init) { return .chart(kind) }
      throw Diagnostic(
        "unknown-chart", word.map { "No chart is called `\($0)`." } ?? "`sql chart` does not say which chart.",
        at: fence,
        notes: didYouMean(word ?? "", kinds)
          + ["Write `sql chart=KIND`; the kinds are \(kinds.joined(separator: ", "))."])
    case ("each", let partial?): return .each(partial: partial)
    case ("each", nil):
      throw Diagnostic(
        "partial-not-named", "`sql each` does not say which partial to fill in.", at: fence,
        notes: ["Write `sql each=NAME`; the partial is templates/partials/NAME.md."])
    default:
      let known = ["table", "each", "value", "diagram", "chart"]
      throw Diagnostic(
        "unknown-query-mode", "No query is called `sql \(word.key)`.", at: fence,
        notes: didYouMean(word.key, known) + [
          "The modes are table, each=PARTIAL, value, diagram and chart=KIND."
        ])
    }
  }
}

extension Query.Mode {
  /// The options that a query of this mode may have.
  fileprivate var options: [String] {
    switch self {
    case .table, .each: ["caption", "empty"]
    case .value: ["sources"]
    case .diagram: ["caption", "empty", "direction"]
    case .chart(.grid): ["caption", "empty", "blank"]
    case .chart: ["caption", "empty", "unit"]
    }
  }
}

/// A code span of a template that is replaced by a value: `` `=owner` `` is a column of the row at hand,
/// `` `sql select …` `` the one value of a query.
struct Placeholder: Equatable, Sendable {
  enum Source: Equatable, Sendable {
    /// A column and how to show it; nil shows it as its query says.
    case column(String, Column.Style?)
    case statement(Statement)
  }

  var source: Source
  var place: Place

  /// Reads a code span; nil when it is just code.
  init?(code: String, at place: Place) throws(Diagnostic) {
    self.place = place
    if code.hasPrefix("=") {
      let (name, annotations) = Column.split(String(code.dropFirst()))
      guard Placeholder.isName(name) else {
        throw Diagnostic(
          "bad-placeholder", "`\(code)` does not name a column.", at: place,
          notes: [
            "A name is letters, digits and underscores: `=owner`, or `=owner:optional`.",
            "To show code that begins with an equals sign, put one space before it.",
          ])
      }
      source = .column(name, try Column.style(annotations, at: place))
    } else if code.hasPrefix("sql ") {
      var start = place
      start.column = place.column.map { $0 + "sql ".count }
      source = .statement(try Statement(String(code.dropFirst(4)), at: start))
    } else {
      return nil
    }
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || $0.isDigit }
  }
}

extension Unicode.Scalar {
  /// Whether this is one of 0 to 9.
  var isDigit: Bool { ("0"..."9").contains(self) }
}
