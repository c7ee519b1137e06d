import Catalogue
import Diagnostics
import Digests
import Foundation
import Formats
import Testing

@testable import Agreements
@testable import Database
@testable import Workbook

@Suite("The canonical form of a workbook")
struct CanonicalFormTests {
  @Test("groups facts into items as people approve them")
  func items() throws {
    let facts = try PlainFacts(Booth().workbook)
    func parts(_ ref: String) -> [String] { facts.items.first { $0.ref == ref }?.facts.map(\.ref) ?? [] }
    #expect(
      parts("invoice") == [
        "invoice", "stripe.invoice", "stripe.invoice.memo", "stripe.invoice.status", "stripe.invoice.total",
        "xero.Invoice", "xero.Invoice.Status", "xero.Invoice.Total",
      ])
    #expect(
      parts("xero") == ["xero", "xero.Contact", "xero.Invoice.Status=", "xero.Invoice.Status=AUTHORISED"])
    #expect(parts("F-1") == ["F-1", "SG-1"])
    #expect(parts("M-1") == ["M-1"])
    #expect(parts("P-1") == ["EF-1", "P-1", "ST-1"])
    let all = facts.items.flatMap { $0.facts.map(\.ref) }
    #expect(Set(all).count == all.count, "a fact is part of one item")
    #expect(Set(all) == Set(facts.facts.map(\.ref)))
  }

  @Test("does not hang on the order of capture, on ids, on who captured, or on the file's bytes")
  func independent() throws {
    let lines = Booth.scope.split(separator: "\n")
    // Numbered facts keep their order; the others may come in another.
    let other =
      lines[1] + "\n" + lines[0] + "\n" + lines[3] + "\n" + lines[2] + "\n"
      + lines.dropFirst(4).joined(separator: "\n")
    let (a, b) = (try Booth(), try Booth(String(other)))
    try b.play("set stripe --vendor x --said-by tom\nset stripe --clear vendor")
    #expect(try a.workbook.head() != b.workbook.head())
    #expect(try PlainFacts(a.workbook).digest == PlainFacts(b.workbook).digest)
    #expect(
      try PlainFacts(a.workbook).digest == PlainFacts(a.workbook.asOf(entry: a.workbook.head().seq)).digest)
  }

  static let edits: [(line: String, items: [String])] = [
    ("set stripe.invoice.memo --meaning x", ["invoice"]),
    ("set stripe.invoice.memo --clear meaning", ["invoice"]),
    ("set stripe --rate-limit 101", ["stripe"]), ("set M-1 --rule \"cents to units \\u00a0\"", ["M-1"]),
    ("set F-1 --enhancement-hours-per-year 12.50001", ["F-1"]),
    ("set xero.Contact --entity invoice", ["invoice", "xero"]),
    ("add field xero.Contact.Name", ["xero"]), ("set ana --email b@example.org", ["ana"]),
    ("set D-1 --about invoice", ["D-1"]), ("set D-1 --about F-1,invoice", ["D-1"]),
    ("add workshop Kick-off", []), ("add sign-off sponsor", []), ("set stripe --evidence document", []),
  ]

  @Test("changes with what is agreed, for exactly the items it is in", arguments: edits.indices)
  func changesItems(index: Int) throws {
    let booth = try Booth()
    let before = try PlainFacts(booth.workbook)
    try booth.play(Self.edits[index].line)
    let after = try PlainFacts(booth.workbook)
    let changed = after.items.filter { item in
      before.items.first { $0.ref == item.ref }?.digest != item.digest
    }.map(\.ref)
    #expect(changed == Self.edits[index].items)
    #expect((before.digest == after.digest) == changed.isEmpty)
    try booth.play("undo")
    #expect(try PlainFacts(booth.workbook).digest == before.digest)
  }
}

@Suite("Export and import")
struct ExportTests {
  /// A file that is gone when nobody needs it any more.
  private final class Scratch {
    let path = NSTemporaryDirectory() + "plumbline-\(UUID().uuidString).plumb"
    deinit { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
  }

  private let scratch = Scratch()

  private func copy(_ workbook: Workbook) throws -> (bytes: [UInt8], copy: Workbook) {
    let bytes = try Export.bytes(workbook)
    let path = scratch.path
    try Import(bytes, file: "a.json").makeWorkbook(path, at: Moment(seconds: 1_800_000_000))
    return (bytes, try Workbook.open(path, at: Moment(seconds: 1_800_000_000)))
  }

  @Test("give the same workbook again, with history, waivers, baselines, votes and conditions")
  func identity() throws {
    let booth = try Booth(
      Booth.scope + "\n" + Booth.voted
        + "\nwaive field-without-owner stripe.invoice.total --reason x\nset F-1 --owner tom\nundo\nset F-2 --owner tom"
    )
    let (bytes, copy) = try copy(booth.workbook)
    #expect(try Export.bytes(copy) == bytes)
    #expect(try copy.examine().isEmpty && Examination.problems(copy).isEmpty)
    #expect(try copy.journal() == booth.workbook.journal())
    #expect(try copy.history(of: "F-1") == booth.workbook.history(of: "F-1"))
    // It goes on where the other stopped: what stood can still be undone there, what is sealed cannot.
    let other = try Booth("undo", workbook: copy)
    #expect(try other.value("SELECT owner FROM flow WHERE ref = 'F-2'") == "")
    #expect(try other.run("undo").status == .done)
    #expect(try other.run("undo").err.contains("sealed"))
  }

