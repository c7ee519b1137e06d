/// A word that says how settled or how grave something is, shown by word, shape and colour.
struct State: Equatable, Sendable {
  var word: String
  var kind: Kind

  /// What a reader must tell apart at a glance. Each has its own shape, so that colour is never needed.
  enum Kind: String, CaseIterable, Sendable {
    case open, proposed, agreed, deferred, rejected, blocker, major, minor, plain

    /// The shape before the word, in every format.
    var shape: String {
      switch self {
      case .open: "○"
      case .proposed: "◐"
      case .agreed: "●"
      case .deferred: "◇"
      case .rejected: "✕"
      case .blocker: "■"
      case .major: "▲"
      case .minor: "▽"
      case .plain: "·"
      }
    }
  }

  /// What stands wherever nobody has decided.
  static let open = State(word: "open", kind: .open)

  /// The state a captured word names; a word without a known meaning is `plain`.
  init(_ word: String) {
    self.init(word: word, kind: State.kinds[word.lowercased()] ?? .plain)
  }

  init(word: String, kind: Kind) {
    self.word = word
    self.kind = kind
  }

  /// The words of the method's choices (METHOD, section 1), by what they mean to a reader.
  private static let kinds: [String: Kind] = {
    let words: [Kind: [String]] = [
      .open: ["open", "undecided", "unknown", "unmapped", "missing", "overdue"],
      .proposed: ["proposed", "suggested", "draft", "parked", "pending", "review", "needs-review"],
      .agreed: ["agreed", "approved", "approve", "answered", "active", "equivalent", "in", "done", "yes"],
      .deferred: [
        "deferred", "waived", "approve-with-conditions", "approved-with-conditions", "narrower", "broader",
        "related",
      ],
      .rejected: ["rejected", "reject", "reversed", "superseded", "not-needed", "out", "unrelated", "no"],
      .blocker: ["blocker"],
      .major: ["major"],
      .minor: ["minor"],
    ]
    return words.reduce(into: [:]) { kinds, entry in
      for word in entry.value { kinds[word] = entry.key }
    }
  }()
}
