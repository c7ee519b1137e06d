/// The candidate most like `word`, for "did you mean"; nil when none is near.
///
/// Letters' case is ignored. Near means an edit distance of at most a third of the word's length (at
/// least one, yet with something in common), or one being the beginning of the other (three letters at
/// least). Of equally near ones the first by alphabet is taken, so that the order of the candidates does
/// not matter. Words of more than 100 letters have nothing near: the effort is quadratic.
public func nearest<Candidates: Sequence>(to word: String, in candidates: Candidates) -> String?
where Candidates.Element == String {
  let wanted = Array(word.lowercased().unicodeScalars)
  guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
  let limit = min(max(1, wanted.count / 3), wanted.count - 1)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let letters = Array(candidate.lowercased().unicodeScalars)
    if letters.isEmpty { continue }
    var distance = editDistance(wanted, letters, limit: limit)
    if distance == nil, min(wanted.count, letters.count) >= 3,
      letters.starts(with: wanted) || wanted.starts(with: letters)
    {
      distance = limit
    }
    guard let distance else { continue }
    if let best, (best.distance, best.candidate) <= (distance, candidate) { continue }
    best = (candidate, distance)
  }
  return best?.candidate
}

/// Restricted Damerau–Levenshtein distance (insert, delete, replace, swap of neighbours), or nil when
/// it is over `limit`.
func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      let replaced = previous[j] + (a[i] == b[j] ? 0 : 1)
      var cost = min(replaced, previous[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
      current.append(cost)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count] <= limit ? previous[b.count] : nil
}
