import Diagnostics
import Testing

@testable import Catalogue

@Suite("The catalogue")
struct CatalogueTests {
  /// METHOD.md, section 1, transcribed: what must be there, in its words. More may be.
  static let method: [(kind: String, attributes: String)] = [
    (
      "engagement",
      """
      name client outcome sponsor nature deadline deadline-set-by original-estimate-hours in-scope out-of-scope \
      currency hourly-rate team-size focus-hours-per-week
      """
    ), ("person", "name email organisation title roles speaks-for backup"),
    ("symptom", "title class systems process reported-by per-month minutes-each disposition"),
    (
      "system",
      """
      name category vendor purpose business-owner technical-owner interface api-version authentication \
      documentation rate-limit test-environment maintenance-window upstream-contact change-frequency \
      change-notice change-detected-by credentials-kept-in credentials-owner credentials-expire sensitivity
      """
    ), ("entity", "name definition system-of-record owner match-key volume invariant dispute-route"),
    (
      "representation",
      """
      system entity local-name definition grain includes excludes identifier may-create may-update \
      may-overwrite controls-status verdict non-fit-rule records
      """
    ),
    (
      "field",
      """
      name label type format unit required max-length default example meaning owner sensitivity code-list class \
      scope out-of-scope-reason
      """
    ), ("code-list", "system name owner is-status"), ("code", "value label meaning initial terminal in-use"),
    (
      "mapping",
      """
      sources target direction transform rule empty-rule invalid-rule conflict-rule freshness-rule validation \
      owner state decided-by decided-on rationale defer-until risk
      """
    ), ("value-mapping", "source target relation when-none direction state decided-by rationale"),
    (
      "flow",
      """
      name entity source target two-way two-way-reason conflict-rule mode trigger frequency latency-budget \
      staleness-allowed replay ordering consistency silent-for-at-most volume-per-day peak-per-hour growth \
      criticality connector connector-reason idempotency-key retry-limit backoff dead-letter \
      dead-letter-owner reconciliation fallback owner maintainer runbook on-call-access upstream-contact \
      contract-version change-process contract-test synthetic-check check-cadence success-threshold alert-to \
      dashboard approver audited encrypted review-on service-level enhancement-hours-per-year dependants
      """
    ), ("process", "name trigger outcome owner per-month"),
    ("step", "process order system actor action condition entity resulting-state"),
    ("effect", "step what class system condition decision mechanism fires-twice-rule owner reason"),
    (
      "exception",
      """
      title class flow step entity field what-happens per-month impact detected-by temporary disposition \
      response retry-safe retry-rule owner respond-within notify reconciled-by fallback alert-when
      """
    ), ("permission", "actor representation create read update delete object-check approver audited review-on"),
    ("signal", "flow metric healthy-range alert-when alert-to action dashboard covers"),
    ("test", "of class given when then"), ("question", "text about raised-by owner due state answer"),
    ("decision", "text about maker date rationale alternatives state supersedes"),
    ("risk", "text class about owner likelihood impact response"),
    ("debt", "what about owner hours-per-month plan"),
    ("workshop", "script title date facilitator scribe attendees started ended"),
    ("waiver", "gap about reason granted-by until"), ("actual", "line group hours about"),
    ("estimate", "name card trials seed readiness items gaps mean low middle plan high parts"),
  ]

  @Test("has every kind and attribute of the method", arguments: method)
  func complete(kind: String, attributes: String) throws {
    let found = try Catalogue.kind(kind).attributes.map(\.name)
    for name in attributes.split(whereSeparator: \.isWhitespace).map(String.init) {
      #expect(found.contains(name), "\(kind) has no \(name)")
    }
  }

  static let choices: [(kind: String, attribute: String, words: String)] = [
    ("engagement", "nature", "new|recovery"),
    (
      "person", "roles", "sponsor|facilitator|business-owner|technical-lead|operations|security|vendor|approver"
    ),
    (
      "symptom", "class",
      "re-keying|status-mismatch|distrusted-report|inconsistent-message|silent-loss|delay|other"
    ), ("symptom", "disposition", "keep|replace|retire|undecided"),
    ("system", "interface", "rest|soap|graphql|file|database|event|manual"),
    ("representation", "verdict", "equivalent|narrower|broader|related|unrelated"),
    ("field", "sensitivity", "public|internal|personal|confidential"),
    ("field", "class", "identifier|date|money|phone|email|role|status|text|number|flag"),
    ("field", "scope", "in|out|undecided"), ("mapping", "direction", "to-target|both"),
    ("mapping", "transform", "copy|format|lookup|derive|split|merge|constant|aggregate"),
    ("mapping", "state", "suggested|proposed|agreed|deferred|rejected|not-needed"),
    ("value-mapping", "relation", "equivalent|source-narrower|source-broader|related|none"),
    ("value-mapping", "when-none", "reject|default|review"), ("flow", "mode", "synchronous|asynchronous|batch"),
    ("flow", "consistency", "always|eventual|scheduled"), ("flow", "criticality", "low|medium|high"),
    ("flow", "connector", "standard|tailored"),
    ("effect", "class", "notification|approval|calculation|record|state-change|call"),
    ("effect", "decision", "invoke|suppress|override|manual|undecided"),
    ("exception", "impact", "low|medium|high"),
    ("exception", "disposition", "handle|escalate|log"),
    (
      "signal", "metric",
      """
      volume|latency|success-rate|error-rate|queue-depth|retries|availability|zero-traffic|\
      reconciliation-difference
      """
    ),
    (
      "test", "class",
      "normal|missing|duplicate|delayed|rejected|permission|out-of-order|load|contract|recovery"
    ), ("question", "state", "open|parked|answered"), ("decision", "state", "active|superseded|reversed"),
    ("risk", "class", "assumption|risk"),
  ]

