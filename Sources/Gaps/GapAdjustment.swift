public import Diagnostics
internal import Formats
internal import Method

/// What a team changed about a gap without copying its file: another severity, or none of it at all.
///
/// It stands in `gaps.yaml` of the method folder beside the workbook, and always with a reason:
///
/// ```yaml
/// field-without-meaning: { severity: minor, reason: the vendor's reference is good enough }
/// person-without-contact: { off: addresses are kept in the directory }
/// ```
public struct GapAdjustment: Sendable, Equatable {
  /// The gap's name.
  public var gap: String
  /// The severity it gets; nil when it is switched off.
  public var severity: GapSeverity?
  /// Why.
  public var reason: String
  /// Where it stands.
  public var place: Place

  /// Everything that a method's `gaps.yaml` says, the overlay's last; tells everything that is wrong.
  ///
  /// `names` are the gaps that there are.
  static func all(_ library: MethodLibrary, _ names: [String]) throws -> [GapAdjustment] {
    try library.adjustments().flatMap { try all(in: $0, names) }
  }

  /// Everything that one file says.
  static func all(in file: MethodFile, _ names: [String]) throws -> [GapAdjustment] {
    // A file of comments only changes nothing.
    let lines = file.text.split(whereSeparator: \.isNewline)
    if lines.allSatisfy({ $0.allSatisfy(\.isWhitespace) || $0.drop(while: \.isWhitespace).hasPrefix("#") }) {
      return []
    }
    let root = try YAML.parse(file.bytes, file: file.path)
    var check = NodeChecker(file: file.path)
    var adjustments: [GapAdjustment] = []
    for entry in check.mapping(root, "the file") {
      if !names.contains(entry.key) {
        check.unknown(
          "gap", entry.key, among: names, at: entry.keyPosition, code: "unknown-gap",
          remedies: ["plumbline gaps list"])
      }
      if let adjustment = read(entry.value, of: entry.key, check.place(entry.keyPosition), &check) {
        adjustments.append(adjustment)
      }
    }
    try check.finish()
    return adjustments
  }

  private static func read(
    _ node: Node, of gap: String, _ place: Place, _ check: inout NodeChecker
  ) -> GapAdjustment? {
    let what = "`\(gap)`"
    check.mapping(node, what, allowed: ["severity", "reason", "off"])
    guard node.mapping != nil else { return nil }
    if let off = node["off"] {
      for key in ["severity", "reason"] {
        guard let entry = node.entry(key) else { continue }
        check.report(
          "unknown-key", "\(what) is switched off and has a `\(key)`.", at: entry.keyPosition,
          reason: "`off` is followed by the reason, and needs nothing else")
      }
      guard let reason = off.string, !reason.isEmpty else {
        check.report(
          "wrong-type", "`off` of \(what) is \(off.kind), not a reason.", at: off.position,
          notes: ["off: why nobody here needs to ask this"])
        return nil
      }
      return GapAdjustment(gap: gap, severity: nil, reason: reason, place: place)
    }
    let severity: GapSeverity? = check.word("severity", of: node, what)
    let reason = check.text("reason", of: node, what)
    return severity.map { GapAdjustment(gap: gap, severity: $0, reason: reason, place: place) }
  }
}

extension Gap {
  /// Whether the team switched it off.
  public var isOff: Bool { adjustment.map { $0.severity == nil } ?? false }

  /// The gap as a team adjusted it.
  func adjusted(by adjustment: GapAdjustment?) -> Gap {
    guard let adjustment else { return self }
    var copy = self
    copy.adjustment = adjustment
    copy.severity = adjustment.severity ?? ownSeverity
    return copy
  }
}
