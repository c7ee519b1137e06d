/// Figures to be drawn. Knows no domain: what the figures mean is in the words.
public enum Chart: Hashable, Sendable {
  /// A rising line from 0 to 100 per cent, with marked points.
  case curve(Curve)
  /// Ranges about a common middle, the widest first as a rule.
  case tornado(Tornado)
  /// Bars side by side, each of one part or several.
  case bars(Bars)
  /// What holds where a line and a column meet.
  case grid(Grid)

  /// The kinds, as templates name them.
  public enum Kind: String, CaseIterable, Sendable {
    /// A rising line.
    case curve
    /// Ranges about a middle.
    case tornado
    /// Bars.
    case bars
    /// Lines against columns.
    case grid
  }
}

extension Chart {
  /// Whether it has more than a person can read in one drawing.
  public var isTooLarge: Bool {
    switch self {
    case .curve: false
    case .tornado(let tornado): tornado.swings.count > 80
    case .bars(let bars): bars.bars.count > 80 || bars.series.count > 12
    case .grid(let grid): grid.rows.count > 120 || grid.columns.count > 60
    }
  }
}

/// A rising line of shares: how sure it is (0 to 100) that a value is not exceeded.
public struct Curve: Hashable, Sendable {
  /// A point of it, or beside it.
  public struct Point: Hashable, Sendable {
    /// The value, along.
    public var x: Double
    /// Per cent, up; nil for a line across the whole height, as for a limit.
    public var y: Double?
    /// Its words, where it is marked.
    public var label: String?

    /// Describes a point.
    public init(_ x: Double, _ y: Double?, label: String? = nil) {
      self.x = x
      self.y = y
      self.label = label
    }
  }

  /// The points, in the order of the line.
  public var points: [Point]
  /// What is measured along, "hours".
  public var unit: String?

  /// Describes a curve.
  public init(_ points: [Point], unit: String? = nil) {
    self.points = points
    self.unit = unit
  }
}

/// What a total does when one thing after another is low or high.
public struct Tornado: Hashable, Sendable {
  /// One thing and what the total is then.
  public struct Swing: Hashable, Sendable {
    /// What is low or high.
    public var label: String
    /// The total when it is low.
    public var low: Double
    /// The total when it is high.
    public var high: Double
    /// The reference of the fact, for a link.
    public var ref: String?

    /// Describes a swing.
    public init(_ label: String, low: Double, high: Double, ref: String? = nil) {
      self.label = label
      self.low = low
      self.high = high
      self.ref = ref
    }
  }

  /// From the top.
  public var swings: [Swing]
  /// The total when nothing is low or high: where the bars part.
  public var middle: Double
  /// What the total is measured in.
  public var unit: String?

  /// Describes a tornado.
  public init(_ swings: [Swing], middle: Double, unit: String? = nil) {
    self.swings = swings
    self.middle = middle
    self.unit = unit
  }
}

/// Bars, from the top.
public struct Bars: Hashable, Sendable {
  /// One bar.
  public struct Bar: Hashable, Sendable {
    /// What it is of.
    public var label: String
    /// Its parts from the left; the places of their series, and their values.
    public var parts: [Part]
    /// The words at its end, in place of its sum.
    public var note: String?
    /// The reference of the fact, for a link.
    public var ref: String?

    /// Describes a bar.
    public init(_ label: String, _ parts: [Part], note: String? = nil, ref: String? = nil) {
      self.label = label
      self.parts = parts
      self.note = note
      self.ref = ref
    }
  }

  /// A part of a bar.
  public struct Part: Hashable, Sendable {
    /// The place of its series.
    public var series: Int
    /// Its length.
    public var value: Double

    /// Describes a part.
    public init(_ series: Int, _ value: Double) {
      self.series = series
      self.value = value
    }
  }

  /// The words of the series; one that is empty needs none.
  public var series: [String]
  /// The bars.
  public var bars: [Bar]
  /// What is measured.
  public var unit: String?

  /// Describes bars.
  public init(series: [String], _ bars: [Bar], unit: String? = nil) {
    self.series = series
    self.bars = bars
    self.unit = unit
  }
}

/// What holds where a line and a column meet.
public struct Grid: Hashable, Sendable {
  /// What a line or a column is called.
  public struct Title: Hashable, Sendable {
    /// Its words.
    public var label: String
    /// The reference of the fact, for a link.
    public var ref: String?

    /// Describes a title.
    public init(_ label: String, ref: String? = nil) {
      self.label = label
      self.ref = ref
    }
  }

  /// What stands in a cell.
  public struct Cell: Hashable, Sendable {
    /// The line, counted from 0.
    public var row: Int
    /// The column, counted from 0.
    public var column: Int
    /// How it looks.
    public var mark: Mark
    /// What it says, in a word.
    public var word: String
    /// The reference of the fact, for a link.
    public var ref: String?

    /// Describes a cell.
    public init(_ row: Int, _ column: Int, mark: Mark, word: String, ref: String? = nil) {
      self.row = row
      self.column = column
      self.mark = mark
      self.word = word
      self.ref = ref
    }
  }

  /// A shape with a colour.
  public enum Mark: String, CaseIterable, Sendable {
    /// A filled circle: settled.
    case done
    /// A half-filled circle: on its way.
    case partly
    /// An empty circle on a tinted ground: nobody has decided.
    case open
    /// A diamond: put off, or passed on.
    case aside
    /// A small dot: only noted.
    case noted
    /// A dash: not needed.
    case none
  }

  /// The titles of the lines.
  public var rows: [Title]
  /// The titles of the columns.
  public var columns: [Title]
  /// The cells that hold something.
  public var cells: [Cell]
  /// The words for a cell that holds nothing.
  public var empty: String

  /// Describes a grid.
  public init(rows: [Title], columns: [Title], cells: [Cell], empty: String = "none") {
    self.rows = rows
    self.columns = columns
    self.cells = cells
    self.empty = empty
  }
}
