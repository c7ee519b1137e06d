import Agreements
import Catalogue
import CommandLineKit
import Commands
import Diagnostics
import Foundation
import Gaps
import Method
import Terminal
import Testing
import Workbook

@testable import Workshops

/// A room with a workbook in it, and somebody who answers.
final class Room {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let library = MethodLibrary(builtIn: root, overlay: nil)
  static let gaps = Result { try GapSet(library) }
  static let scripts = Result { try Script.all(library, gaps.get()) }
  /// Friday 13 March 2026, as the sample has it.
  static let today = 1_773_388_800

  let workbook: Workbook
  var seconds = Room.today
  private var drawn: UInt64 = 7
  private let file: String?

  /// A room with a workbook of these commands.
  init(_ lines: String = "") throws {
    workbook = try .inMemory()
    file = nil
    try workbook.capture("init", by: Attribution(who: "ana", at: Moment(seconds: 0), chance: 0)) {
      try $0.add(Catalogue.engagement, ["name": .text("Acme")])
    }
    try run(lines)
  }

  /// A room with the sample's workbook as its five sittings left it.
  init(sample: Void) throws {
    let copy = FileManager.default.temporaryDirectory.appending(path: "room-\(UUID().uuidString).plumb").path
    try FileManager.default.copyItem(atPath: Room.sampleFile.get(), toPath: copy)
    file = copy
    workbook = try .open(copy, at: Moment(seconds: Room.today))
  }

  deinit {
    if let file { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) } }
  }

  private static let sampleFile = Result { () throws -> String in
    let path = FileManager.default.temporaryDirectory.appending(path: "sample-\(UUID().uuidString).plumb").path
    let desk = Room.scene(workbook: nil, variables: ["PLUMBLINE_WORKBOOK": path])
    let folder = root + "/workshops/sample"
    let captures = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".capture")
    }
    var lines = [
      ["init", path, "--name", "Billing to accounting", "--client", "Merrowdale Software Ltd"],
      ["import", "openapi", folder + "/schemas/stripe.json", "--system", "stripe"],
      ["import", "openapi", folder + "/schemas/xero.yaml", "--system", "xero"],
    ]
    lines += captures.sorted().map { ["replay", folder + "/" + $0] }
    for line in lines { try #require(Plumbline.run(line, desk) == .done, "\(line)") }
    return path
  }

  private static func scene(workbook: Workbook?, variables: [String: String]) -> Scene {
    // Several commands share a clock that stands still: their chances must differ as those of processes do.
    var drawn = UInt64.random(in: 1...1 << 22)
    return Scene(
      Environment(
        streams: Streams(out: MemoryOutput().output, err: MemoryOutput().output), variable: { variables[$0] },
        now: { Moment(seconds: today) },
        chance: {
          drawn += 1
          return drawn << 40
        }, executable: root + "/.build/debug/plumbline", input: { () throws(Diagnostic) in [] }),
      workbook: workbook)
  }

  /// Runs commands as typed.
  func run(_ lines: String) throws {
    let scene = Room.scene(workbook: workbook, variables: [:])
    for line in lines.split(separator: "\n") {
      let words = try ShellWords.split(String(line)).map(\.text)
      try #require(words.isEmpty || Plumbline.run(words, scene) == .done, "\(line)")
    }
  }

  func world(_ prompter: any Prompter) throws -> InterviewWorld {
    var world = InterviewWorld(
      workbook: workbook, gaps: try Room.gaps.get(), prompter: prompter,
      attribution: { said in
        self.drawn += 1
        return Attribution(
          who: "ben", at: Moment(seconds: self.seconds), chance: self.drawn << 33 | 12_345, saidBy: said,
          workshop: self.sitting)
      }, seconds: { self.seconds }, today: Moment(seconds: Room.today).day)
    world.prepare = { reader, sql in
      if sql.contains("superseded_item") || sql.contains("open_gap") {
        try StandingApproval.provide(self.workbook, to: reader)
      }
      if sql.contains("open_gap") {
        try reader.provide(
          try world.gaps.findings(reader, today: world.today) { _ in
            try reader.provide("estimate_figure", columns: "name, value", rows: [])
          })
      }
      if sql.contains("estimate_") {
        try reader.provide(
          "estimate_total", columns: "name, hours, days, cost, weeks", rows: [["p50", 400, 50, .null, 9]])
      }
    }
    return world
  }

  /// The reference of the sitting that was begun.
  private(set) var sitting: String?

  /// Begins a sitting of a script.
  func begin(_ name: String, about: String? = nil, _ prompter: any Prompter) throws -> Interview {
    let script = try #require(try Room.scripts.get().first { $0.name == name })
    return try begin(script, about: about, prompter)
  }

  func begin(_ script: Script, about: String? = nil, _ prompter: any Prompter) throws -> Interview {
    var plan = Sitting.Plan()
    plan.about = try about.map { try workbook.fact($0) }
    let begun = try Sitting.begin(
      script, plan, workbook, by: Attribution(who: "ben", at: Moment(seconds: seconds), chance: 99 << 33),
      summary: "workshop start \(script.name)")
    sitting = begun.fact.ref
    return try Interview(script, begun, world(prompter))
  }

  /// The same sitting, as another process would go on with it.
  func resume(_ script: Script, _ prompter: any Prompter) throws -> Interview {
    let fact = try workbook.fact(try #require(sitting))
    let sitting = try #require(try Sitting(fact.id, workbook, workbook.reader()))
    return try Interview(script, sitting, world(prompter))
  }

  /// One value of one row, as text.
  func value(_ sql: String) throws -> String? {
    try workbook.reader().rows(sql).rows.first?.first?.displayed
  }

  func value(_ attribute: String, of ref: String) throws -> String? {
    try workbook.record(workbook.fact(ref)).value(attribute)?.words
  }
}

