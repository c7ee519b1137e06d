import Catalogue
import Diagnostics
import Workbook

/// How answers are written: one answer, one transaction, one journal entry, and with it where the talk stands.
extension Interview {
  /// Writes an answer into an attribute, along with new facts that it refers to.
  @discardableResult
  func write(
    _ reading: Reading, of fact: Fact, _ attribute: Attribute,
    with others: [(attribute: String, value: String)] = [], step: SittingStep?
  ) throws -> SittingStep? {
    var words = ["set", fact.ref, "--\(attribute.name)", reading.words]
    for other in others { words += ["--\(other.attribute)", other.value] }
    if reading.value == nil { words = ["set", fact.ref, "--clear", attribute.name] }
    return try capture(words, step) { capture, step in
      for new in reading.making { try capture.add(new.kind, [new.kind.title: .text(new.name)]) }
      var values = try self.values(others, try Catalogue.kind(fact.kind))
      values.updateValue(reading.value, forKey: attribute.name)
      try capture.set(fact, values)
      step?.fact = fact.id
    }
  }

  /// Writes a new fact.
  func write(
    _ verb: String, _ text: String, _ kind: Kind, _ values: [String: FactValue?], _ step: SittingStep?,
    making: [(kind: Kind, name: String, ref: String)] = []
  ) throws -> Fact {
    var words = [verb] + (verb == "add" ? [kind.name] : []) + (text.isEmpty ? [] : [text])
    for attribute in kind.attributes {
      guard let value = values[attribute.name] ?? nil, value.words != text else { continue }
      if verb == "park", attribute.name == "state" { continue }
      words += ["--\(attribute.name)", value.words]
    }
    var made: Fact?
    try capture(words, step) { capture, step in
      for new in making { try capture.add(new.kind, [new.kind.title: .text(new.name)]) }
      let fact = try capture.add(kind, values)
      made = fact
      if step?.outcome != .parked { step?.fact = fact.id }
    }
    guard let made else { throw Diagnostic("internal", "Nothing was written.") }
    return made
  }

  /// One capture of the talk. The closure may say which fact its step made.
  @discardableResult
  func capture(
    _ words: [String], _ step: SittingStep?, _ work: (Capture, inout SittingStep?) throws -> Void
  ) throws -> SittingStep? {
    var step = step
    try commit(words, saidBy) { capture in
      try work(capture, &step)
      if let step { trail.pass(step, with: capture) }
    }
    if let step { trail.added(step) }
    return step
  }

  /// Makes a fact of which an answer gave no more than the name, by itself.
  func make(_ new: (kind: Kind, name: String, ref: String), saidBy: String?) throws {
    try commit(["add", new.kind.name, new.name], saidBy) {
      try $0.add(new.kind, [new.kind.title: .text(new.name)])
    }
  }

  /// One journal entry of this talk, which `u` may take back.
  private func commit(_ words: [String], _ saidBy: String?, _ work: (Capture) throws -> Void) throws {
    var written: Capture?
    try world.workbook.capture(summary(words), by: world.attribution(saidBy)) { capture in
      written = capture
      try work(capture)
    }
    if let entry = written?.entry { entries.insert(entry) }
  }

  /// The command as one would type it outside.
  func summary(_ words: [String]) -> String {
    var words = words
    if let saidBy { words += ["--said-by", saidBy] }
    if let sitting { words += ["--workshop", sitting.fact.ref] }
    return words.map(shellQuoted).joined(separator: " ")
  }

  /// Values that a script writes along with an answer.
  func values(_ others: [(attribute: String, value: String)], _ kind: Kind) throws -> [String: FactValue?] {
    try kind.read(others.map { (name: $0.attribute, texts: [$0.value]) })
  }
}