  @Test("give the same workbook again, whatever was done to it", arguments: UInt64(1)...5)
  func anything(seed: UInt64) throws {
    var generator = SystemSeeded(state: seed)
    let booth = try Booth()
    let words = ["Żółw 🐢", "A\u{0301}\u{202E}x", "100%", "tab\tline", "0", "e\u{301}"]
    for _ in 0..<40 {
      let refs = try booth.workbook.references(
        beginning: "", kinds: ["field", "system", "flow", "mapping", "entity"])
      let ref = refs[Int(generator.next() % UInt64(refs.count))]
      let word = words[Int(generator.next() % UInt64(words.count))]
      switch generator.next() % 6 {
      case 0: _ = try booth.run("undo")
      case 1: _ = try booth.run("redo")
      case 2: _ = try booth.run("remove '\(ref)' --detach")
      case 3: _ = try booth.run("add question '\(word)' --about '\(ref)'")
      case 4: _ = try booth.run("add debt '\(word)' --hours-per-month 0.\(generator.next() % 1000)")
      default: _ = try booth.run("set '\(ref)' --owner tom --definition '\(word)'")
      }
    }
    let (bytes, copy) = try copy(booth.workbook)
    #expect(try Export.bytes(copy) == bytes)
    #expect(try copy.examine().isEmpty)
  }

  private struct SystemSeeded {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }

  static let wrong: [(name: String, code: String, edit: @Sendable (String) -> String)] = [
    ("another file", "not-an-export", { _ in "{\"a\": 1}" }),
    ("a list", "not-an-export", { _ in "[1]" }),
    (
      "a newer format", "export-too-new",
      { $0.replacingOccurrences(of: "\"version\": 1", with: "\"version\": 9") }
    ),
    ("another schema", "other-schema", { $0.replacingOccurrences(of: "\"schema\": 1", with: "\"schema\": 7") }),
    ("half of it", "truncated", { String($0.prefix($0.count / 2)) }),
    (
      "an entry edited", "journal-altered",
      { $0.replacingOccurrences(of: "\"who\":\"ana\"", with: "\"who\":\"eve\"") }
    ),
    (
      "a fact edited", "facts-do-not-follow", { $0.replacingOccurrences(of: "cents to units\",", with: "x\",") }
    ),
    (
      "a fact less", "facts-do-not-follow",
      { text in
        var lines = text.components(separatedBy: "\n")
        let first = lines.firstIndex { $0.hasPrefix("{\"attributes\"") }!
        lines.remove(at: first)
        return lines.joined(separator: "\n")
      }
    ),
    (
      "another digest", "facts-do-not-follow",
      { text in
        let start = text.range(of: "\"digest\": \"")!.upperBound
        return text.replacingCharacters(in: start..<text.index(start, offsetBy: 4), with: "0000")
      }
    ),
    ("no journal", "bad-export", { $0.replacingOccurrences(of: "\"journal\": [", with: "\"diary\": [") }),
    ("a hash that is none", "bad-export", { $0.replacingOccurrences(of: "\"hash\":\"", with: "\"hash\":\"x") }),
    ("too deep", "too-deep", { _ in String(repeating: "[", count: 50) + String(repeating: "]", count: 50) }),
  ]

  @Test("refuse what is no export or was edited, with its place, and leave nothing", arguments: wrong.indices)
  func refusals(index: Int) throws {
    let text = String(decoding: try Export.bytes(Booth().workbook), as: UTF8.self)
    let edited = Self.wrong[index].edit(text)
    #expect(edited != text)
    let path = NSTemporaryDirectory() + "plumbline-\(UUID().uuidString).plumb"
    let error = #expect(throws: Diagnostic.self) {
      try Import(Array(edited.utf8), file: "a.json").makeWorkbook(path, at: Moment(seconds: 0))
    }
    #expect(error?.code == Self.wrong[index].code, "\(Self.wrong[index].name): \(String(describing: error))")
    #expect(error?.place?.file == "a.json" && error?.place?.line != nil)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("never write over a workbook")
  func exists() throws {
    let bytes = try Export.bytes(Booth().workbook)
    let path = NSTemporaryDirectory() + "plumbline-\(UUID().uuidString).plumb"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("mine".utf8).write(to: URL(filePath: path))
    let error = #expect(throws: Diagnostic.self) {
      try Import(bytes, file: "a.json").makeWorkbook(path, at: Moment(seconds: 0))
    }
    #expect(error?.code == "workbook-exists")
    #expect(try Data(contentsOf: URL(filePath: path)) == Data("mine".utf8))
  }

  @Test("a second program agrees with every digest and every hash, and finds one that is wrong")
  func secondImplementation() throws {
    let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(
      where: FileManager.default.isExecutableFile)
    guard let python else {
      print("notice: there is no python3; the second implementation of the canonical form was not asked.")
      return
    }
    let booth = try Booth(
      Booth.scope + "\n" + Booth.voted
        + "\nset F-1 --owner tom\nbaseline create v2 --with-open-gaps --reason again")
    let text = String(decoding: try Export.bytes(booth.workbook), as: UTF8.self)
    for (edited, hint) in [
      (text, " 0 differences"),
      (text.replacingOccurrences(of: "cents to units\",", with: "else\","), "item M-1"),
      (
        text.replacingOccurrences(
          of: "\"at\":\"1970-01-01T00:00:00Z\"", with: "\"at\":\"1971-01-01T00:00:00Z\""), "entry 1:"
      ),
    ] {
      let path = NSTemporaryDirectory() + "plumbline-\(UUID().uuidString).json"
      defer { try? FileManager.default.removeItem(atPath: path) }
      try Data(edited.utf8).write(to: URL(filePath: path))
      let process = Process()
      process.executableURL = URL(filePath: python)
      process.arguments = [Booth.root + "/Sources/Agreements/SignOff/check.py", path]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == (edited == text ? 0 : 1), "\(said)")
      #expect(said.contains(hint), "\(said)")
    }
  }
}
