import Diagnostics
import Formats

/// Collects what is to be said about a description while it is read: notes that do not stop it, and
/// faults of its structure that do, all of them and not the first.
struct Notebook {
  private static let shown = 20

  let file: String
  private var notes: [Diagnostic] = []
  private var faults: [Diagnostic] = []
  private var counts: [String: Int] = [:]
  private var codes: [String] = []
  private var seen: Set<String> = []

  init(file: String) { self.file = file }

  /// Says something once; of one code at most 20 are kept, the rest counted.
  mutating func note(
    _ code: String, _ summary: String, at position: Position, severity: Diagnostic.Severity = .warning,
    reason: String? = nil, notes more: [String] = [], remedies: [String] = []
  ) {
    guard seen.insert("\(code) \(position.line):\(position.column) \(summary)").inserted else { return }
    let count = counts[code, default: 0] + 1
    counts[code] = count
    if count == 1 { codes.append(code) }
    guard count <= Self.shown else { return }
    notes.append(
      Diagnostic(
        code, summary, severity: severity, at: place(position), reason: reason, notes: more,
        remedies: remedies))
  }

  /// Whether another note of this code would be kept; what is costly to say need not be found out else.
  func hasRoom(for code: String) -> Bool { counts[code, default: 0] < Self.shown }

  /// Records that the structure is broken at a place.
  mutating func fault(_ summary: String, at position: Position, reason: String? = nil) {
    guard seen.insert("fault \(position.line):\(position.column) \(summary)").inserted else { return }
    faults.append(Diagnostic("invalid-schema", summary, at: place(position), reason: reason))
  }

  /// The notes, those of one code together; throws the faults as one error, if there are any.
  func finish() throws(Diagnostic) -> [Diagnostic] {
    if var first = faults.first {
      let others = faults.dropFirst()
      first.notes += others.prefix(Self.shown).map { "\($0.place!): \($0.summary)" }
      if others.count > Self.shown { first.notes.append("and \(others.count - Self.shown) more") }
      throw first
    }
    return codes.flatMap { code in
      var own = notes.filter { $0.code == code }
      let rest = counts[code, default: 0] - own.count
      if rest > 0 {
        own.append(
          Diagnostic(
            code, "And \(rest) more of this kind.", severity: own.last?.severity ?? .note, at: Place(file: file)
          ))
      }
      return own
    }
  }

  func place(_ position: Position) -> Place { Place(file: file, line: position.line, column: position.column) }
}
