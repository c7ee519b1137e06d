/// Rows under titles, for people to read. Machines are given JSON or CSV instead.
public struct Table: Sendable {
  /// A column's title and shape.
  public struct Column: Sendable {
    /// Which side short cells are on.
    public enum Alignment: Sendable { case left, right }
    /// What happens to a cell that is too wide for its column.
    public enum Overflow: Sendable { case wrap, truncate }

    /// The heading.
    public var title: String
    /// Which side short cells are on; right for numbers.
    public var alignment: Alignment
    /// What happens to a cell that is too wide.
    public var overflow: Overflow
    /// The fewest terminal columns it is narrowed to.
    public var minimum: Int
    /// The most terminal columns it takes; nil for no limit.
    public var maximum: Int?

    /// Describes a column.
    public init(
      _ title: String, alignment: Alignment = .left, overflow: Overflow = .wrap, minimum: Int = 6,
      maximum: Int? = nil
    ) {
      self.title = title
      self.alignment = alignment
      self.overflow = overflow
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// What stands in a row under a title.
  public struct Cell: Sendable, ExpressibleByStringInterpolation {
    /// The text; made harmless when it is printed.
    public var text: String
    /// How it is set apart, where there is colour.
    public var looks: [Style.Look]

    /// Text, set apart or plain.
    public init(_ text: String, _ looks: Style.Look...) {
      self.text = text
      self.looks = looks
    }

    /// Plain text.
    public init(stringLiteral text: String) { self.init(text) }
  }

  /// The columns, from left to right.
  public var columns: [Column]
  /// The rows; a short one is filled up with empty cells, surplus cells are dropped.
  public private(set) var rows: [[Cell]] = []

  /// An empty table.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row.
  public mutating func add(_ row: [Cell]) {
    rows.append(columns.indices.map { $0 < row.count ? row[$0] : "" })
  }

  /// The table for this many terminal columns; for nil, which means no terminal, each row is one line and
  /// nothing is cut, wrapped or limited.
  ///
  /// The widest columns give way first, none so far that a word would have to be broken. If even the narrowest
  /// columns do not fit, the rows are printed as records, one `title: value` a line, wrapped likewise.
  public func text(width: Int?, style: Style = .plain) -> String {
    guard let width else { return TableLayout(self, style, oneLine: true).text(nil) }
    let layout = TableLayout(self, style, oneLine: false)
    guard let widths = layout.widths(within: width) else { return records(width: width, style: style) }
    return layout.text(widths)
  }

  /// Each row as lines `title: value`, an empty line between rows: nothing is aligned, nothing moves, which
  /// is what a screen reader or a very narrow window wants (`--plain`). Empty cells are left out.
  public func records(width: Int? = nil, style: Style = .plain) -> String {
    var text = ""
    for row in rows {
      if !text.isEmpty { text += "\n" }
      for (column, cell) in zip(columns, row) where !cell.text.isEmpty {
        let title = style.paint("\(Visible.line(column.title)):", .bold)
        guard let width else {
          text += "\(title) \(style.paint(Visible.line(cell.text), cell.looks))\n"
          continue
        }
        let words = "\(Visible.line(column.title)): \(Visible.line(cell.text))"
        var lines = Fitting.wrap(words, to: max(12, width - 2))
        let head = Visible.line(column.title) + ": "
        if lines[0].hasPrefix(head) {
          lines[0] = title + " " + style.paint(String(lines[0].dropFirst(head.count)), cell.looks)
        }
        text += lines[0] + "\n" + lines.dropFirst().map { "  " + style.paint($0, cell.looks) + "\n" }.joined()
      }
    }
    return text
  }
}
