public import Diagnostics
import Files
import Formats

extension DataTables {
  /// Writes each table as CSV (RFC 4180, UTF-8), whole or not at all; nothing known is an empty cell. Answers
  /// the paths.
  ///
  /// A text that a spreadsheet would run as a formula gets an apostrophe before it: `CSV.guarded` says
  /// which. The JSON has every text as it was captured.
  public func writeCSV(to folder: String) throws(Diagnostic) -> [String] {
    try eachFile(in: folder, ending: "csv") { (table, file) throws(Diagnostic) in
      var kinds: [Column.Kind] = []
      try fill(table) { (columns) throws(Diagnostic) in
        kinds = columns.map(\.style.kind)
        try file.write(Array(CSV.write([columns.map { CSV.guarded($0.title) }]).utf8))
      } row: { (values) throws(Diagnostic) in
        try file.write(Array(CSV.write([zip(values, kinds).map { $0.guarded(as: $1) }]).utf8))
      }
    }
  }

  /// Writes each table as JSON: an object with `title`, `columns` and `rows`, each row an object by column;
  /// null is nothing known. Answers the paths.
  public func writeJSON(to folder: String) throws(Diagnostic) -> [String] {
    try eachFile(in: folder, ending: "json") { (table, file) throws(Diagnostic) in
      var keys: [String] = []
      var kinds: [Column.Kind] = []
      var separator = "\n"
      try fill(table) { (columns) throws(Diagnostic) in
        keys = unique(columns.map(\.title))
        kinds = columns.map(\.style.kind)
        let head = [
          "{\"title\": \(JSON.write(Node(table.title)))",
          "\"columns\": \(JSON.write(Node(keys.map { Node($0) })))", "\"rows\": [",
        ]
        try file.write(Array(head.joined(separator: ",\n").utf8))
      } row: { (values) throws(Diagnostic) in
        let row = Node(object: keys.indices.map { (keys[$0], values[$0].node(as: kinds[$0])) })
        try file.write(Array((separator + JSON.write(row)).utf8))
        separator = ",\n"
      }
      try file.write(Array("\n]}\n".utf8))
    }
  }

  private func eachFile(
    in folder: String, ending: String, _ body: (Table, Replacement) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> [String] {
    var paths: [String] = []
    for table in tables {
      let path = Files.join(folder, "\(table.name).\(ending)")
      let file = try Replacement(path)
      try body(table, file)
      try file.commit()
      paths.append(path)
    }
    return paths
  }
}

/// Names of which no two are the same: the second of a kind gets a number.
private func unique(_ names: [String]) -> [String] {
  var used: Set<String> = []
  return names.map { wanted in
    var name = wanted
    var number = 2
    while !used.insert(name).inserted {
      name = "\(wanted) \(number)"
      number += 1
    }
    return name
  }
}

extension QueryValue {
  /// As text; nil for nothing.
  func plain(as kind: Column.Kind) -> String? {
    switch self {
    case .null: nil
    case .integer(let number): kind == .flag ? flagWord(number) : String(number)
    case .real(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
    case .text(let text): text
    }
  }

  /// As a cell of CSV. A number is one, whatever sign it begins with.
  fileprivate func guarded(as kind: Column.Kind) -> String {
    guard case .text(let text) = self else { return plain(as: kind) ?? "" }
    return CSV.guarded(text)
  }

  /// As JSON; a yes or no is true or false.
  fileprivate func node(as kind: Column.Kind) -> Node {
    switch self {
    case .null: .null
    case .integer(let number): kind == .flag ? Node(number != 0) : Node(Int(number))
    case .real(let number): Node(number)
    case .text(let text): Node(text)
    }
  }
}
