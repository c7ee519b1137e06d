import Catalogue
import Foundation
import Testing
import Workbook

@testable import Commands

/// Every attribute of every kind holds every hostile text once, and the whole pack is made of it in every format
/// that is written here. Python's own readers, which share nothing with our writers, then look for anything that
/// could run, and for any row that has lost or won a cell.
@Suite("A pack of hostile texts")
struct HostilePackTests {
  private static let folder = FileManager.default.temporaryDirectory
    .appending(path: "hostile-\(UUID().uuidString)").path

  @Test("runs nothing, and breaks no table, link, drawing or sheet")
  func readBack() throws {
    defer { try? FileManager.default.removeItem(atPath: Self.folder) }
    let stage = try Stage(variables: ["PATH": Self.searchPath])
    try Self.furnish(stage.workbook)
    try Self.agree(stage)
    let stem = Self.folder.split(separator: "/").last ?? ""
    try Self.theme.replacing("hostile-logo.svg", with: stem + "-logo.svg")
      .write(toFile: Self.folder + "-theme.yaml", atomically: true, encoding: .utf8)
    try Self.logo.write(toFile: Self.folder + "-logo.svg", atomically: true, encoding: .utf8)
    defer {
      for end in ["-theme.yaml", "-logo.svg"] { try? FileManager.default.removeItem(atPath: Self.folder + end) }
    }
    let theme = "--theme '\(Self.folder)-theme.yaml'"
    let outcome = try stage.run("render --format md,html,xlsx,csv,json \(theme) --to '\(Self.folder)'")
    #expect(outcome.status == .done, "\(outcome.err)")
    try stage.play("render --format html --multi \(theme) --to '\(Self.folder)/site'")
    try Self.handOut(stage)
    // Some documents are enough: a browser and pandoc take minutes over all of this.
    let documents = "summary decisions exception-catalogue crosswalks"
    for (format, programs) in [("pdf", ["chromium", "weasyprint"]), ("docx", ["pandoc"])]
    where programs.contains(where: Self.isHere) {
      try stage.play("render \(documents) --format \(format) \(theme) --to '\(Self.folder)'")
    }
    var formats = ["md", "html", "xlsx", "csv", "json"]
    if ["chromium", "weasyprint"].contains(where: Self.isHere) { formats.append("pdf") }
    if Self.isHere("pandoc") { formats.append("docx") }
    let problems = try Self.problems(in: Self.folder, formats)
    #expect(problems.isEmpty, "\(problems)")
  }

  private static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""

