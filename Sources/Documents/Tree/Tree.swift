import Diagnostics

// The tree of a template and of a document are the same but for `Hole`: in a template it is a
// `Placeholder`; in a document `Never`, so that no writer has to say what it would do with one.

/// One block of a document. Writers switch over the cases with no `default`.
enum Block<Hole: Equatable & Sendable>: Equatable, Sendable {
  case heading(level: Int, [Inline<Hole>])
  case paragraph([Inline<Hole>])
  case list(List<Hole>)
  case quote([Block])
  case code(language: String, text: String)
  case rule
  case table(Table<Hole>)
  /// One row of key figures, each under its title.
  case figures([Figure<Hole>])
  /// A graph or a chart.
  case drawing(Picture)
}

/// One piece of running text. There is no case for raw markup: text is escaped by every writer.
enum Inline<Hole: Equatable & Sendable>: Equatable, Sendable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case code(String)
  case link(to: Destination, [Inline])
  case softBreak
  case lineBreak
  case state(State)
  /// The reference of a fact; a link where the pack has that fact's anchor, plain code otherwise.
  case reference(String)
  /// The place that references to this fact lead to.
  case anchor(String)
  /// Words that lead to the place of a reference; words alone where the pack has no such place. The note is what a
  /// reader is told who points at them, where the format can say it.
  case pointer(to: String, words: String, note: String? = nil)
  case placeholder(Hole)
}

/// A bullet or numbered list.
struct List<Hole: Equatable & Sendable>: Equatable, Sendable {
  /// The first number, nil for bullets.
  var start: Int?
  /// Whether items stand close together, without the space of paragraphs.
  var tight: Bool
  var items: [[Block<Hole>]]
}

/// A table that is held whole, as a template's own tables are. A query's rows are streamed instead.
struct Table<Hole: Equatable & Sendable>: Equatable, Sendable {
  var columns: [Heading]
  var rows: [[[Inline<Hole>]]]

  struct Heading: Equatable, Sendable {
    var title: [Inline<Hole>]
    var alignment: Alignment
  }
}

/// How a column's cells are aligned.
enum Alignment: Equatable, Sendable {
  case leading, centre, trailing
}

/// A key figure and its title.
struct Figure<Hole: Equatable & Sendable>: Equatable, Sendable {
  var title: String
  /// Where the table stands that it is taken from.
  var source: Destination?
  var value: [Inline<Hole>]
}

/// Where an author's link leads. Captured values never become one of these.
enum Destination: Equatable, Sendable {
  /// An address whose scheme is http, https or mailto.
  case address(String)
  /// Another template, a heading's slug in it, and where its author wrote this.
  case document(name: String, heading: String?, place: Place)
}

extension Inline<Never> {
  /// Whether a writer may make a link of it, or of something in it.
  var leadsSomewhere: Bool {
    switch self {
    case .link, .reference, .pointer: true
    case .emphasis(let inner), .strong(let inner): inner.contains(where: \.leadsSomewhere)
    case .text, .code, .softBreak, .lineBreak, .state, .anchor: false
    }
  }
}

extension [Inline<Never>] {
  /// The words alone, for titles, slugs and labels.
  var plainText: String {
    // Nearly every cell is one text; it need not be copied.
    if count == 1, case .text(let words) = self[startIndex] { return words }
    var text = ""
    for inline in self {
      switch inline {
      case .text(let words), .code(let words), .reference(let words), .anchor(let words): text += words
      case .emphasis(let inner), .strong(let inner), .link(_, let inner): text += inner.plainText
      case .softBreak, .lineBreak: text += " "
      case .pointer(_, let words, _): text += words
      case .state(let state): text += state.word
      }
    }
    return text
  }
}
