public import Diagnostics

/// A gap with one condition of its query taken away or turned round. If every example still holds, no example
/// proves that condition.
public struct Mutant: Sendable {
  /// What was done to the condition.
  public enum Change: String, Sendable, CaseIterable {
    /// As if it were not there.
    case removed
    /// It holds where it did not, and the other way round.
    case negated
  }

  /// The gap with the changed query.
  public let gap: Gap
  /// The condition, as the query has it, every run of blanks as one.
  public let condition: String
  /// What was done to it.
  public let change: Change
  /// Where the condition stands.
  public let place: Place
}

extension Gap {
  /// A mutant that no example can kill, since it finds the same as the gap whatever is captured; with why.
  public struct Equivalent: Sendable {
    /// The condition, every run of blanks as one.
    public let condition: String
    /// What may be done to it without any effect; nil for either.
    public let change: Mutant.Change?
    /// Why that makes no difference.
    public let reason: String
    /// Where it stands.
    public let place: Place

    /// Whether it speaks of a mutant.
    public func covers(_ mutant: Mutant) -> Bool {
      condition == mutant.condition && (change == nil || change == mutant.change)
    }
  }

  /// This gap with each condition of its query removed, and each negated.
  ///
  /// The conditions are the terms of WHERE, ON and HAVING, at any depth, but for the columns of the outermost
  /// SELECT: those word a finding, and do not decide whether there is one.
  public var mutants: [Mutant] {
    let tokens = SQLTokens(sql)
    return Conditions(tokens).all.flatMap { condition in
      let text = tokens.text(condition.tokens)
      let place = Place(
        file: sqlPlace.file, line: (sqlPlace.line ?? 1) + tokens.line(of: condition.tokens.lowerBound))
      return Mutant.Change.allCases.map { change in
        let instead =
          switch change {
          case .removed: condition.isAlternative ? "0" : "1"
          case .negated: "(NOT (\(text)))"
          }
        var gap = self
        gap.sql = tokens.replacing(condition.tokens, with: instead)
        return Mutant(gap: gap, condition: text, change: change, place: place)
      }
    }
  }
}
