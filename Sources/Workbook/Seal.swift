import Catalogue
internal import Database
public import Diagnostics
public import Digests

/// One item of a baseline: its reference, its kind, and the digest of all that it held.
public struct FrozenItem: Sendable {
  /// The item's reference.
  public var ref: String
  /// The kind of the fact that it is named after.
  public var kind: String
  /// The digest of its canonical form.
  public var digest: Digest

  /// Names an item as it was frozen.
  public init(ref: String, kind: String, digest: Digest) {
    self.ref = ref
    self.kind = kind
    self.digest = digest
  }
}

/// A gap that was open when a baseline was made.
public struct FrozenGap: Sendable {
  /// The gap's name.
  public var gap: String
  /// How grave it was.
  public var severity: String
  /// The reference of the fact it was about.
  public var about: String
  /// Which part of that; nil for all of it.
  public var detail: String?

  /// Names a gap as it was found.
  public init(gap: String, severity: String, about: String, detail: String? = nil) {
    self.gap = gap
    self.severity = severity
    self.about = about
    self.detail = detail
  }
}

extension Kind {
  /// The command that captures a fact of this kind, under a name if there is one: what is signed has its own.
  func commandThatMakes(_ name: String?) -> String {
    let word = name.map { shellQuoted($0) } ?? "NAME"
    switch self.name {
    case "baseline": return "plumbline baseline create \(word)"
    case "amendment":
      return "plumbline amendment create \(word) --amends BASELINE --reason \"…\" --requested-by PERSON"
    case "signature": return "plumbline baseline sign BASELINE --as PERSON --key FILE"
    case "approval": return "plumbline approve BASELINE --as PERSON --role ROLE --vote VOTE --meaning \"…\""
    case "condition":
      return
        "plumbline approve BASELINE --as PERSON --role ROLE --vote approve-with-conditions --meaning \"…\" "
        + "--condition \"…\""
    default: return "plumbline add \(self.name) \(word)"
    }
  }
}

/// What was signed: made by its own commands, never changed by any.
extension Capture {
  /// The end of the journal before this command.
  public func head() throws(Diagnostic) -> JournalHead {
    do { return try connection.head() } catch { throw WorkbookError.diagnostic(error, "") }
  }

  /// Keeps what a baseline froze and what was open then.
  public func freeze(_ baseline: Fact, items: [FrozenItem], gaps: [FrozenGap]) throws(Diagnostic) {
    do {
      for item in items {
        try connection.run(
          "INSERT INTO frozen_item VALUES (?, ?, ?, ?)",
          [.integer(baseline.id), .text(item.ref), .text(item.kind), .blob(item.digest.bytes)])
      }
      for (position, gap) in gaps.enumerated() {
        try connection.run(
          "INSERT INTO frozen_gap VALUES (?, ?, ?, ?, ?, ?)",
          [
            .integer(baseline.id), .integer(Int64(position + 1)), .text(gap.gap), .text(gap.severity),
            .text(gap.about), .optional(gap.detail),
          ])
      }
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  func sealedKind(_ kind: Kind) -> Diagnostic {
    Diagnostic(
      "sealed", "\(kind.withArticle.capitalisedFirst) is made by its own command.",
      remedies: [kind.commandThatMakes(nil)], exit: .usage)
  }

  /// Refuses to change what was signed.
  func refuseSealed(_ fact: Fact, _ kind: Kind, setting names: [String], ref: String?) throws(Diagnostic) {
    switch kind.sealed {
    case .nothing: return
    case .everything: throw try sealed(fact, "is never changed")
    case .attributes(let sealed):
      if let name = names.first(where: sealed.contains) { throw try self.sealed(fact, "keeps its \(name)") }
    }
  }

  /// Refuses to remove what was signed.
  func refuseSealed(_ fact: Fact) throws(Diagnostic) {
    guard try Catalogue.kind(fact.kind).sealed != .nothing else { return }
    throw try sealed(fact, "is never removed")
  }

  func sealedReferrer(_ referrer: Referrer) -> Diagnostic {
    Diagnostic(
      "sealed",
      "`\(referrer.target.ref)` is the \(referrer.attribute.name) of \(referrer.fact.ref), which is never changed.",
      remedies: ["plumbline show \(shellQuoted(referrer.fact.ref))"], exit: .usage)
  }

  private func sealed(_ fact: Fact, _ what: String) throws(Diagnostic) -> Diagnostic {
    let remedies =
      switch fact.kind {
      case "condition": ["plumbline set \(fact.ref) --state met --met-by PERSON --met-on DAY --proof \"…\""]
      default: try [Catalogue.kind(fact.kind).commandThatMakes(nil)]
      }
    return Diagnostic(
      "sealed", "\(fact.ref) \(what): people put their names to it.",
      reason: fact.kind == "approval" ? "a new vote of the same person in the same role supersedes it" : nil,
      remedies: remedies, exit: .usage)
  }
}
