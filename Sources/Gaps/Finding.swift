/// How grave a gap is.
public enum GapSeverity: String, Sendable, CaseIterable, Comparable {
  /// Worth asking when there is time.
  case minor
  /// Costs money if it stays.
  case major
  /// Stops sign-off.
  case blocker

  /// The lighter comes first.
  public static func < (a: Self, b: Self) -> Bool { a.weight < b.weight }
  /// Its place among the severities, from the lightest.
  var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The part of a scope that a gap leaves open, in the method's order.
public enum Dimension: String, Sendable, CaseIterable {
  case context, semantics, workflow, exceptions, production, estimate
}

/// One thing that is missing: a row of a gap's query, put into words.
public struct Finding: Sendable, Equatable {
  /// The gap's name.
  public var gap: String
  /// How grave it is.
  public var severity: GapSeverity
  /// The part of the scope it leaves open.
  public var dimension: Dimension
  /// The reference of the fact it is about.
  public var about: String
  /// Which part of that is meant, where a gap finds several things about one fact: a class of exception.
  public var detail: String?
  /// What is missing, in a sentence.
  public var message: String
  /// What to ask.
  public var question: String
  /// The person to ask, where known.
  public var ask: String?
  /// The attribute that the answer fills, if it is one.
  public var fills: String?
  /// The command that closes it.
  public var remedy: String
  /// The reference of the waiver that accepts it, if there is one and it still holds.
  public var waiver: String?
  /// Whether it is about the estimate, which is made of what the other gaps find.
  public var readsEstimate = false
}

/// What makes a finding the same one at another time: not its words, which people improve, but the gap, the
/// fact, and the part of it.
public struct FindingIdentity: Sendable, Hashable, Comparable {
  /// The gap's name.
  public var gap: String
  /// The reference of the fact it is about.
  public var about: String
  /// Which part of that; nil for all of it.
  public var detail: String?

  /// Names the three.
  public init(gap: String, about: String, detail: String? = nil) {
    self.gap = gap
    self.about = about
    self.detail = detail
  }

  /// By gap, fact and part.
  public static func < (a: Self, b: Self) -> Bool {
    (a.gap, a.about, a.detail ?? "") < (b.gap, b.about, b.detail ?? "")
  }
}

extension Finding {
  /// What makes it the same finding at another time.
  public var identity: FindingIdentity { FindingIdentity(gap: gap, about: about, detail: detail) }
}
