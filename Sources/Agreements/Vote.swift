public import Catalogue
public import Diagnostics
public import Digests
public import Workbook

/// A vote on a baseline, before it is cast.
public struct Vote: Sendable {
  /// Something that an approval hangs on.
  public struct Condition: Sendable {
    /// What has to be so.
    public var text: String
    /// The reference of who sees to it.
    public var owner: String?
    /// By when.
    public var due: String?

    /// Names a condition.
    public init(text: String, owner: String?, due: String?) {
      self.text = text
      self.owner = owner
      self.due = due
    }
  }

  /// The signature of a vote's statement, made by the signer's own key.
  public struct Signature: Sendable {
    /// The fingerprint of the key.
    public var key: String
    /// The signature, as `ssh-keygen -Y sign` writes it.
    public var armoured: String

    /// Names a signature.
    public init(key: String, armoured: String) {
      self.key = key
      self.armoured = armoured
    }
  }

  /// What is voted on.
  public let baseline: Baseline
  /// Who votes.
  public let person: Fact
  /// What that person is called.
  public let name: String
  /// In which role.
  public let role: String
  /// `approve`, `approve-with-conditions`, `reject` or `abstain`.
  public let vote: String
  /// What the signer means by it.
  public let meaning: String
  /// The items it covers; none for all.
  public let about: [FrozenItem]
  /// The one document it covers.
  public let document: String?
  /// The amendment that it is a vote on.
  public let amendment: Amendment?
  /// What it hangs on.
  public let conditions: [Condition]
  /// When.
  public let at: Moment

  /// Puts a vote together. `about` are references as typed: of items, or of facts that are part of one. A vote on an
  /// amendment covers what of it the role had agreed to, unless it is about something in particular.
  public init(
    _ workbook: Workbook, on baseline: Baseline, by person: String, role: String, vote: String, meaning: String,
    about: [String] = [], document: String? = nil, amendment: Amendment? = nil, conditions: [Condition] = [],
    at: Moment
  ) throws {
    let person = try workbook.fact(person, kinds: ["person"])
    guard case .text(let name)? = try workbook.record(person).value("name") else {
      throw Diagnostic("internal", "\(person.ref) has no name.")
    }
    guard (vote == "approve-with-conditions") == !conditions.isEmpty else {
      throw Diagnostic(
        "conditions-and-vote",
        conditions.isEmpty
          ? "An approval with conditions needs a condition." : "A vote of `\(vote)` takes no conditions.",
        remedies: [
          "plumbline approve … --vote approve-with-conditions --condition \"…\" --owner PERSON --due DAY"
        ],
        exit: .usage)
    }
    let frozen = try baseline.items(try workbook.reader())
    var (about, document) = (about, document)
    if let amendment, about.isEmpty, document == nil {
      let need = amendment.need(of: role)
      document = need?.document
      if document == nil { about = need.map(amendment.wanted) ?? amendment.all }
    }
    self.amendment = amendment
    var places: [[UInt8]: FrozenItem] = [:]
    for item in frozen { places[Array(item.ref.utf8)] = item }
    self.about = try about.map { typed in
      if let item = places[Array(typed.utf8)] { return item }
      let ref = try workbook.item(of: workbook.fact(typed))
      if let item = places[Array(ref.utf8)] { return item }
      throw Diagnostic(
        "not-in-baseline", "`\(typed)` is not part of \(baseline.fact.ref).",
        notes: nearest(to: typed, in: frozen.map(\.ref)).map { ["did you mean `\($0)`?"] } ?? [],
        remedies: ["plumbline baseline create NAME"], exit: .usage)
    }
    self.baseline = baseline
    self.person = person
    self.name = name
    self.role = role
    self.vote = vote
    self.meaning = meaning
    self.document = document
    self.conditions = conditions
    self.at = at
  }

  /// What is stated, and signed where it is signed. It names the digests, so that it means these facts and no
  /// others, wherever it is kept.
  public var statement: CanonicalValue {
    .object(known: [
      (
        "about",
        about.isEmpty ? nil : .list(about.map { .list([.text($0.ref), .text("\($0.digest)")]) })
      ),
      (
        "amendment",
        amendment.map { .list([.text($0.fact.ref), .text("\(Digest(of: Array($0.statement.utf8)))")]) }
      ),
      ("at", .text("\(at)")), ("baseline", .text(baseline.fact.ref)),
      (
        "conditions",
        conditions.isEmpty
          ? nil
          : .list(
            conditions.map { condition in
              .object(known: [
                ("due", condition.due.map { .text($0) }), ("owner", condition.owner.map { .text($0) }),
                ("text", .text(condition.text)),
              ])
            })
      ),
      ("digest", .text(baseline.digest)), ("document", document.map { .text($0) }),
      ("form", .text(baseline.form)), ("head", .text(baseline.head)), ("meaning", .text(meaning)),
      ("name", .text(name)), ("person", .text(person.ref)), ("role", .text(role)),
      ("statement", .text("plumbline-approval-1")), ("vote", .text(vote)),
    ])
  }

  /// Casts the vote: for good, with its conditions and its signature.
  public func cast(
    _ workbook: Workbook, _ summary: String, by attribution: Attribution, signature: Signature? = nil,
    rehearsing: Bool = false
  ) throws -> (approval: Fact, conditions: [Fact]) {
    let text = String(decoding: statement.canonical, as: UTF8.self)
    return try workbook.capture(summary, by: attribution, rehearsing: rehearsing, sealing: true) { capture in
      var values: [String: FactValue?] = [
        "baseline": .references([baseline.fact.ref]), "person": .references([person.ref]), "role": .text(role),
        "vote": .text(vote), "meaning": .text(meaning), "statement": .text(text),
      ]
      if !about.isEmpty { values["about"] = .some(.text(about.map(\.ref).joined(separator: ","))) }
      if let document { values["document"] = .some(.text(document)) }
      if let amendment { values["amendment"] = .some(.references([amendment.fact.ref])) }
      let approval = try capture.add(Catalogue.approval, values)
      let conditions = try conditions.map { condition in
        var values: [String: FactValue?] = [
          "text": .text(condition.text), "approval": .references([approval.ref]),
        ]
        if let owner = condition.owner { values["owner"] = .some(.references([owner])) }
        if let due = condition.due { values["due"] = .some(.text(due)) }
        return try capture.add(Catalogue.condition, values)
      }
      if let signature { try capture.add(signature, of: approval, by: person, statement: text) }
      return (approval, conditions)
    }
  }
}

extension Capture {
  /// Keeps a signature of a statement.
  @discardableResult
  public func add(
    _ signature: Vote.Signature, of signed: Fact, by person: Fact, statement: String
  ) throws(Diagnostic) -> Fact {
    try add(
      Catalogue.signature,
      [
        "of": .references([signed.ref]), "person": .references([person.ref]), "key": .text(signature.key),
        "statement": .text(statement), "armoured": .text(signature.armoured),
      ])
  }
}

extension Workbook {
  /// The reference of the item that a fact is part of; its own when it is one.
  public func item(of fact: Fact) throws -> String {
    let found = try reader().rows(
      "SELECT i.ref FROM belongs_to p JOIN item i ON i.id = p.item_id WHERE p.id = :id",
      named: ["id": .integer(fact.id)])
    if case .text(let ref)? = found.rows.first?.first { return ref }
    return fact.ref
  }
}
