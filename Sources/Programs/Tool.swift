public import Diagnostics
import Glibc

/// Another program on this machine, run as a child: given bytes, bounded in time and in what it may answer.
///
/// It is found in `PATH` as the shell would find it, started without a shell, and told a plain environment, so
/// that what it answers does not hang on whose machine it is.
public struct Tool: Sendable {
  /// The name it is called by: `dot`.
  public let name: String
  /// The Debian package that it comes with: `graphviz`.
  public let package: String

  /// Names a program, and the package that brings it.
  public init(_ name: String, package: String) {
    self.name = name
    self.package = package
  }

  /// Graphviz's layout of directed graphs (graphviz.org/docs/layouts/dot).
  public static let dot = Tool("dot", package: "graphviz")

  /// Where it is; one that is not there is refused, with the package that brings it.
  public func path(in search: String?) throws(Diagnostic) -> String {
    let folders = (search ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    for folder in folders {
      let candidate = "\(folder)/\(name)"
      if access(candidate, X_OK) == 0 { return candidate }
    }
    throw Diagnostic(
      "program-missing", "There is no program `\(name)` on this machine.",
      reason: "it is looked for in \(folders.joined(separator: ", "))",
      remedies: ["apt-get install \(package)"], exit: .data)
  }

  /// What it writes on standard output, given these arguments and this input.
  ///
  /// `search` is the value of `PATH`. It is stopped after `seconds`, and when it writes more than `limit` bytes.
  /// A status other than 0 is an error that quotes what it said.
  public func run(
    _ arguments: [String], input: [UInt8], search: String?, seconds: Int = 20, limit: Int = 64 << 20
  ) throws(Diagnostic) -> [UInt8] {
    let path = try path(in: search)
    let child = try Child(path, [name] + arguments)
    let outcome = child.converse(input, seconds: seconds, limit: limit)
    switch outcome.end {
    case .exited(0): return outcome.out
    case .exited(let status):
      throw Diagnostic(
        "program-failed", "`\(name)` ended with status \(status).", reason: Self.excerpt(outcome.err))
    case .killed(let signal):
      throw Diagnostic(
        "program-failed", "`\(name)` was ended by signal \(signal).", reason: Self.excerpt(outcome.err))
    case .tooLong:
      throw Diagnostic("program-too-slow", "`\(name)` was stopped after \(seconds) seconds.")
    case .tooMuch:
      throw Diagnostic("program-too-much", "`\(name)` was stopped: it wrote more than \(limit) bytes.")
    }
  }

  /// The beginning of what it said.
  private static func excerpt(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes.prefix(500), as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init)
    return line?.isEmpty == false ? line : nil
  }
}
