internal import Diagnostics
internal import Formats
internal import Method

/// The findings of an earlier check, to compare a later one with.
public enum KnownFindings {
  /// Reads what `plumbline check --json` wrote: an array of objects with `gap` and `about`, and `detail` where
  /// there is one. Other keys are not looked at, so that a message in better words is the same finding.
  public static func read(_ bytes: [UInt8], file: String) throws -> Set<FindingIdentity> {
    let root = try JSON.parse(bytes, file: file)
    var check = NodeChecker(file: file)
    guard let nodes = root.sequence else {
      throw Diagnostic(
        "not-a-check", "\(file) holds \(root.kind), not the findings of a check.",
        at: check.place(root.position),
        remedies: ["plumbline check --json > \(shellQuoted(file))"], exit: .usage)
    }
    var known: Set<FindingIdentity> = []
    for node in nodes {
      check.mapping(node, "a finding")
      let identity = FindingIdentity(
        gap: check.text("gap", of: node, "a finding"), about: check.text("about", of: node, "a finding"),
        detail: node["detail"]?.string)
      known.insert(identity)
    }
    try check.finish()
    return known
  }
}
