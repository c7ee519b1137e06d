import Diagnostics

/// What a filling is for: what it need not run is left out.
enum Purpose {
  /// Everything is written.
  case write
  /// Only headings and anchors are wanted.
  case survey
  /// Only diagrams are wanted.
  case gatherDrawings
}

/// Fills templates: every query and placeholder is replaced by what it yields, in the tree, and the
/// result goes to a writer as it comes.
final class Filler<Writer: DocumentWriter> {
  var writer: Writer

  private let partials: [String: Partial]
  private let source: any QuerySource
  private let purpose: Purpose
  private let openPoints: OpenPoints
  /// The names of people, which say more than their references.
  private let people: [String: String]
  /// The columns of queries that ran before: a partial's queries are run once a row.
  private var known: [Place: (aliases: [String], columns: [Column])] = [:]
  /// For a survey, queries narrowed before; see `narrowed`.
  private var narrow: [Place: String?] = [:]
  /// A list that the next block may continue: one partial a row makes one list, not many.
  private var list: List<Never>?

  init(
    partials: [String: Partial], source: any QuerySource, writer: Writer, purpose: Purpose = .write,
    openPoints: OpenPoints = OpenPoints(), people: [String: String] = [:]
  ) {
    self.openPoints = openPoints
    self.people = people
    self.partials = partials
    self.source = source
    self.writer = writer
    self.purpose = purpose
  }

  /// Fills one template.
  func fill(_ template: Template, index: Int, scope: Scope) throws(Diagnostic) {
    try writer.begin(DocumentHead(template, index: index))
    try fill(template.parts, scope)
    try endList()
    try writer.endDocument()
  }

  func fill(_ parts: [Template.Part], _ scope: Scope) throws(Diagnostic) {
    for part in parts {
      switch purpose {
      case .write: break
      case .survey: if !part.mayAnchor(partials) { continue }
      case .gatherDrawings: if !part.mayDraw(partials) { continue }
      }
      switch part {
      case .block(let block): try write(fill(block, scope))
      case .query(let query): try fill(query, scope)
      }
    }
  }

  // MARK: Queries

  private func fill(_ query: Query, _ scope: Scope) throws(Diagnostic) {
    switch query.mode {
    case .table: try fillTable(query, scope)
    case .each(let name): try fillEach(query, partials[name]?.parts ?? [], scope)
    case .value: try fillValue(query, scope)
    case .diagram, .chart: try fillDrawing(query, scope)
    }
  }

  private func fillTable(_ query: Query, _ scope: Scope) throws(Diagnostic) {
    var statement = query.statement
    if purpose == .survey, let narrow = try narrowed(statement, scope) { statement.sql = narrow }
    var begun = false
    try run(statement, scope) { (columns, values) throws(Diagnostic) in
      if !begun {
        begun = true
        try endList()
        try writer.beginTable(TableHead(caption: query.caption.map(readable), columns: columns))
      }
      try writer.row(columns.indices.map { inlines(values[$0], columns[$0], in: columns, values) })
    }
    if begun {
      try writer.endTable()
    } else {
      try writeEmpty(query)
    }
  }

  /// The query with its anchors' columns alone, which may be much less work; nil when it has none.
  private func narrowed(_ statement: Statement, _ scope: Scope) throws(Diagnostic) -> String? {
    if let known = narrow[statement.place] { return known }
    var anchors: [String] = []
    let parameters = try scope.parameters(of: statement)
    do throws(Diagnostic) {
      try source.run(statement.sql, parameters: parameters) { (aliases) throws(Diagnostic) in
        for alias in aliases where try Column(alias, at: nil).style.kind == .anchor { anchors.append(alias) }
        return false
      } row: { _ in
      }
    } catch {
      throw statement.located(error)
    }
    let found = anchors.isEmpty ? nil : statement.narrowed(to: anchors)
    narrow[statement.place] = found
    return found
  }

  private func fillEach(_ query: Query, _ parts: [Template.Part], _ scope: Scope) throws(Diagnostic) {
    var filled = false
    let columns = try run(query.statement, scope) { (columns, values) throws(Diagnostic) in
      filled = true
      try fill(parts, scope.adding(columns, values))
    }
    if filled { return }
    if purpose == .write {
      let nothing = scope.adding(columns, columns.map { _ in .null })
      try Filler<NoWriter>(partials: partials, source: source, writer: NoWriter()).fill(parts, nothing)
    }
    if let empty = query.empty { try write(.paragraph([.text(readable(empty))])) }
  }

