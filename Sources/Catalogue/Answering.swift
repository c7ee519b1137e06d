extension Kind {
  /// Who answers for a fact of this kind: its attributes in the order in which they are asked, of which the first that
  /// leads to somebody counts. One that names a person is that person; one that names another fact is whoever
  /// answers for that. A person answers for themself.
  public var answeredBy: [String] { Self.answering[name] ?? [] }

  /// The same for what those who run it know better than those who own it.
  public var answeredTechnicallyBy: [String] {
    switch name {
    case "system": ["technical-owner", "business-owner"]
    case "flow": ["maintainer", "owner", "target", "source"]
    default: answeredBy
    }
  }

  /// Whether an attribute is for those who run it.
  public func isTechnical(_ attribute: Attribute) -> Bool {
    switch name {
    case "system": !Self.businessOfSystem.contains(attribute.name)
    case "flow": Self.technicalOfFlow.contains(attribute.name)
    case "exception": ["detected-by", "retry-safe", "retry-rule", "alert-when"].contains(attribute.name)
    case "signal": true
    default: false
    }
  }

  private static let businessOfSystem: Set = [
    "name", "category", "vendor", "purpose", "business-owner", "technical-owner", "sensitivity",
  ]

  private static let technicalOfFlow: Set = [
    "idempotency-key", "retry-limit", "backoff", "dead-letter", "dead-letter-owner", "replay", "runbook",
    "on-call-access", "upstream-contact", "contract-version", "change-process", "contract-test",
    "synthetic-check",
    "check-cadence", "dashboard", "encrypted", "alert-to", "echo-guard", "connector", "connector-reason",
  ]

  private static let answering = [
    "engagement": ["sponsor"],
    "symptom": ["reported-by", "process", "systems"],
    "system": ["business-owner", "technical-owner"],
    "entity": ["owner", "system-of-record"],
    "representation": ["entity", "system"],
    "field": ["owner", "representation"],
    "code-list": ["owner", "system"],
    "code": ["code-list"],
    "mapping": ["owner", "decided-by", "target", "sources"],
    "value-mapping": ["owner", "decided-by", "source"],
    "flow": ["owner", "maintainer", "source", "target"],
    "process": ["owner"],
    "step": ["process"],
    "effect": ["owner", "step"],
    "exception": ["owner", "flow", "step", "field", "entity"],
    "permission": ["approver", "representation"],
    "signal": ["alert-to", "flow"],
    "test": ["of"],
    "question": ["owner", "raised-by", "about"],
    "decision": ["maker", "about"],
    "risk": ["owner", "about"],
    "debt": ["owner", "about"],
    "workshop": ["facilitator", "scribe"],
    "waiver": ["granted-by", "about"],
    "actual": ["about"],
    "sign-off": ["person", "about"],
    "amendment": ["requested-by"],
    "approval": ["person"],
    "condition": ["owner", "approval"],
    "signature": ["person"],
  ]
}

extension Catalogue {
  /// The kinds in an order in which nobody is asked for before it is known who answers for what they stand under.
  /// Only what may be about anything looks forward, and finds what is about nothing further.
  public static let inOrderOfAnswering: [Kind] = {
    var ordered: [Kind] = []
    var left = kinds.filter { $0.name != "person" }
    while !left.isEmpty {
      let next = left.first { kind in
        let waiting = Set(left.map(\.name)).subtracting([kind.name])
        return kind.answeredBy.allSatisfy { attribute in
          switch kind.attribute(attribute)?.type {
          case .reference(let others), .references(let others): waiting.isDisjoint(with: others)
          default: true
          }
        }
      }
      guard let index = left.firstIndex(where: { $0.name == (next ?? left[0]).name }) else { break }
      ordered.append(left.remove(at: index))
    }
    // What may be about anything comes last.
    let isOpenEnded = { (kind: Kind) in
      kind.answeredBy.contains { name in
        switch kind.attribute(name)?.type {
        case .reference(let others), .references(let others): others.isEmpty
        default: false
        }
      }
    }
    return ordered.filter { !isOpenEnded($0) } + ordered.filter(isOpenEnded)
  }()
}
