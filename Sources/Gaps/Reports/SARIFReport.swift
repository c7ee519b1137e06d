internal import Formats

extension CheckReport {
  /// SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0): a rule a gap with its help, a result a finding.
  ///
  /// A finding is at a logical location, the reference of its fact, within the workbook's file. What a waiver
  /// accepts is a suppressed result. With a baseline, results say whether they are new.
  var sarif: String {
    let places = Dictionary(gaps.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let news = hasBaseline ? "new" : nil
    let results =
      open.map { result($0, places, baselineState: news) }
      + known.map { result($0, places, baselineState: "unchanged") }
      + waived.map { result($0, places, baselineState: nil) }
    let driver = Node(object: [
      ("name", Node("plumbline")), ("version", Node(version)), ("semanticVersion", Node(version)),
      ("rules", Node(gaps.map(rule))),
    ])
    let run = Node(object: [
      ("tool", Node(object: [("driver", driver)])), ("columnKind", Node("unicodeCodePoints")),
      (
        "invocations",
        Node([Node(object: [("executionSuccessful", true), ("endTimeUtc", Node("\(at)"))])])
      ),
      ("results", Node(results)),
    ])
    let log = Node(object: [
      (
        "$schema",
        Node("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
      ),
      ("version", Node("2.1.0")), ("runs", Node([run])),
    ])
    return JSON.write(log) + "\n"
  }

  private func rule(_ gap: Gap) -> Node {
    let why = gap.why.split(whereSeparator: \.isNewline).joined(separator: " ")
    return Node(object: [
      ("id", Node(gap.name)), ("name", Node(gap.name)), ("shortDescription", message(sentence(gap.title))),
      ("fullDescription", message(why)),
      (
        "help",
        message("\(why)\n\nAsk \(gap.whom): \(gap.questionText)\n\nThen: \(gap.remedyText)")
      ),
      ("defaultConfiguration", Node(object: [("level", Node(level(gap.severity)))])),
      (
        "properties",
        Node(object: [
          ("tags", Node([Node(gap.dimension.rawValue)])), ("severity", Node(gap.severity.rawValue)),
          ("dimension", Node(gap.dimension.rawValue)),
        ])
      ),
    ])
  }

  private func result(_ finding: Finding, _ places: [String: Int], baselineState: String?) -> Node {
    var members: [(String, Node)] = [("ruleId", Node(finding.gap))]
    if let index = places[finding.gap] { members.append(("ruleIndex", Node(index))) }
    members += [
      ("level", Node(level(finding.severity))), ("message", message(finding.message)),
      ("locations", Node([location(finding)])),
      ("partialFingerprints", Node(object: [("gapAboutDetail/v1", Node(finding.identity.fingerprint))])),
    ]
    if let baselineState { members.append(("baselineState", Node(baselineState))) }
    if let waiver = finding.waiver {
      let suppression = Node(object: [
        ("kind", Node("external")), ("status", Node("accepted")), ("justification", Node("waiver \(waiver)")),
      ])
      members.append(("suppressions", Node([suppression])))
    }
    members.append(
      (
        "properties",
        Node(object: [
          ("question", Node(finding.question)), ("ask", Node(finding.ask)), ("fills", Node(finding.fills)),
          ("remedy", Node(finding.remedy)), ("detail", Node(finding.detail)),
        ])
      ))
    return Node(object: members)
  }

  private func location(_ finding: Finding) -> Node {
    Node(object: [
      (
        "physicalLocation",
        Node(object: [("artifactLocation", Node(object: [("uri", Node(URI.reference(workbook)))]))])
      ),
      (
        "logicalLocations",
        Node([Node(object: [("fullyQualifiedName", Node(finding.about)), ("kind", Node("fact"))])])
      ),
    ])
  }

  private func level(_ severity: GapSeverity) -> String {
    switch severity {
    case .blocker: "error"
    case .major: "warning"
    case .minor: "note"
    }
  }

  private func message(_ text: String) -> Node { Node(object: [("text", Node(text))]) }

  private func sentence(_ title: String) -> String { title.prefix(1).uppercased() + title.dropFirst() + "." }
}

extension FindingIdentity {
  /// One text for it that no other has: each part after its length in characters.
  var fingerprint: String {
    [gap, about, detail].compactMap { $0.map { "\($0.count):\($0)" } }.joined(separator: " ")
  }
}

/// A file name as a relative URI reference (RFC 3986): what is not unreserved is percent-encoded.
private enum URI {
  static func reference(_ name: String) -> String {
    let unreserved = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = name.utf8.flatMap { byte -> [UInt8] in
      unreserved.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