  private func fillValue(_ query: Query, _ scope: Scope) throws(Diagnostic) {
    let (columns, values) = try oneRow(query.statement, scope)
    try write(
      .figures(
        columns.indices.map { index in
          let column = columns[index]
          return Figure(
            title: column.title, source: index < query.sources.count ? query.sources[index] : nil,
            value: inlines(values[index], column, in: columns, values))
        }))
  }

  /// A value of a row.
  private func inlines(_ value: QueryValue, _ column: Column, in columns: [Column], _ values: [QueryValue])
    -> [Inline<Never>]
  {
    named(openPoints.inlines(value, column) { columns.about(column, values) })
  }

  private func fillDrawing(_ query: Query, _ scope: Scope) throws(Diagnostic) {
    var rows = DrawingRows(query.statement)
    let columns = try run(query.statement, scope) { (_, values) throws(Diagnostic) in rows.add(values) }
    let content: Picture.Content
    switch query.mode {
    case .chart(let kind):
      let (needed, possible) = ChartRows.columns(kind)
      try rows.take(columns, of: "\(kind.rawValue) chart", needed: needed, possible: possible)
      guard try isDrawable(rows, query) else { return }
      content = .chart(
        try ChartRows.chart(
          kind, rows, unit: query.unit.map(readable), blank: query.blank.map(readable)))
    case .diagram, .table, .each, .value:
      try rows.take(columns, of: "diagram", needed: DiagramRows.needed, possible: DiagramRows.possible)
      guard try isDrawable(rows, query) else { return }
      content = .graph(try DiagramRows.graph(rows, direction: query.direction))
    }
    try write(.drawing(Picture(content: content, caption: query.caption.map(readable))))
  }

  /// Whether there is something to draw, and not too much of it; says so in its place if not.
  private func isDrawable(_ rows: DrawingRows, _ query: Query) throws(Diagnostic) -> Bool {
    if rows.isTooMany {
      let said = "There are more than \(DrawingRows.most) things to draw here, too many for one drawing."
      try write(.paragraph([.text(said)]))
      return false
    }
    if rows.rows.isEmpty { try writeEmpty(query) }
    return !rows.rows.isEmpty
  }

  private func writeEmpty(_ query: Query) throws(Diagnostic) {
    if query.empty?.isEmpty == true { return }
    try write(.paragraph([.text(readable(query.empty ?? "None recorded."))]))
  }

  /// The one row of a query; of a query without rows, one of nothing but nulls.
  private func oneRow(
    _ statement: Statement, _ scope: Scope
  ) throws(Diagnostic) -> (columns: [Column], values: [QueryValue]) {
    var found: [QueryValue]?
    let columns = try run(statement, scope) { (_, values) throws(Diagnostic) in
      guard found == nil else {
        throw Diagnostic(
          "several-rows", "The query yields several rows where one value stands.", at: statement.place,
          notes: ["End it with `limit 1`, or use `sql table`."])
      }
      found = values
    }
    return (columns, found ?? columns.map { _ in .null })
  }

