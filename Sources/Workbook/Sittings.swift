internal import Database
public import Diagnostics

/// One question of a sitting that was passed, and how.
///
/// The steps of a sitting are its trail: where it stands follows from the last of them. They are kept in the
/// workbook, so that a sitting goes on wherever the file is.
public struct SittingStep: Sendable, Equatable {
  /// How a question was passed.
  public enum Outcome: String, Sendable {
    /// Something new was said.
    case answered
    /// What was shown was accepted.
    case accepted
    /// Left open on purpose.
    case skipped
    /// Parked as a question to somebody.
    case parked
    /// The rest of its section was left out.
    case finished
    /// Stepped back to, or undone: it is asked again.
    case reopened
  }

  /// Which question, from the section down to it.
  public var path: [String]
  /// How it was passed.
  public var outcome: Outcome
  /// The word that was chosen, where the script goes on by it.
  public var answer: String?
  /// The id of the fact that the answer made or changed.
  public var fact: Int64?
  /// The journal entry of the answer, if it changed anything.
  public var entry: Int?
  /// What the query that led to the question said of its row, as text by column.
  public var context: [String: String]
  /// How long it took, in seconds.
  public var seconds: Int

  /// Describes a step.
  public init(
    _ path: [String], _ outcome: Outcome, answer: String? = nil, fact: Int64? = nil, entry: Int? = nil,
    context: [String: String] = [:], seconds: Int = 0
  ) {
    self.path = path
    self.outcome = outcome
    self.answer = answer
    self.fact = fact
    self.entry = entry
    self.context = context
    self.seconds = seconds
  }
}

extension Workbook {
  /// The steps of a sitting, in order.
  public func steps(of sitting: Int64) throws(Diagnostic) -> [SittingStep] {
    do {
      return try connection.all(
        """
        SELECT path, outcome, answer, fact_id, entry, context, seconds FROM sitting_step
        WHERE sitting_id = ? ORDER BY position
        """, [.integer(sitting)]
      ) { row throws(DatabaseError) in
        SittingStep(
          Packed.words(try row.text(0)), SittingStep.Outcome(rawValue: try row.text(1)) ?? .reopened,
          answer: try row.optionalText(2), fact: try row.optionalInteger(3),
          entry: try row.optionalInteger(4).map(Int.init),
          context: Packed.pairs(try row.optionalText(5) ?? ""), seconds: Int(try row.integer(6)))
      }
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Keeps a step that changed no fact, and forgets those from its place on.
  public func keep(_ step: SittingStep, of sitting: Int64, at position: Int) throws(Diagnostic) {
    do {
      try connection.transaction {
        // What was stepped back to and accepted as it was is still the answer of its entry: undo asks it again.
        let entry =
          step.outcome == .accepted ? try connection.entryOfReopened(step, of: sitting, at: position) : nil
        try connection.keep(step, of: sitting, at: position, entry: entry)
      }
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Opens a step of a sitting again and forgets those after it.
  public func reopen(_ position: Int, of sitting: Int64) throws(Diagnostic) {
    do {
      try connection.transaction {
        try connection.run(
          "DELETE FROM sitting_step WHERE sitting_id = ? AND position > ?",
          [.integer(sitting), .integer(Int64(position))])
        try connection.run(
          "UPDATE sitting_step SET outcome = 'reopened' WHERE sitting_id = ? AND position = ?",
          [.integer(sitting), .integer(Int64(position))])
      }
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }
}

extension Capture {
  /// Has this capture pass a question of a sitting: the step is kept with the answer, or neither is.
  public func pass(_ step: SittingStep, of sitting: Int64, at position: Int) {
    passing = (step, sitting, position)
  }

  /// Writes the step, if this is an answer in a sitting; `entry` is the journal entry of the answer.
  func writeStep(entry: Int64?) throws(DatabaseError) {
    guard let passing else { return }
    try connection.keep(passing.step, of: passing.sitting, at: passing.position, entry: entry)
  }
}

extension Connection {
  /// The entry of the answer that a step had before it was stepped back to.
  fileprivate func entryOfReopened(
    _ step: SittingStep, of sitting: Int64, at position: Int
  ) throws(DatabaseError) -> Int64? {
    try first(
      """
      SELECT entry FROM sitting_step
      WHERE sitting_id = ? AND position = ? AND path = ? AND outcome = 'reopened' AND entry IS NOT NULL
      """, [.integer(sitting), .integer(Int64(position)), .text(Packed.text(step.path))]
    ) { row throws(DatabaseError) in try row.integer(0) }
  }

  fileprivate func keep(
    _ step: SittingStep, of sitting: Int64, at position: Int, entry: Int64?
  ) throws(DatabaseError) {
    try run(
      "DELETE FROM sitting_step WHERE sitting_id = ? AND position >= ?",
      [.integer(sitting), .integer(Int64(position))])
    try run(
      "INSERT INTO sitting_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(sitting), .integer(Int64(position)), .text(Packed.text(step.path)),
        .text(step.outcome.rawValue), .optional(step.answer), .optional(step.fact), .optional(entry),
        step.context.isEmpty ? .null : .text(Packed.text(step.context)), .integer(Int64(step.seconds)),
      ])
  }

  /// After an undo: the question whose answer was taken back is asked again, and what came after it is
  /// forgotten. So is the trail of a sitting that was itself taken back.
  func reopenStep(of entry: Int) throws(DatabaseError) {
    try run("DELETE FROM sitting_step WHERE sitting_id NOT IN (SELECT id FROM fact)")
    let step = try first(
      "SELECT sitting_id, position FROM sitting_step WHERE entry = ?", [.integer(Int64(entry))]
    ) { row throws(DatabaseError) in (try row.integer(0), try row.integer(1)) }
    guard let step else { return }
    try run(
      "DELETE FROM sitting_step WHERE sitting_id = ? AND position > ?", [.integer(step.0), .integer(step.1)])
    try run(
      """
      UPDATE sitting_step SET outcome = 'reopened' WHERE sitting_id = ? AND position = ?
      """, [.integer(step.0), .integer(step.1)])
  }

  /// After a redo: the question whose answer is there again is passed again, and the sitting goes on behind it.
  /// Only a parked question has no fact of its own.
  func closeStep(of entry: Int) throws(DatabaseError) {
    try run(
      """
      UPDATE sitting_step SET outcome = CASE WHEN fact_id IS NULL THEN 'parked' ELSE 'answered' END
      WHERE entry = ? AND outcome = 'reopened'
      """, [.integer(Int64(entry))])
  }
}

/// Words in one text: each ends with a line break, and a backslash goes before what would be read otherwise.
enum Packed {
  static func text(_ words: [String]) -> String {
    words.map { word in
      var packed = ""
      for scalar in word.unicodeScalars {
        if scalar == "\\" || scalar == "\n" { packed.unicodeScalars.append("\\") }
        packed.unicodeScalars.append(scalar)
      }
      return packed + "\n"
    }.joined()
  }

  static func text(_ pairs: [String: String]) -> String {
    text(pairs.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
  }

  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped || (scalar != "\\" && scalar != "\n") {
        word.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        words.append(String(word))
        word = .init()
      }
    }
    return words
  }

  static func pairs(_ text: String) -> [String: String] {
    let words = words(text)
    return Dictionary(
      stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) },
      uniquingKeysWith: { _, last in last })
  }
}
