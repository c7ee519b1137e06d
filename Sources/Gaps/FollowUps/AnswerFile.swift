public import Diagnostics
import Formats

/// A list of follow-ups as a spreadsheet that goes to people and comes back with answers: CSV, a row a
/// follow-up, with these columns in any order. Columns that are not among them are left alone.
///
/// | column | |
/// | --- | --- |
/// | person | who is asked, and on whose word the answer is captured |
/// | severity, gap, may-be, due, remedy | to read; `import answers` does not look at them |
/// | about | the reference of the fact that the answer goes to |
/// | attribute | what the answer fills; empty where it takes more than one value |
/// | question | what is asked |
/// | was | what stood there when the list was made: whoever changed it since is not overwritten |
/// | answer | empty until somebody answers |
public enum AnswerFile {
  static let columns = [
    "person", "severity", "gap", "about", "attribute", "question", "may-be", "was", "due", "answer", "remedy",
  ]
  private static let needed = ["about", "question", "answer"]

  /// One row that has an answer.
  public struct Answer: Sendable, Equatable {
    /// On whose word; nil for nobody's.
    public var person: String?
    /// The fact it goes to.
    public var about: String
    /// The attribute it fills; nil for none.
    public var attribute: String?
    /// What was asked.
    public var question: String
    /// What stood there when the list was made.
    public var was: String?
    /// The answer.
    public var answer: String
    /// Where the answer stands.
    public var place: Place
  }

  /// The list as CSV, with a byte order mark, without which spreadsheets take UTF-8 for something else.
  /// Cells that a spreadsheet would run as a formula get a `'` in front, which `read` takes away again.
  public static func write(_ list: [FollowUp]) -> String {
    let rows = list.map { one in
      [
        one.person ?? "", one.severity.rawValue, one.gap ?? "question", one.about, one.attribute ?? "",
        one.question, one.expects ?? "", one.present ?? "", one.due ?? "", "", one.remedy,
      ]
    }
    return "\u{FEFF}" + CSV.write([columns] + rows, forSpreadsheet: true)
  }

  /// The rows that have an answer. Commas, semicolons and tabs are understood, and UTF-16, as spreadsheets save
  /// them.
  ///
  /// Errors: those of `CSV.parse`; `missing-column`; `column-twice`.
  public static func read(_ bytes: [UInt8], file: String) throws(Diagnostic) -> [Answer] {
    let (bytes, separator) = try CSV.fromSpreadsheet(bytes, file: file)
    let rows = try CSV.parse(bytes, file: file, separator: separator)
    let index = try places(of: rows[0], file: file)
    return rows.dropFirst().compactMap { row in
      let cell = { (name: String) -> String? in index[name].map { CSV.unguarded(row[$0].text) }.flatMap(filled)
      }
      guard let answer = cell("answer"), let column = index["answer"] else { return nil }
      let position = row[column].position
      return Answer(
        person: cell("person"), about: cell("about") ?? "", attribute: cell("attribute"),
        question: cell("question") ?? "", was: cell("was"), answer: answer,
        place: Place(file: file, line: position.line, column: position.column))
    }
  }

  private static func places(of header: [CSV.Field], file: String) throws(Diagnostic) -> [String: Int] {
    var index: [String: Int] = [:]
    for (place, field) in header.enumerated() {
      let name = field.text.lowercased().filter { !$0.isWhitespace }
      guard columns.contains(name) else { continue }
      guard index.updateValue(place, forKey: name) == nil else {
        throw Diagnostic(
          "column-twice", "Two columns are called `\(name)`.",
          at: Place(file: file, line: field.position.line, column: field.position.column))
      }
    }
    let missing = needed.filter { index[$0] == nil }
    guard missing.isEmpty else {
      throw Diagnostic(
        "missing-column",
        "There is no column `\(missing[0])`: this is no list of follow-ups.", at: Place(file: file, line: 1),
        notes: ["it needs the columns \(needed.joined(separator: ", "))"]
          + (header.count > 20 ? [] : ["it has \(header.map(\.text).joined(separator: ", "))"]),
        remedies: ["plumbline followups --format csv"])
    }
    return index
  }

  private static func filled(_ cell: String) -> String? {
    cell.allSatisfy(\.isWhitespace) ? nil : cell
  }
}
