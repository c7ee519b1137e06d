import Catalogue
public import Diagnostics
public import Workbook

/// What became of the answers that came back.
public struct AnswerReport: Sendable, Equatable {
  /// An attribute that an answer filled.
  public struct Filled: Sendable, Equatable {
    /// The fact.
    public var ref: String
    /// Which attribute of it.
    public var attribute: String
    /// What stood there; nil for not known.
    public var before: String?
    /// The answer.
    public var after: String
  }
  /// An answer that would overwrite what somebody captured since the list was made.
  public struct Conflict: Sendable, Equatable {
    /// The fact.
    public var ref: String
    /// Which attribute of it.
    public var attribute: String
    /// What stood there when the list was made.
    public var was: String?
    /// What stands there now.
    public var now: String?
    /// Who said or typed that, and when; "" until `tellSince` has looked it up.
    public var since: String
    /// The answer.
    public var answer: String
    /// Where the answer stands.
    public var place: Place
  }

  /// What was filled, in the order of the file.
  public var filled: [Filled] = []
  /// Questions that were recorded with their answers because no one attribute takes them.
  public var recorded: [String] = []
  /// Answers that stood there already.
  public var same = 0
  /// Answers that were left out.
  public var conflicts: [Conflict] = []
  /// Answers that are no answers, each with its line.
  public var refused: [Diagnostic] = []

  /// Nothing has been answered yet.
  public init() {}

  /// Refuses answers for one reason, each with its line.
  public mutating func refuse(_ answers: [AnswerFile.Answer], _ reason: Diagnostic) {
    refused += answers.map { answer in
      var refusal = reason
      refusal.place = answer.place
      return refusal
    }
  }

  /// Looks up who said or typed what stands in the way, and when: the newest change of the attribute, for a fact
  /// itself says only who captured it first.
  /// Where it cannot be found any more, nothing is told of it: the answers are captured by then.
  public mutating func tellSince(_ workbook: Workbook) {
    var known: [String: [AttributeChange]] = [:]
    for index in conflicts.indices {
      let ref = conflicts[index].ref
      let changes = known[ref] ?? (try? workbook.history(of: ref)) ?? []
      known[ref] = changes
      let newest = changes.last { $0.attribute == conflicts[index].attribute } ?? changes.last
      guard let entry = newest?.entry else { continue }
      conflicts[index].since = "\(entry.saidBy ?? entry.who), \(entry.at)"
    }
  }

  /// Adds what became of others.
  public static func += (report: inout AnswerReport, more: AnswerReport) {
    report.filled += more.filled
    report.recorded += more.recorded
    report.same += more.same
    report.conflicts += more.conflicts
    report.refused += more.refused
  }
}

extension Capture {
  /// Captures answers, each on the word of the person who was asked.
  ///
  /// What was changed since the list was made is left as it is and told as a conflict, unless its reference is
  /// in `overwriting`, or that holds `all`. What cannot be an answer is told with its line; the others are
  /// captured. Doing it again changes nothing.
  public func answer(
    _ answers: [AnswerFile.Answer], overwriting: Set<String> = []
  ) throws -> AnswerReport {
    var report = AnswerReport()
    var taken: [[String]: String] = [:]
    for answer in answers {
      do throws(Diagnostic) {
        try take(answer, overwriting, &taken, &report)
      } catch {
        var refusal = error
        refusal.place = refusal.place ?? answer.place
        report.refused.append(refusal)
      }
    }
    return report
  }

  private func take(
    _ answer: AnswerFile.Answer, _ overwriting: Set<String>, _ taken: inout [[String]: String],
    _ report: inout AnswerReport
  ) throws(Diagnostic) {
    let fact = try fact(answer.about)
    guard let name = answer.attribute else { return try record(answer, about: fact, &report) }
    let kind = try Catalogue.kind(fact.kind)
    guard let attribute = kind.attribute(name) else { throw kind.unknown(name) }
    guard let value = try resolved(attribute.read([answer.answer]), attribute) else { return }
    let record = try record(fact)
    let now = record.value(name)
    if let other = taken.updateValue(value.shown, forKey: [fact.ref, name]), other != value.shown {
      throw Diagnostic(
        "answered-twice", "`\(fact.ref)` has two answers for its \(name): `\(other)` and `\(value.shown)`.")
    }
    guard now != value else {
      report.same += 1
      return
    }
    let isOverwritten = overwriting.contains("all") || overwriting.contains(fact.ref)
    guard isOverwritten || (now?.shown ?? "") == (answer.was ?? "") else {
      report.conflicts.append(
        AnswerReport.Conflict(
          ref: fact.ref, attribute: name, was: answer.was, now: now?.shown, since: "",
          answer: value.shown, place: answer.place))
      return
    }
    var values: [String: FactValue?] = [name: value, "said-by": said(answer)]
    if kind.name == "question", name == "answer" { values["state"] = .text("answered") }
    // Who says that it is agreed has decided it.
    if name == "state", value == .text("agreed"), kind.attribute("decided-by") != nil {
      values["decided-by"] = said(answer)
    }
    try set(fact, values.filter { $0.value != nil })
    report.filled.append(
      AnswerReport.Filled(ref: fact.ref, attribute: name, before: now?.shown, after: value.shown))
  }

  /// Records an answer that no single attribute takes as a question that was answered: nothing said is lost.
  private func record(
    _ answer: AnswerFile.Answer, about fact: Fact, _ report: inout AnswerReport
  ) throws(Diagnostic) {
    let kind = Catalogue.question
    let known = try questions(about: fact).contains {
      $0.value("text") == .text(answer.question.trimmed) && $0.value("answer") == .text(answer.answer.trimmed)
    }
    guard !known else {
      report.same += 1
      return
    }
    let values: [String: FactValue?] = [
      "text": .text(answer.question.trimmed), "about": .references([fact.ref]), "owner": said(answer),
      "said-by": said(answer), "state": .text("answered"), "answer": .text(answer.answer.trimmed),
    ]
    report.recorded.append(try add(kind, values.filter { $0.value != nil }).ref)
  }

  private func said(_ answer: AnswerFile.Answer) -> FactValue? { answer.person.map { .references([$0]) } }

  /// References as they are written; every one must be there.
  private func resolved(_ value: FactValue?, _ attribute: Attribute) throws(Diagnostic) -> FactValue? {
    guard case .references(let typed)? = value else { return value }
    var refs: [String] = []
    for one in typed { refs.append(try fact(one, kinds: attribute.type.kinds).ref) }
    return .references(refs)
  }
}

extension AttributeType {
  /// The kinds of fact that it may refer to; none for any.
  fileprivate var kinds: [String] {
    switch self {
    case .reference(let kinds), .references(let kinds): kinds
    default: []
    }
  }
}