/// A script with one section of these items.
func script(_ items: String, about: String? = nil, exit: String = "") throws -> Script {
  let indented = items.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + $0 }
    .joined(separator: "\n")
  let text = """
    title: A talk
    purpose: To see what is asked.
    minutes: 10
    \(about.map { "about: \($0)" } ?? "# about the scope")
    roles: {sponsor: decides}
    sections:
      - title: One
        purpose: To ask.
        minutes: 10
        exit: [\(exit)]
        items:
    \(indented)
    """
  return try Script(
    MethodFile(section: .workshops, name: "talk", path: "talk.yaml", text: text), Room.gaps.get())
}

/// Answers in order, each to the question that is expected; fails on one that nobody asked for or that differs.
final class ScriptedPrompter: Prompter {
  struct Line {
    var question: String
    var reply: Reply
  }

  private var lines: [Line]
  private(set) var prompts: [Prompt] = []
  private(set) var said: [Message] = []

  /// Pairs of a part of the question and the line that is typed.
  init(_ lines: [(String, String)]) { self.lines = lines.map { Line(question: $0.0, reply: .line($0.1)) } }

  init(replies: [(String, Reply)]) { lines = replies.map { Line(question: $0.0, reply: $0.1) } }

  func ask(_ prompt: Prompt) throws -> Reply {
    prompts.append(prompt)
    guard !lines.isEmpty else {
      Issue.record("nobody answers: \(prompt.question)")
      return .ended
    }
    let line = lines.removeFirst()
    if !prompt.question.contains(line.question) {
      Issue.record("asked: \(prompt.question)\nexpected: \(line.question)")
      return .ended
    }
    return line.reply
  }

  func say(_ message: Message) { said.append(message) }

  /// The words of what was said, as one text.
  var talk: String {
    said.map { message in
      switch message {
      case .heading(let title, _, _): "# \(title)"
      case .text(let text), .note(let text): text
      case .refusal(let text, let notes): ([text] + notes).joined(separator: "\n")
      case .table(let title, _, let rows): "\(title): \(rows.count) rows"
      case .tests(let title, let tests): "exit \(title): \(tests.filter { !$0.open.isEmpty }.map(\.gap))"
      }
    }.joined(separator: "\n")
  }

  var left: Int { lines.count }
}

/// The attendance that every sitting begins with, left open.
let nobodyHere = [("Who leads", "-"), ("Who types", "-"), ("Who else", "-")]

/// A folder of its own for one test, gone with it.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}
