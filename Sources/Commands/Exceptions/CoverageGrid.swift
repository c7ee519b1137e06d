import Catalogue
import Database
import Formats
import Terminal
import Workbook

/// Flow by class of the exception checklist, drawn with a letter a cell.
struct CoverageGrid {
  /// What was said of a class: a word, and the letter it is drawn by.
  enum State: String, CaseIterable {
    case handled, escalated, logged, undecided, waived, unconsidered

    /// The letter in the grid; a dot where nobody has looked yet.
    var letter: String {
      switch self {
      case .handled: "H"
      case .escalated: "E"
      case .logged: "L"
      case .undecided: "?"
      case .waived: "w"
      case .unconsidered: "·"
      }
    }

    /// What the letter stands for.
    var meaning: String {
      switch self {
      case .handled: "handled by the integration"
      case .escalated: "escalated to a person"
      case .logged: "only noted"
      case .undecided: "known, nobody said what is done"
      case .waived: "waived with a reason"
      case .unconsidered: "not considered"
      }
    }

    var looks: [Style.Look] {
      switch self {
      case .handled: [.green]
      case .escalated: [.cyan]
      case .logged: [.magenta]
      case .undecided: [.bold, .yellow]
      case .waived: [.dim]
      case .unconsidered: [.red]
      }
    }
  }

  /// One flow and one class.
  struct Cell {
    let flow: String
    let name: String
    let position: Int
    let failure: String
    let state: State
    let exceptions: String?
    let waiver: String?
  }

  /// Every cell, by flow, then in the order of the checklist.
  let cells: [Cell]

  /// Reads the grid of some flows, or of all; a waiver that has run out does not count.
  init(_ reader: Reader, flows: [Int64], today: CalendarDay) throws {
    let filter = flows.isEmpty ? "" : "WHERE flow_id IN (\(flows.map(String.init).joined(separator: ", ")))"
    cells = try reader.rows(
      """
      SELECT flow, flow_name, position, class, state, exceptions, waiver, waived_until
      FROM exception_coverage \(filter) ORDER BY flow_id, position
      """
    ).rows.map { row in
      let text = row.map(\.displayed)
      let isOver = text[7].map { $0 < "\(today)" } ?? false
      var state = text[4].flatMap(State.init) ?? .unconsidered
      if state == .waived, isOver { state = .unconsidered }
      return Cell(
        flow: text[0] ?? "", name: text[1] ?? "", position: text[2].flatMap { Int($0) } ?? 0,
        failure: text[3] ?? "", state: state, exceptions: text[5], waiver: isOver ? nil : text[6])
    }
  }

  /// The grid with its legend and counts. A column is a class, known by its number, which the list below the grid
  /// spells out; a terminal that is too narrow gets the classes in several rows of columns.
  func text(width: Int?, style: Style) -> String {
    guard !cells.isEmpty else { return "" }
    let flows = names
    let widest = flows.map { DisplayWidth.of($0.label) }.max() ?? 0
    let whole = 3 * Catalogue.exceptionClasses.count + 1
    // Names give way as long as that keeps every class on one row.
    let margin = width.map { min(widest, $0 >= whole + 12 ? $0 - whole : max(4, min(32, $0 / 3))) } ?? widest
    let classes = Catalogue.exceptionClasses.count
    let rows = width.map { columns in
      let most = max(1, (columns - margin - 1) / 3)
      return (classes + most - 1) / most
    }
    // Rows of equal length.
    let perRow = (classes + (rows ?? 1) - 1) / (rows ?? 1)
    var text = ""
    for start in stride(from: 1, through: Catalogue.exceptionClasses.count, by: perRow) {
      let positions = start..<min(start + perRow, Catalogue.exceptionClasses.count + 1)
      if start > 1 { text += "\n" }
      let numbers = positions.map { Fitting.pad("\($0)", to: 3, alignRight: true) }.joined()
      text += style.paint(String(repeating: " ", count: margin) + numbers, .bold) + "\n"
      for flow in flows {
        text += Fitting.pad(Fitting.truncate(flow.label, to: margin), to: margin)
        for cell in cells where cell.flow == flow.ref && positions.contains(cell.position) {
          text += "  " + style.paint(cell.state.letter, cell.state.looks)
        }
        text += "\n"
      }
    }
    return text + "\n" + legend(style) + "\n" + checklist(width)
  }

  private var names: [(ref: String, label: String)] {
    var seen: Swift.Set<String> = []
    return cells.filter { seen.insert($0.flow).inserted }.map {
      ($0.flow, Visible.line("\($0.flow) \($0.name)"))
    }
  }

  /// Each letter with its meaning and how often it stands in the grid.
  private func legend(_ style: Style) -> String {
    var text = ""
    for state in State.allCases {
      let count = Fitting.pad("\(cells.count { $0.state == state })", to: 5, alignRight: true)
      text += "\(style.paint(state.letter, state.looks)) \(count)  \(state.rawValue): \(state.meaning)\n"
    }
    return text
  }

  /// The numbers of the classes, in as many columns as fit.
  private func checklist(_ width: Int?) -> String {
    let words = Catalogue.exceptionClasses.enumerated().map {
      Fitting.pad("\($0 + 1)", to: 2, alignRight: true) + " " + $1
    }
    let column = (words.map(\.count).max() ?? 0) + 2
    let across = max(1, (width ?? 120) / column)
    let down = (words.count + across - 1) / across
    return (0..<down).map { row in
      let line = stride(from: row, to: words.count, by: down).map { Fitting.pad(words[$0], to: column) }
        .joined()
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}

extension CoverageGrid.Cell {
  /// The cell on a line of its own.
  var line: String {
    let because = [exceptions, waiver].compactMap { $0 }.joined(separator: ", ")
    return "\(flow) \(failure): \(state.rawValue)\(because.isEmpty ? "" : " (\(because))")"
  }

  var json: Node {
    Node(object: [
      ("ref", Node(flow)), ("flow", Node(flow)), ("name", Node(name)), ("position", Node(position)),
      ("class", Node(failure)), ("state", Node(state.rawValue)),
      ("exceptions", Node((exceptions?.split(separator: ",") ?? []).map { Node(String($0).trimmed) })),
      ("waiver", Node(waiver)),
    ])
  }
}
