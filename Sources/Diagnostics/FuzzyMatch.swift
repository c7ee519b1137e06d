/// Finding what somebody means from a few of its letters: `sinst` finds `stripe.invoice.status`.
///
/// The letters must be in the candidate in their order, case aside. How well they lie there is a score:
/// letters that begin a word and letters that follow each other count more, letters passed over count
/// against. The method is that of fzf's second algorithm (github.com/junegunn/fzf, src/algo/algo.go), a
/// variant of Smith and Waterman's alignment, with fewer kinds of letters.
public enum FuzzyMatch {
  private static let match = 16
  private static let gapBegun = -3
  private static let gapGoesOn = -1
  private static let beginsWord = 8
  private static let beginsAll = 12
  private static let follows = 6

  /// How well a candidate matches, more being better; nil when it does not. An empty text matches with 0.
  /// More than 64 letters match nothing but what begins with them: the effort is their product.
  public static func score(_ typed: some StringProtocol, in candidate: some StringProtocol) -> Int? {
    let wanted = folded(typed)
    guard !wanted.isEmpty else { return 0 }
    return score(wanted, candidate)
  }

  /// The candidates that match, best first. Equally good ones keep their order, shorter ones before longer.
  public static func ranked<Candidate>(
    _ typed: some StringProtocol, _ candidates: [Candidate], by text: (Candidate) -> String
  ) -> [Candidate] {
    let wanted = folded(typed)
    guard !wanted.isEmpty else { return candidates }
    var found: [(place: Int, length: Int, score: Int)] = []
    for (place, candidate) in candidates.enumerated() {
      let text = text(candidate)
      if let score = score(wanted, text) { found.append((place, text.utf8.count, score)) }
    }
    return found.sorted { ($1.score, $0.length, $0.place) < ($0.score, $1.length, $1.place) }
      .map { candidates[$0.place] }
  }

  /// What somebody who has typed so much may go on with: what begins so, in its own order; only where nothing
  /// does, what has the letters in it, best first; and where nothing has them, what is described so.
  public static func completing<Candidate>(
    _ typed: String, _ candidates: [Candidate], by text: (Candidate) -> String,
    described description: (Candidate) -> String?
  ) -> [Candidate] {
    let wanted = typed.lowercased()
    let plain = candidates.filter { text($0).lowercased().hasPrefix(wanted) }
    guard plain.isEmpty else { return plain }
    let fuzzy = ranked(typed, candidates, by: text)
    guard fuzzy.isEmpty else { return fuzzy }
    return ranked(typed, candidates.filter { description($0) != nil }) { description($0) ?? "" }
  }

  private static func folded(_ text: some StringProtocol) -> [Unicode.Scalar] {
    if text.utf8.allSatisfy({ $0 < 128 }) {
      return text.utf8.map { Unicode.Scalar((65...90).contains($0) ? $0 + 32 : $0) }
    }
    return Array(text.lowercased().unicodeScalars)
  }

  private static func score(_ wanted: [Unicode.Scalar], _ candidate: some StringProtocol) -> Int? {
    let letters = folded(candidate)
    guard contains(letters, wanted) else { return nil }
    if wanted.count > 64 { return letters.starts(with: wanted) ? wanted.count * match : nil }
    let bonuses = bonuses(candidate, letters)
    // best[j]: the best score of the letters so far if the last of them lies at or before j.
    // ending[j]: the best score if it lies at j itself.
    let none = Int.min / 2
    var ending = [Int](repeating: none, count: letters.count)
    var before = [Int](repeating: none, count: letters.count)
    for (row, letter) in wanted.enumerated() {
      swap(&ending, &before)
      var passed = none
      for place in letters.indices {
        if place >= 2 { passed = max(passed + gapGoesOn, before[place - 2] + gapBegun) }
        ending[place] = none
        guard letters[place] == letter else { continue }
        if row == 0 {
          ending[place] = match + bonuses[place] * 2
        } else if place > 0 {
          let run = before[place - 1] + max(follows, bonuses[place])
          ending[place] = max(run, passed + bonuses[place]) + match
        }
      }
    }
    return ending.max().flatMap { $0 > 0 ? $0 : nil }
  }

  private static func contains(_ letters: [Unicode.Scalar], _ wanted: [Unicode.Scalar]) -> Bool {
    var next = 0
    for letter in letters where next < wanted.count && letter == wanted[next] { next += 1 }
    return next == wanted.count
  }

  /// What it is worth to hit each letter: more at the beginning of a word, also of one in `camelCase`.
  private static func bonuses(_ candidate: some StringProtocol, _ letters: [Unicode.Scalar]) -> [Int] {
    let original = Array(candidate.unicodeScalars)
    var bonuses = [Int](repeating: 0, count: letters.count)
    for place in letters.indices {
      if place == 0 {
        bonuses[place] = beginsAll
      } else if !isWord(letters[place - 1]), isWord(letters[place]) {
        bonuses[place] = beginsWord
      } else if original.count == letters.count, original[place].properties.isUppercase,
        !original[place - 1].properties.isUppercase
      {
        bonuses[place] = beginsWord - 1
      }
    }
    return bonuses
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