  /// Runs a statement; errors get the place of the statement in its template.
  @discardableResult
  private func run(
    _ statement: Statement, _ scope: Scope,
    each: ([Column], [QueryValue]) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> [Column] {
    let parameters = try scope.parameters(of: statement)
    var columns: [Column] = []
    do throws(Diagnostic) {
      try source.run(statement.sql, parameters: parameters) { (aliases) throws(Diagnostic) in
        columns = try self.columns(aliases, of: statement)
        return true
      } row: { (values) throws(Diagnostic) in
        try each(columns, values)
      }
    } catch {
      throw statement.located(error)
    }
    return columns
  }

  private func columns(_ aliases: [String], of statement: Statement) throws(Diagnostic) -> [Column] {
    if let known = known[statement.place], known.aliases == aliases { return known.columns }
    let columns = try statement.columns(aliases)
    known[statement.place] = (aliases, columns)
    return columns
  }

  // MARK: Blocks

  /// Writes a block, joining a list to the list just before it.
  private func write(_ block: Block<Never>) throws(Diagnostic) {
    guard case .list(let next) = block else {
      try endList()
      return try writer.write(block)
    }
    if let list, (list.start == nil) == (next.start == nil) {
      self.list?.items += next.items
      self.list?.tight = list.tight && next.tight
    } else {
      try endList()
      list = next
    }
  }

  private func endList() throws(Diagnostic) {
    guard let ended = list else { return }
    list = nil
    try writer.write(.list(ended))
  }

  private func fill(_ block: Block<Placeholder>, _ scope: Scope) throws(Diagnostic) -> Block<Never> {
    switch block {
    case .heading(let level, let inlines): return .heading(level: level, try fill(inlines, scope))
    case .paragraph(let inlines): return .paragraph(try fill(inlines, scope))
    case .list(let list):
      let items = try mapped(list.items) { (item) throws(Diagnostic) in
        try mapped(item) { (block) throws(Diagnostic) in try fill(block, scope) }
      }
      return .list(List(start: list.start, tight: list.tight, items: items))
    case .quote(let blocks):
      return .quote(try mapped(blocks) { (block) throws(Diagnostic) in try fill(block, scope) })
    case .code(let language, let text): return .code(language: language, text: text)
    case .rule: return .rule
    case .drawing(let picture): return .drawing(picture)
    case .table(let table): return .table(try fill(table, scope))
    case .figures(let figures):
      return .figures(
        try mapped(figures) { (figure) throws(Diagnostic) in
          Figure(title: figure.title, source: figure.source, value: try fill(figure.value, scope))
        })
    }
  }

  private func fill(_ table: Table<Placeholder>, _ scope: Scope) throws(Diagnostic) -> Table<Never> {
    let columns = try mapped(table.columns) { (column) throws(Diagnostic) in
      Table<Never>.Heading(title: try fill(column.title, scope), alignment: column.alignment)
    }
    let rows = try mapped(table.rows) { (row) throws(Diagnostic) in
      try mapped(row) { (cell) throws(Diagnostic) in try fill(cell, scope) }
    }
    return Table(columns: columns, rows: rows)
  }

  // MARK: Inlines

  private func fill(_ inlines: [Inline<Placeholder>], _ scope: Scope) throws(Diagnostic) -> [Inline<Never>] {
    var filled: [Inline<Never>] = []
    filled.reserveCapacity(inlines.count)
    for inline in inlines {
      switch inline {
      case .text(let text): filled.append(.text(readable(text)))
      case .code(let text): filled.append(.code(readable(text)))
      case .emphasis(let inner): filled.append(.emphasis(try fill(inner, scope)))
      case .strong(let inner): filled.append(.strong(try fill(inner, scope)))
      case .link(let to, let inner):
        let inner = try fill(inner, scope)
        // As in CommonMark a link holds no link: the inner ones, from values, are the more exact.
        if inner.contains(where: \.leadsSomewhere) {
          filled += inner
        } else {
          filled.append(.link(to: to, inner))
        }
      case .softBreak: filled.append(.softBreak)
      case .lineBreak: filled.append(.lineBreak)
      case .state(let state): filled.append(.state(state))
      case .reference(let ref): filled.append(.reference(ref))
      case .anchor(let ref): filled.append(.anchor(ref))
      case .pointer(let ref, let words, let note):
        filled.append(.pointer(to: ref, words: words, note: note))
      case .placeholder(let placeholder): filled += try fill(placeholder, scope)
      }
    }
    return filled
  }

  private func fill(_ placeholder: Placeholder, _ scope: Scope) throws(Diagnostic) -> [Inline<Never>] {
    switch placeholder.source {
    case .column(let name, let style):
      let found = try scope.find(name, at: placeholder.place, style: style)
      return named(openPoints.inlines(found.value, found.column) { found.about })
    case .statement(let statement):
      let (columns, values) = try oneRow(statement, scope)
      guard columns.count == 1 else {
        throw Diagnostic(
          "several-columns", "The query yields \(columns.count) columns where one value stands.",
          at: statement.place)
      }
      return inlines(values[0], columns[0], in: columns, values)
    }
  }

  /// References to people, by their names.
  private func named(_ inlines: [Inline<Never>]) -> [Inline<Never>] {
    if people.isEmpty { return inlines }
    var named = inlines
    for (index, inline) in inlines.enumerated() {
      if case .reference(let ref) = inline, let name = people[ref] {
        named[index] = .pointer(to: ref, words: name)
      }
    }
    return named
  }
}

/// `map` for closures with typed errors.
private func mapped<Element, Result>(
  _ elements: [Element], _ transform: (Element) throws(Diagnostic) -> Result
) throws(Diagnostic) -> [Result] {
  var results: [Result] = []
  results.reserveCapacity(elements.count)
  for element in elements { results.append(try transform(element)) }
  return results
}
