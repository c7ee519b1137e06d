import Diagnostics

/// One thing that nobody has decided: what it is about, and where the question stands.
public struct OpenPoint: Sendable, Equatable {
  /// The reference of the fact.
  public var about: String
  /// The attribute of it that an answer fills.
  public var attribute: String
  /// What the anchor of the question is called: `gap 12`, `unit of a field`.
  public var place: String
  /// Whom to ask, by name; nil while nobody is known.
  public var ask: String?
  /// Who finds out whom to ask while nobody is known.
  public var finder: String?
  /// What to ask.
  public var question: String?
  /// What stands before whom to ask: the number of a gap.
  public var label: String?
  private var isAccepted = false

  /// Says what is open.
  public init(
    about: String, attribute: String, place: String, ask: String?, finder: String? = nil,
    question: String? = nil,
    label: String? = nil
  ) {
    self.about = about
    self.attribute = attribute
    self.place = place
    self.ask = ask
    self.finder = finder
    self.question = question
    self.label = label
  }

  /// Says what is open, and that somebody accepted that: the reference of the waiver.
  public init(about: String, attribute: String, acceptedBy waiver: String, question: String? = nil) {
    self.init(about: about, attribute: attribute, place: waiver, ask: nil, question: question)
    isAccepted = true
  }

  /// What stands beside the open value.
  fileprivate var words: String {
    if isAccepted { return "accepted, \(place)" }
    let whom =
      ask.map { "ask \($0)" } ?? finder.map { "\($0) finds out whom to ask" } ?? "nobody is known to ask"
    return label.map { "\($0): \(whom)" } ?? whom
  }
}

/// Everything that nobody has decided, found by the fact and its attribute: wherever that is shown as open, whom to ask
/// stands beside it, and leads to the question.
public struct OpenPoints: Sendable {
  /// What is asked of an attribute of a fact where no gap asks for it; of a row about no fact the fact is nil. Of
  /// several names that an attribute may have, the first that the fact's kind has counts.
  public typealias Elsewhere = @Sendable (_ about: String?, _ attributes: [String]) -> OpenPoint?

  private struct Key: Hashable {
    var about: String
    var attribute: String
  }

  private var points: [Key: OpenPoint] = [:]
  private let elsewhere: Elsewhere
  /// Whether the pack has a place of this name. Where a question is out of reach it stands in place.
  var hasPlace: @Sendable (_ place: String) -> Bool = { _ in true }

  /// Of several about one attribute the first counts.
  public init(_ points: some Sequence<OpenPoint> = [], elsewhere: @escaping Elsewhere = { _, _ in nil }) {
    self.elsewhere = elsewhere
    for point in points {
      let key = Key(about: point.about, attribute: point.attribute)
      if self.points[key] == nil { self.points[key] = point }
    }
  }

  /// The value of a column, and what is open about it; `about` tells the fact.
  func inlines(_ value: QueryValue, _ column: Column, of about: () -> QueryValue?) -> [Inline<Never>] {
    let shown = column.style.inlines(value)
    let isOpen = column.style.isOpen(value)
    // A state that is there may still be one that nobody has agreed to.
    guard isOpen || column.style.kind == .state else { return shown }
    var ref: String?
    if case .text(let about)? = about() { ref = about }
    guard let point = point(ref, column) ?? (isOpen ? elsewhere(ref, column.attributes) : nil) else {
      return shown
    }
    guard let question = point.question, !hasPlace(point.place) else {
      let note = point.question.map(readable)
      return shown + [.text(" "), .pointer(to: point.place, words: readable(point.words), note: note)]
    }
    return shown + [.text(" " + readable("\(point.words): \(question)"))]
  }

  private func point(_ ref: String?, _ column: Column) -> OpenPoint? {
    guard let ref, !points.isEmpty else { return nil }
    if column.style.attributes.isEmpty { return points[Key(about: ref, attribute: column.word)] }
    return column.style.attributes.lazy.compactMap { points[Key(about: ref, attribute: $0)] }.first
  }
}

extension [Column] {
  /// The fact that a row is about: its anchor, or else its first reference. Of several anchors the first that is there
  /// counts, and a column that shows an attribute of another's fact says so.
  func about(_ column: Column, _ values: [QueryValue]) -> QueryValue? {
    if let other = column.style.of { return firstIndex { $0.word == other }.map { values[$0] } }
    let isThere = { (index: Int) in values[index] != .null }
    let index =
      indices.first { self[$0].style.kind == .anchor && isThere($0) } ?? firstIndex { $0.name == "ref" }
      ?? firstIndex { $0.style.kind == .ref }
    return index.map { values[$0] }
  }
}

extension Statement {
  /// The columns that it yields under these names. An attribute of a fact in a column that is not there is refused.
  func columns(_ aliases: [String]) throws(Diagnostic) -> [Column] {
    var columns: [Column] = []
    for alias in aliases { columns.append(try Column(alias) { place(of: alias) }) }
    for (column, alias) in zip(columns, aliases) {
      guard let other = column.style.of, !columns.contains(where: { $0.word == other }) else { continue }
      let words = columns.map(\.word)
      throw Diagnostic(
        "unknown-column", "`\(column.name)` shows an attribute of `\(other)`, which is no column here.",
        at: place(of: alias),
        notes: didYouMean(other, words) + ["The columns here are \(words.joined(separator: ", "))."])
    }
    return columns
  }
}