  private static func isHere(_ program: String) -> Bool {
    searchPath.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  private static let logo = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>&lt;script&gt;</title><rect width="9" height="9"/></svg>
    """

  private static let theme = """
    logo: hostile-logo.svg
    logo-words: "\\" onload=alert(1) x='<script>alert(1)</script>"
    client: "</title><script>alert(1)</script> & =1+1"
    confidentiality: "</style><img src=x onerror=alert(1)> \\" ' } body { x: url(http://e.org) } &L&P"
    """

  /// A frozen version with hostile words, and votes on it with hostile conditions.
  private static func agree(_ stage: Stage) throws {
    let texts = [
      "=cmd|'/c calc'!A1", "</td><script>alert(1)</script>", "| a | b |", "[x](javascript:alert(1))",
      "a\n\n# b",
    ]
    let words = [
      "baseline", "create", "v1", "--with-open-gaps", "--reason", texts[0] + texts[1], "--note", texts[2],
    ]
    let frozen = stage.run(words: words)
    try #require(frozen.status == .done, "\(frozen.err)")
    let hostile = stage.run(words: [
      "baseline", "create", texts[1] + texts[3], "--with-open-gaps", "--reason", texts[4],
    ])
    try #require(hostile.status == .done, "\(hostile.err)")
    let person = try stage.workbook.reader().rows("SELECT ref FROM person ORDER BY id LIMIT 1").rows[0][0]
    let ref = try #require(person.displayed)
    for text in texts {
      let vote = stage.run(words: [
        "approve", "v1", "--as", ref, "--role", text, "--vote", "approve-with-conditions", "--meaning", text,
        "--condition", text, "--owner", ref, "--due", "2026-12-31",
      ])
      try #require(vote.status == .done, "\(vote.err)")
    }
    try stage.play("set \(ref) --title '<b>|`new'")
    let amended = stage.run(words: [
      "amendment", "create", texts[2] + texts[0], "--amends", "v1", "--reason", texts[1] + texts[2] + texts[3],
      "--requested-by", ref, "--with-open-gaps", "--gaps-reason", texts[4], "--note", texts[3], "--trials",
      "100",
    ])
    try #require(amended.status == .done, "\(amended.err)")
  }

  /// Every document that is made on request, beside the pack.
  private static func handOut(_ stage: Stage) throws {
    let sitting = try stage.workbook.reader().rows("SELECT ref FROM workshop ORDER BY id LIMIT 1").rows[0][0]
      .displayed
    for format in ["md", "html"] {
      try stage.play(
        """
        followups --format \(format) --to '\(folder)/followups.\(format)'
        workshop minutes \(sitting ?? "") --format \(format) --to '\(folder)/minutes.\(format)'
        amendment show --format \(format) --to '\(folder)/amendment.\(format)'
        diff v1 --format \(format) --to '\(folder)/changes.\(format)'
        """)
    }
    try stage.play("followups --format csv --to '\(folder)/followups.csv'")
    let packed = try stage.run("signoff pack v1 --format md,html,xlsx,csv,json --to '\(folder)/signed'")
    #expect(packed.status == .done, "\(packed.err)")
  }

  /// A fact of each kind for each text: each attribute has another text than its neighbour, and in the end all.
  private static func furnish(_ workbook: Workbook) throws {
    let texts = NaughtyStrings.seeds + NaughtyStrings.replaced.map(\.captured)
    var made: [String: [String]] = [:]
    var chance: UInt64 = 0
    for kind in Catalogue.kinds where kind.sealed == .nothing && kind != Catalogue.engagement {
      for index in texts.indices {
        var values: [String: FactValue?] = [:]
        for (place, attribute) in kind.attributes.enumerated() {
          values[attribute.name] = value(attribute, texts[(index + place * 7) % texts.count], index, made)
        }
        chance += 1
        // What our own rules refuse, such as a second fact of one name, is not captured and cannot come out.
        let by = Attribution(who: texts[index], at: Moment(seconds: 1_780_000_000), chance: chance)
        let fact = try? workbook.capture("hostile", by: by) {
          // A name that is no reference at all gets one; what stands under a system keeps its hostile name.
          if case .slug = kind.naming {
            try $0.add(kind, values, ref: "\(kind.name)-\(index)")
          } else {
            try $0.add(kind, values)
          }
        }
        if let ref = fact?.ref { made[kind.name, default: []].append(ref) }
      }
      #expect(made[kind.name, default: []].count > texts.count / 2, "\(kind.name) is hardly there")
    }
    try workbook.capture("engagement", by: Attribution(who: "x", at: Moment(seconds: 1_780_000_000), chance: 0))
    {
      for attribute in Catalogue.engagement.attributes where attribute.type == .text {
        try $0.set(workbook.fact("engagement"), [attribute.name: .text("</script>|`<b>")])
      }
    }
  }

  private static func value(
    _ attribute: Attribute, _ text: String, _ index: Int, _ made: [String: [String]]
  ) -> FactValue? {
    func found(_ kinds: [String]) -> String? {
      let refs = (kinds.isEmpty ? ["person", "system"] : kinds).flatMap { made[$0] ?? [] }
      return refs.isEmpty ? nil : refs[index % refs.count]
    }
    switch attribute.type {
    case .text: return .text(text)
    case .integer: return .integer(index)
    case .decimal: return .decimal(Double(index) / 3)
    case .date: return .text("2026-03-31")
    case .flag: return .flag(index % 2 == 0)
    case .email: return .text("x<b>|`@e.example")
    case .choice(let words), .choices(let words): return .text(words[index % words.count])
    case .reference(let kinds), .references(let kinds): return found(kinds).map { .references([$0]) }
    }
  }

  private static func problems(in folder: String, _ formats: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-B", #filePath.replacing("HostilePackTests.swift", with: "read_pack.py"), folder,
      formats.joined(separator: ","),
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }
}
