import Diagnostics
import Files
import Foundation
import Testing

@testable import Documents

@Suite("A table on paper")
struct PaperTests {
  /// A fit for so many columns whose values have so many letters; the first is the reference.
  private func fit(_ columns: Int, letters: Int, keys: Int = 1) throws -> PaperFit {
    let heads = try (0..<columns).map { try Column($0 < keys ? "R\($0):anchor" : "C\($0)", at: nil) }
    let cell: [Inline<Never>] = [.text(String(repeating: "x", count: letters))]
    let row = Array(repeating: cell, count: columns)
    return PaperFit(heads, heads.indices.map { ColumnSize($0, of: [row]) })
  }

  @Test("is upright, turned, or in parts, as it needs", arguments: [(5, 9, 0), (8, 18, 1), (36, 12, 2)])
  func kinds(columns: Int, letters: Int, kind: Int) throws {
    let found =
      switch try fit(columns, letters: letters) {
      case .upright: 0
      case .turned: 1
      case .parts: 2
      }
    #expect(found == kind)
  }

  @Test(
    "in parts repeats what tells its rows apart, and has every other column once",
    arguments: [(16, 18, 1), (36, 12, 1), (36, 40, 2), (80, 6, 3)])
  func parts(columns: Int, letters: Int, keys: Int) throws {
    let parts = try fit(columns, letters: letters, keys: keys).parts
    #expect(parts.count > 1)
    for part in parts { #expect(Array(part.prefix(keys)) == Array(0..<keys)) }
    #expect(parts.flatMap { $0.dropFirst(keys) } == Array(keys..<columns))
    let sizes = parts.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= parts.count, "no last column stands alone: \(sizes)")
  }

  @Test("gives a long text the room that short ones leave, and breaks no common word")
  func widths() throws {
    let titles = ["No.:anchor", "Class", "Why"]
    let rows: [[[Inline<Never>]]] = ["notification", "record"].map { word in
      [[.text("M-1")], [.text(word)], [.text(String(repeating: "because ", count: 20))]]
    }
    let sizes = titles.indices.map { ColumnSize($0, of: rows) }
    let fit = PaperFit(try titles.map { try Column($0, at: nil) }, sizes)
    #expect(fit == .upright)
    let widths = fit.widths([0, 1, 2], titles: ["No.", "Class", "Why"], sizes)
    #expect((95...100).contains(widths.reduce(0, +)), "\(widths) are per cent of the paper")
    #expect(widths[2] > 2 * widths[0] && widths[2] > 2 * widths[1])
    // At 118 letters to a line.
    #expect(widths[1] * 118 >= 12 * 100)
  }

  @Test("is turned where several long texts would be columns of few words", arguments: [(1, 0), (3, 1)])
  func cramped(texts: Int, kind: Int) throws {
    let titles = ["No.:anchor", "Class", "Part", "State"] + (0..<texts).map { "Text \($0)" }
    let row: [[Inline<Never>]] =
      [[.text("T-1")], [.text("normal")], [.text("one")], [.text("agreed")]]
      + Array(repeating: [.text(String(repeating: "because ", count: 15))], count: texts)
    let sizes = titles.indices.map { ColumnSize($0, of: [row]) }
    #expect((PaperFit(try titles.map { try Column($0, at: nil) }, sizes) == .turned) == (kind == 1))
  }

  @Test("says where a reference may be broken, but not on a screen")
  func breaks() throws {
    let source = Answers([
      "select 1": .init(columns: ["Field:ref"], rows: [["stripe.invoice.paid_at"]])
    ])
    let page = try pack("```sql table\nselect 1\n```", source: source)
    #expect(try page.document("page", as: .html).contains("<code>stripe.invoice.paid_at</code>"))
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).html").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try page.writePaper(to: file)
    let paper = try Files.text(file)
    #expect(paper.contains("<code>stripe.<wbr>invoice.<wbr>paid_<wbr>at</code>"))
    #expect(paper.contains("<colgroup><col class=y100></colgroup>"))
  }

  @Test("of a PDF's page comes in parts with heads and references, and the digest of the page on a screen")
  func page() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("paper-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let columns = ["Reference:anchor"] + (1...30).map { "Column \($0)" }
    let rows = (1...250).map { row in
      [.text("M-\(row)")] + (1...30).map { QueryValue.text("cell \(row).\($0)") }
    }
    let source = Answers(["select 1": .init(columns: columns, rows: rows)])
    let pack = try Documents.Pack(
      cover: Cover(title: "P"), templates: TemplateSet([template("## Invoice\n\n```sql table\nselect 1\n```")]),
      source: source)
    try pack.writePaper(to: folder + "/paper.html")
    let paper = try Files.text(folder + "/paper.html")
    let screen = try Files.text(try pack.write(.html, to: folder)[0])
    #expect(HTMLText(paper).unexpected == [])
    #expect(HTMLText(paper).ids.count == Set(HTMLText(paper).ids).count)
    let parts = paper.components(separatedBy: "<p class=pt>Invoice, part ").count - 1
    #expect(parts > 1)
    #expect(paper.components(separatedBy: "<th scope=col>Reference").count - 1 == parts)
    #expect(paper.components(separatedBy: ">M-250</").count - 1 == parts)
    #expect(paper.components(separatedBy: "<td>cell 250.30").count - 1 == 1)
    #expect(!paper.contains("data-parts=") && screen.contains(" data-parts=\"1 "))
    func digest(_ page: String) -> Substring? { page.firstMatch(of: /Digest (sha256:[0-9a-f]{64})/)?.1 }
    #expect(digest(paper) != nil && digest(paper) == digest(screen))
  }
}

