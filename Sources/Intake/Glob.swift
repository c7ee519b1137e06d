import Diagnostics

/// A pattern of names: `*` stands for any run of characters, `?` for one.
struct Glob {
  private let pattern: [Character]

  init(_ pattern: String) { self.pattern = Array(pattern) }

  /// Whether a whole name fits. Time is at most the product of both lengths.
  func matches(_ name: String, ignoringCase: Bool = false) -> Bool {
    let letters = Array(name)
    func fits(_ a: Character, _ b: Character) -> Bool {
      a == "?" || a == b || (ignoringCase && a.lowercased() == b.lowercased())
    }
    var at = 0
    var index = 0
    var retry: (at: Int, index: Int)?
    while index < letters.count {
      if at < pattern.count, pattern[at] == "*" {
        retry = (at, index)
        at += 1
      } else if at < pattern.count, fits(pattern[at], letters[index]) {
        at += 1
        index += 1
      } else if let last = retry {
        retry = (last.at, last.index + 1)
        at = last.at + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == "*" }
  }

  /// The names that any of the patterns fits. Each pattern takes from the first tier in which it fits a
  /// name, as written or else in any case; one that fits none at all is an error naming the nearest.
  static func select(
    _ patterns: [String], from tiers: [[String]], file: String
  ) throws(Diagnostic) -> Set<String> {
    var selected: Set<String> = []
    var unknown: [Diagnostic] = []
    for pattern in patterns {
      let glob = Glob(pattern)
      let matched = tiers.lazy.map(glob.fitting).first { !$0.isEmpty }
      selected.formUnion(matched ?? [])
      if matched == nil { unknown.append(nothing(fits: pattern, tiers.flatMap { $0 }, file)) }
    }
    guard var first = unknown.first else { return selected }
    first.notes += unknown.dropFirst().map(\.summary)
    throw first
  }

  private func fitting(_ names: [String]) -> [String] {
    let exact = names.filter { matches($0) }
    return exact.isEmpty ? names.filter { matches($0, ignoringCase: true) } : exact
  }

  private static func nothing(fits pattern: String, _ names: [String], _ file: String) -> Diagnostic {
    let word = pattern.filter { $0 != "*" && $0 != "?" }
    var near: [String] = []
    while near.count < 3, let next = nearest(to: word, in: names.filter { !near.contains($0) }) {
      near.append(next)
    }
    let notes =
      if !near.isEmpty {
        ["nearest: " + near.joined(separator: ", ")]
      } else if names.isEmpty {
        ["The file names no schema."]
      } else {
        ["There are \(names.count), among them " + names.prefix(8).joined(separator: ", ")]
      }
    return Diagnostic(
      "unknown-schema", "No schema is called `\(pattern)`.", at: Place(file: file), notes: notes)
  }
}