  @Test("offers the method's choices, in its order", arguments: choices)
  func offered(kind: String, attribute: String, words: String) throws {
    let wanted = words.split(separator: "|").map(String.init)
    let type = try #require(try Catalogue.kind(kind).attribute(attribute)).type
    #expect(type == .choice(wanted) || type == .choices(wanted))
  }

  @Test("asks every flow the twenty-six exceptions of the checklist")
  func checklist() throws {
    #expect(Set(Catalogue.exceptionClasses).count == 26)
    #expect(try Catalogue.kind("exception").attribute("class")?.type == .choice(Catalogue.exceptionClasses))
  }

  @Test("calls no two kinds alike, in the singular or the plural")
  func uniqueKinds() {
    let names = Catalogue.kinds.flatMap { Set([$0.name, $0.plural]) }
    #expect(Set(names).count == names.count)
    let prefixes = Catalogue.kinds.compactMap {
      if case .numbered(let prefix) = $0.naming { prefix } else { nil }
    }
    #expect(Set(prefixes).count == prefixes.count)
  }

  @Test("gives no two kinds the same prefix, or their first facts would share a reference")
  func prefixes() {
    let prefixes = Catalogue.kinds.compactMap { kind -> String? in
      if case .numbered(let prefix) = kind.naming { prefix } else { nil }
    }
    #expect(Set(prefixes).count == prefixes.count)
  }

  @Test("declares each kind soundly", arguments: Catalogue.kinds)
  func sound(kind: Kind) throws {
    let names = kind.attributes.map(\.name)
    #expect(Set(names).count == names.count, "an attribute is there twice")
    #expect(names.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") } })
    #expect(Set(names).isDisjoint(with: Catalogue.provenance.map(\.name) + ["id", "ref", "kind", "number"]))
    #expect(kind.attribute(kind.title) != nil, "its title is none of its attributes")
    #expect(!kind.summary.isEmpty && !kind.summary.hasSuffix("."))
    let kinds = Set(Catalogue.kinds.map(\.name))
    for attribute in kind.attributes {
      #expect(!attribute.help.isEmpty && !attribute.help.hasSuffix("."), "\(attribute.name) needs its help")
      switch attribute.type {
      case .reference(let targets), .references(let targets):
        #expect(kinds.isSuperset(of: targets), "\(attribute.name) refers to a kind that is not there")
      case .choice(let words), .choices(let words):
        #expect(Set(words).count == words.count && words.count > 1)
        #expect(words.allSatisfy { $0 == $0.lowercased() && !$0.contains(",") })
      default: break
      }
      if let initial = attribute.initial { #expect(try attribute.read([initial]) == .text(initial)) }
    }
    switch kind.naming {
    case .fixed, .numbered: break
    case .slug(let name): #expect(kind.attribute(name)?.required == true)
    case .child(let parent, let name, _, _):
      #expect(kind.attribute(parent)?.required == true)
      #expect(kind.attribute(name)?.required == true)
    }
    if let parent = kind.parent {
      guard case .reference(let targets)? = kind.attribute(parent)?.type else {
        Issue.record("its parent is no reference")
        return
      }
      #expect(targets.count == 1)
    }
  }

  @Test(
    "finds a kind by its name or its plural",
    arguments: [
      ("person", "person"), ("people", "person"), ("value-mappings", "value-mapping"), ("entities", "entity"),
    ])
  func finds(name: String, kind: String) throws {
    #expect(try Catalogue.kind(name).name == kind)
  }

  @Test("refuses a kind that is not there with the nearest")
  func unknownKind() throws {
    let error = try #require(throws: Diagnostic.self) { try Catalogue.kind("sistem") }
    #expect(error.code == "unknown-kind")
    #expect(error.notes.first == "did you mean `system`?")
    #expect(error.exit == .usage)
  }
}
