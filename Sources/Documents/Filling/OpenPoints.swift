/// One thing that nobody has decided: what it is about, and where the question stands.
public struct OpenPoint: Sendable, Equatable {
  /// The reference of the fact.
  public var about: String
  /// The attribute of it that an answer fills.
  public var attribute: String
  /// What the anchor of the question is called: `gap 12`.
  public var place: String
  /// Whom to ask, by name; nil while nobody is known.
  public var ask: String?
  /// What to ask.
  public var question: String?

  /// Says what is open.
  public init(about: String, attribute: String, place: String, ask: String?, question: String? = nil) {
    self.about = about
    self.attribute = attribute
    self.place = place
    self.ask = ask
    self.question = question
  }
}

/// Everything that nobody has decided, found by the fact and its attribute: wherever that is shown as open, the
/// question's number and whom to ask stand beside it, and lead to the question.
public struct OpenPoints: Sendable {
  private struct Key: Hashable {
    var about: String
    var attribute: String
  }

  private var points: [Key: OpenPoint] = [:]

  /// Of several about one attribute the first counts.
  public init(_ points: some Sequence<OpenPoint> = []) {
    for point in points {
      let key = Key(about: point.about, attribute: point.attribute)
      if self.points[key] == nil { self.points[key] = point }
    }
  }

  /// What stands behind an open value; nothing where nobody asks for it.
  func words(about: QueryValue?, _ attribute: String) -> [Inline<Never>] {
    guard case .text(let about)? = about, let point = points[Key(about: about, attribute: attribute)] else {
      return []
    }
    let whom = point.ask.map { "ask \(readable($0))" } ?? "nobody is known to ask"
    return [
      .text(" "),
      .pointer(to: point.place, words: "\(point.place): \(whom)", note: point.question.map(readable)),
    ]
  }

  /// The value of a row's column, and what is open about it.
  func inlines(_ value: QueryValue, _ style: Column.Style, of about: QueryValue?, _ attribute: String)
    -> [Inline<Never>]
  {
    let shown = style.inlines(value)
    // A state that is there may still be one that nobody has agreed to.
    guard !points.isEmpty, style.kind == .state || style.isOpen(value) else { return shown }
    return shown + words(about: about, attribute)
  }
}

extension [Column] {
  /// Which column of a row tells the fact that the row is about: the anchor, or else the first reference.
  var subject: Int? {
    firstIndex { $0.style.kind == .anchor } ?? firstIndex { $0.name == "ref" }
      ?? firstIndex { $0.style.kind == .ref }
  }
}
