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
    let stage = try Stage()
    try Self.furnish(stage.workbook)
    let outcome = try stage.run("render --format md,html,xlsx,csv,json --to '\(Self.folder)'")
    #expect(outcome.status == .done, "\(outcome.err)")
    let problems = try Self.problems(in: Self.folder)
    #expect(problems.isEmpty, "\(problems)")
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

  private static func problems(in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-B", #filePath.replacing("HostilePackTests.swift", with: "read_pack.py"), folder,
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
