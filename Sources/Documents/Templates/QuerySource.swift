public import Diagnostics

/// Answers the read-only queries of templates.
///
/// A pack asks some queries twice: once to learn which references have a place in it, once to write.
/// Both must see the same data, so a source keeps one read transaction open for its lifetime.
public protocol QuerySource {
  /// Runs one query.
  ///
  /// `parameters` holds exactly the names (without their colon) that the query mentions. `columns` is
  /// called once, before any row; when it answers false, no row is wanted. The array given to `row` is
  /// only lent: a source may overwrite it for the next row. An error about a position in the query has
  /// a place with the file `""` and the line and column within `sql`.
  func run(
    _ sql: String, parameters: [String: QueryValue],
    columns: ([String]) throws(Diagnostic) -> Bool,
    row: ([QueryValue]) throws(Diagnostic) -> Void
  ) throws(Diagnostic)
}

/// One value of a query's row, or of its parameters.
public enum QueryValue: Equatable, Sendable {
  /// Nothing: undecided, shown as open unless its column says that it is optional.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number with a fraction.
  case real(Double)
  /// Text.
  case text(String)
}

extension QueryValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// Nothing.
  public init(nilLiteral: ()) { self = .null }
}
