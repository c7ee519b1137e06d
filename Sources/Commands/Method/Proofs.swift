import CommandLineKit
import Diagnostics
import Formats

extension Scene {
  /// What came of proving method files by their examples: a sentence when all hold, else every failure.
  ///
  /// With `--json` a row a file on standard output whatever came of it, with how many of `things` there are and
  /// what failed; the status is that of the failures either way.
  func tell(
    proofs: [(name: String, count: Int, failures: [Diagnostic])], of what: String, counting things: String,
    _ sentence: String, _ arguments: Arguments
  ) throws(Problems) {
    let failures = proofs.flatMap(\.failures)
    if arguments.flag("json") {
      print(
        json: Node(
          proofs.map { proof in
            Node(object: [
              ("ref", Node(proof.name)), (what, Node(proof.name)), (things, Node(proof.count)),
              ("holds", Node(proof.failures.isEmpty)), ("failures", Node(proof.failures.map(\.json))),
            ])
          }))
    }
    guard failures.isEmpty else { throw Problems(failures) }
    if !arguments.flag("json") { print(sentence) }
  }
}

extension Diagnostic {
  /// What is wrong and where, for a program.
  fileprivate var json: Node {
    Node(object: [
      ("code", Node(code)), ("message", Node(summary)), ("file", Node(place?.file)),
      ("line", Node(place?.line)), ("notes", Node(notes.map { Node($0) })),
    ])
  }
}
