import Diagnostics

/// The names a template may use at one place: the pack's parameters, and within partials the columns of
/// the rows being filled in, the innermost first.
struct Scope {
  private var frames: [Frame]

  private struct Frame {
    var columns: [Column]
    var values: [QueryValue]
  }

  /// The pack's parameters.
  init(_ parameters: [String: QueryValue]) throws(Diagnostic) {
    frames = []
    let names = parameters.keys.sorted()
    var columns: [Column] = []
    for name in names { columns.append(try Column(name, at: nil)) }
    frames = [Frame(columns: columns, values: names.map { parameters[$0] ?? .null })]
  }

  /// This scope with a row's columns in front.
  func adding(_ columns: [Column], _ values: [QueryValue]) -> Scope {
    var inner = self
    inner.frames.append(Frame(columns: columns, values: values))
    return inner
  }

  /// What a name stands for.
  struct Found {
    var value: QueryValue
    /// How its query says to show it.
    var column: Column
    /// The reference of the fact that it is an attribute of, if it is one.
    var about: QueryValue?
  }

  /// The value of a name, and what is known of it; shown in another style than its query's where one is given.
  func find(_ name: String, at place: Place, style: Column.Style? = nil) throws(Diagnostic) -> Found {
    for frame in frames.reversed() {
      if let index = frame.columns.firstIndex(where: { $0.name == name }) {
        var column = frame.columns[index]
        if let style { column.style = style }
        return Found(
          value: frame.values[index], column: column,
          about: frame.columns.about(column, frame.values))
      }
    }
    let names = frames.reversed().flatMap { $0.columns.map(\.name) }
    throw Diagnostic(
      "unknown-column", "Nothing here is called `\(name)`.", at: place,
      notes: didYouMean(name, names)
        + [names.isEmpty ? "There are no names here." : "The names here are \(names.joined(separator: ", "))."])
  }

  /// The parameters that a statement mentions.
  func parameters(of statement: Statement) throws(Diagnostic) -> [String: QueryValue] {
    var values: [String: QueryValue] = [:]
    for parameter in statement.parameters {
      values[parameter.name] = try find(parameter.name, at: parameter.place).value
    }
    return values
  }
}
