import Diagnostics
import Foundation
import Testing

@Suite("The commands and the folder they are run in")
struct FileCommandTests {
  /// A folder of its own for one test.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID().uuidString)").path
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func write(_ name: String, _ text: String) throws {
      try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
  }

  private let folder: Folder

  init() throws { folder = try Folder() }

  private func stage(_ variables: [String: String] = [:], input: String = "") throws -> Stage {
    try Stage(input: input, directory: folder.path, inMemory: false, variables: variables)
  }

  @Test("make a workbook and find the only one here")
  func initialise() throws {
    let outcome = try stage().run("init acme.plumb --name 'Billing to accounting' --client Acme")
    #expect(outcome.status == .done)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.hasPrefix("Made acme.plumb."))
    let other = try stage()
    #expect(try other.run("add system Stripe").out == "stripe\n")
    let history = try other.run("history --json").json()
    #expect(history.first?["summary"] == "init acme.plumb --name 'Billing to accounting' --client Acme")
    #expect(try other.run("list engagement --json").json()[0]["client"] == "Acme")
  }

  @Test("name a workbook after its file when nothing else is said")
  func unnamed() throws {
    let stage = try stage()
    try stage.play("init acme.plumb")
    #expect(try stage.run("show engagement --json").json()[0]["name"] == "acme")
  }

  @Test(
    "leave nothing behind when a workbook cannot begin",
    arguments: ["--said-by nobody", "--workshop W-1", "--deadline soon", "--sponsor ana"])
  func refusedInit(option: String) throws {
    let outcome = try stage().run("init acme.plumb \(option)")
    #expect(outcome.status == .usage)
    #expect(folder.names.isEmpty)
    #expect(try stage().run("init acme.plumb").status == .done)
  }

  @Test("make no workbook over another")
  func twice() throws {
    try stage().play("init acme.plumb --name First")
    let outcome = try stage().run("init acme.plumb --name Second")
    #expect(outcome.status == .data)
    #expect(try stage().run("show engagement --json").json()[0]["name"] == "First")
  }

  @Test("say how to begin where there is no workbook")
  func noWorkbook() throws {
    let outcome = try stage().run("status")
    #expect(outcome.status == .usage)
    #expect(outcome.err.contains("There is no workbook here."))
    #expect(outcome.err.contains("plumbline init"))
  }