@Suite("What a reader sees of a value")
struct ShownTests {
  @Test(
    "numbers have their thousands apart, whatever follows them",
    arguments: [
      ("999", "999"), ("1704", "1\u{202F}704"), ("161963", "161\u{202F}963"), ("-1704.5", "−1\u{202F}704.5"),
      ("20520 GBP", "20\u{202F}520 GBP"), ("47%", "47%"), ("2026-03-17", "2026-03-17"), ("0012345", "0012345"),
      ("1704abc", "1704abc"), ("", ""), ("-", "-"),
    ])
  func numbers(text: String, shown: String) {
    #expect(grouped(text) == shown)
  }

  @Test("numbers are one in every format, and right-aligned")
  func everywhere() throws {
    let source = Answers([
      "select 1": .init(columns: ["Hours:number", "Year"], rows: [[.integer(1704), .integer(2026)]])
    ])
    let pack = try pack("```sql table\nselect 1\n```\n\n```sql value\nselect 1\n```", source: source)
    let markdown = try pack.document("page", as: .markdown)
    #expect(markdown.contains("| --: | --- |\n| 1\u{202F}704 | 2026 |"))
    #expect(markdown.contains("| --: | --: |\n| **1\u{202F}704** | **2026** |"))
    #expect(try pack.document("page", as: .html).contains("<td>1\u{202F}704<td>2026"))
  }

  @Test("people are called by name, and the name leads to them")
  func people() throws {
    let source = Answers([
      "select 1": .init(columns: ["Owner:ref", "Others:refs"], rows: [["ana", "bo, nobody"]])
    ])
    let page = try template("## Ana `=a:anchor`\n\n```sql table\nselect 1\n```")
    let pack = try Documents.Pack(
      cover: Cover(title: "P"), templates: TemplateSet([page]), source: source, parameters: ["a": "ana"],
      people: ["ana": "Ana <Ruiz>", "bo": "Bo Chen"])
    let markdown = try pack.document("page", as: .markdown)
    #expect(markdown.contains("| [Ana \\<Ruiz>](page.md#ana-ana) | Bo Chen, `nobody` |"))
    #expect(try pack.document("page", as: .html).contains("<a class=l href=\"#ana\">Ana &lt;Ruiz&gt;</a>"))
  }

  @Test("days are not broken, and a missing state is no state")
  func days() throws {
    let source = Answers([
      "select 1": .init(columns: ["On", "State:state"], rows: [["2026-03-17", "—"], ["2026-99-17", "open"]])
    ])
    let html = try pack("```sql table\nselect 1\n```", source: source).document("page", as: .html)
    #expect(html.contains("<td><time>2026-03-17</time><td>—</tr>"))
    #expect(html.contains("<td>2026-99-17<td><b class=o>open</b>"))
  }
}

@Suite("What an engagement says of its looks")
struct EngagementLooksTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]

  @Test("is taken where the theme says nothing")
  func taken() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("looks-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Files.write(Self.png, to: folder + "/logo.png")
    var theme = Theme()
    #expect(theme.complete(logo: "logo.png", accent: "#7a1f5c", in: folder).isEmpty)
    #expect(theme.logo?.type == "image/png")
    #expect(theme.palette.css.contains("--accent:#7a1f5c"))
    #expect(theme.complete(logo: "other.png", accent: "#0a5a54", in: folder).isEmpty, "the first word counts")
    #expect(theme.palette.css.contains("--accent:#7a1f5c"))
  }

  @Test(
    "is left out where it cannot be used, and no file elsewhere is read",
    arguments: [
      ("../logo.png", nil), ("/etc/passwd", nil), ("a//b.png", nil), ("none.png", nil), ("", nil),
      (nil, "teal"), (nil, "#ffd400"), ("\0", nil),
    ] as [(String?, String?)])
  func refused(logo: String?, accent: String?) {
    var theme = Theme()
    #expect(theme.complete(logo: logo, accent: accent, in: "/tmp").count == 1)
    #expect(theme.logo == nil && !theme.isColoured)
  }
}
