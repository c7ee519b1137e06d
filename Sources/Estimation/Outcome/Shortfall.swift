/// What an earlier promise paid for, and what it left out.
///
/// The expected hours of the whole are shared out over its parts: each group its own work, with overheads and
/// widening in proportion, and the answering of open questions where they belong. Then the promise is spent in
/// the order in which work is seen: first what everybody sees, then group by group as the card has them. What
/// the promise does not reach was left out. That is the kindest reading of a promise: it may have been spread
/// otherwise, but it was no larger.
public struct Shortfall: Sendable, Equatable {
  /// A part of the work.
  public struct Part: Sendable, Equatable {
    /// The id of a group, or of a part that has questions and no work of its own.
    public var id: String
    /// What a person calls it.
    public var title: String
    /// What it is expected to take.
    public var hours: Double
    /// How much of that is the answering of open questions.
    public var questions: Double
    /// How much of it the promise pays for.
    public var paid: Double

    /// What the promise leaves out.
    public var missing: Double { hours - paid }
    /// The share that is paid for, from 0 to 1; 1 for a part that takes nothing.
    public var share: Double { hours > 0 ? paid / hours : 1 }
  }

  /// What was promised.
  public let original: Double
  /// The parts, in the order in which the promise is spent.
  public let parts: [Part]

  /// Shares out an estimate, and spends a promise on it. `gaps` counts the open questions that are priced, by
  /// the id of a group or, for what no group has, by another word.
  public init(_ estimate: Estimate, original: Double, gaps: [(part: String, count: Int)], visible: Set<String>)
  {
    self.original = original
    let resolve = estimate.additions.first { $0.id == "resolve" }?.mean ?? 0
    let overheads = estimate.additions.filter { $0.id != "resolve" && $0.id != "discovery" }.reduce(0) {
      $0 + $1.mean
    }
    let work = estimate.base > 0 ? (estimate.base + overheads) / estimate.base : 1
    let count = gaps.reduce(0) { $0 + $1.count }
    func questions(_ part: String) -> Double {
      let mine = gaps.filter { $0.part == part }.reduce(0) { $0 + $1.count }
      return count == 0 ? 0 : resolve * Double(mine) / Double(count)
    }
    var parts = estimate.groups.map { group in
      let questions = questions(group.id)
      return Part(
        id: group.id, title: group.title, hours: group.mean * work + questions, questions: questions, paid: 0)
    }
    parts = parts.filter { visible.contains($0.id) } + parts.filter { !visible.contains($0.id) }
    for (part, _) in gaps where !parts.contains(where: { $0.id == part }) {
      let questions = questions(part)
      parts.append(
        Part(id: part, title: "Questions of \(part)", hours: questions, questions: questions, paid: 0))
    }
    let sum = parts.reduce(0) { $0 + $1.hours }
    let widening = sum > 0 ? estimate.total.mean / sum : 1
    var left = original
    for index in parts.indices {
      parts[index].hours *= widening
      parts[index].questions *= widening
      parts[index].paid = min(left, parts[index].hours)
      left -= parts[index].paid
    }
    self.parts = parts
  }

  /// What the whole is expected to take.
  public var hours: Double { parts.reduce(0) { $0 + $1.hours } }

  /// The part of which most was left out; nil when the promise pays for all.
  public var worst: Part? { parts.filter { $0.missing > 0.5 }.max { $0.missing < $1.missing } }
}