  @Test("ask which, where there are several, and take the one that is named")
  func several() throws {
    try stage().play("init a.plumb\ninit b.plumb")
    let outcome = try stage().run("list system")
    #expect(outcome.status == .usage)
    #expect(
      outcome.err.contains("2 workbooks") && outcome.err.contains("a.plumb")
        && outcome.err.contains("--workbook"))
    #expect(try stage().run("show engagement --json --workbook b.plumb").json()[0]["name"] == "b")
    #expect(try stage(["PLUMBLINE_WORKBOOK": "a.plumb"]).run("show engagement --json").json()[0]["name"] == "a")
    #expect(
      try stage(["PLUMBLINE_WORKBOOK": "a.plumb"]).run("show engagement --json -w b.plumb").json()[0]["name"]
        == "b")
    #expect(try stage().run("status -w c.plumb").status == .data)
  }

  @Test("refuse what is no workbook with status 3, and do not touch it")
  func notOurs() throws {
    try folder.write("notes.plumb", "Dear Sir or Madam")
    let outcome = try stage().run("list system")
    #expect(outcome.status == .data)
    #expect(outcome.err.contains("not a Plumbline workbook"))
    #expect(try String(contentsOfFile: folder.path + "/notes.plumb", encoding: .utf8) == "Dear Sir or Madam")
    #expect(folder.names == ["notes.plumb"])
  }

  @Test("say who typed")
  func who() throws {
    for (variables, name) in [
      (["PLUMBLINE_USER": "jo", "USER": "ana"], "jo"), (["USER": "amy"], "amy"),
      (["USER": "", "LOGNAME": "kim"], "kim"),
      (["USER": "", "LOGNAME": ""], "unknown"),
    ] {
      let stage = try Stage(directory: folder.path, inMemory: false, variables: variables)
      try stage.play("init \(name).plumb")
      #expect(try stage.run("history --json -w \(name).plumb").json()[0]["who"]?.string == name)
    }
  }

  // MARK: Replay

  private static let capture = """
    # a workshop, as it was typed
    add system Stripe

    add person "Finance lead" --roles business-owner
    add system Stripe
    add system Xero
    """

  @Test("replay a capture up to the line that is refused, and go on from there")
  func replay() throws {
    try folder.write("kick-off.capture", Self.capture)
    let stage = try stage()
    try stage.play("init acme.plumb")
    let outcome = try stage.run("replay kick-off.capture")
    #expect(outcome.status == .usage)
    #expect(outcome.err.contains("There is a system `stripe` already"))
    #expect(outcome.err.contains("Line 5 of kick-off.capture was refused; the 2 before it are captured."))
    #expect(outcome.err.contains("at kick-off.capture:5"))
    #expect(outcome.err.contains("plumbline replay kick-off.capture --from 5"))
    #expect(outcome.out.isEmpty, "what was captured is in the history")
    #expect(try stage.run("replay kick-off.capture --from 6").status == .done)
    #expect(try stage.run("list system --json").json().count == 2)
    let summaries = try stage.run("history --json").json().compactMap { $0["summary"]?.string }
    #expect(
      summaries.dropFirst() == [
        "add system Stripe", "add person 'Finance lead' --roles business-owner", "add system Xero",
      ])
  }

  @Test("replay from standard input, into the workbook that is named")
  func standardInput() throws {
    try stage().play("init a.plumb\ninit b.plumb")
    let outcome = try stage(input: "add system Stripe\r\nadd risk -- --strange-name\r\n").run(
      "replay - --workbook b.plumb")
    #expect(outcome.status == .done, "\(outcome.err)")
    #expect(outcome.err == "2 commands replayed.\n")
    #expect(try stage().run("list risk --json -w b.plumb").json()[0]["text"] == "--strange-name")
    #expect(try stage().run("list system --json -w a.plumb").json().isEmpty)
  }

  @Test(
    "replay no line that is not a command",
    arguments: [
      ("replay kick-off.capture", "cannot replay another"), ("frobnicate", "no command"),
      ("add system \"X", "kick-off.capture:1"),
      ("--help", "Line 1"), ("add", "one more word"),
    ])
  func badLine(line: String, hint: String) throws {
    try folder.write("kick-off.capture", line + "\n")
    let stage = try stage()
    try stage.play("init acme.plumb")
    let outcome = try stage.run("replay kick-off.capture")
    #expect(outcome.status == .usage)
    #expect(outcome.err.contains(hint), "\(outcome.err)")
    #expect(try stage.run("history --json").json().count == 1)
  }

  @Test("replay only text that is there")
  func noCapture() throws {
    try stage().play("init acme.plumb")
    #expect(try stage().run("replay none.capture").status == .data)
    try Data([0x61, 0xFF, 0xFE]).write(to: URL(filePath: folder.path + "/bad.capture"))
    let outcome = try stage().run("replay bad.capture")
    #expect(outcome.status == .data)
    #expect(outcome.err.contains("not UTF-8"))
  }

  @Test("copy a workbook safely")
  func backup() throws {
    try stage().play("init acme.plumb\nadd system Stripe\ndoctor --backup copy.db")
    #expect(try stage().run("list system --json -w copy.db").json().count == 1)
  }

  @Test("overlay the method with the folder beside the workbook")
  func overlay() throws {
    try stage().play("init acme.plumb\nadd system Stripe")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/method/gaps", withIntermediateDirectories: true)
    try folder.write(
      "method/gaps/system-unloved.sql",
      """
      /*
      title: nobody loves it
      severity: minor
      dimension: context
      about: system
      whom: anybody
      message: "Nobody loves {about}."
      question: Who loves {about}?
      why: A team's own.
      remedy: plumbline set {about} --purpose TEXT
      examples:
        - {capture: add system A, finds: [a]}
        - {capture: add system A --purpose love, finds: []}
      */
      SELECT ref AS about FROM system WHERE purpose IS NULL
      """)
    let found = try stage().run("check system-unloved --json").json()
    #expect(found.map { $0["message"] } == ["Nobody loves stripe."])
    #expect(try stage().run("gaps test system-unloved").status == .done)
    try folder.write("method/gaps/broken.sql", "SELECT 1")
    let outcome = try stage().run("check")
    #expect(outcome.status == .data)
    #expect(outcome.err.contains("method/gaps/broken.sql:1"))
    #expect(try stage().run("doctor").status == .data)
  }
}
