import Agreements
import CommandLineKit
import Diagnostics
import Workbook

extension Plumbline {
  /// What `doctor` and `baseline verify` compare the end of the journal with.
  static let keptHeadOptions: [CommandLineKit.Option] = [
    .value("head", "HASH", "A hash that was kept elsewhere, or its first digits: some entry must have it."),
    .value("entries", "N", "How many entries there were then."),
    .value(
      "kept", "FILE", "An export, a folder for sign-off or a statement that was kept, for the same.",
      values: .file),
  ]
}

extension Scene {
  /// What somebody kept of the journal's end; nothing when nobody did.
  func keptHeads(_ arguments: CommandLineKit.Arguments) throws(Diagnostic) -> [KeptHead] {
    var kept: [KeptHead] = []
    let (hash, number) = (arguments.value("head"), arguments.value("entries"))
    let entries = number.flatMap { Int($0) }
    if let number, entries == nil {
      throw Diagnostic(
        "bad-value", "`--entries` takes how many entries there were, not `\(number)`.",
        remedies: ["plumbline history"], exit: .usage)
    }
    if hash != nil || entries != nil {
      let source = [hash == nil ? nil : "--head", entries == nil ? nil : "--entries"].compactMap { $0 }
      kept.append(try KeptHead(entries: entries, hash: hash, source: source.joined(separator: " and ")))
    }
    if let file = arguments.value("kept") {
      kept += try KeptHead.all(in: environment.path(file), called: file)
    }
    return kept
  }
}
