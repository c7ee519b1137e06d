import Foundation
import Testing

/// What files a pack is, on any machine and whatever happens while they are written.
@Suite("The files of a pack")
struct PackFilesTests {
  private static let scope = """
    add person "Finance lead" --roles business-owner --email f@example.org
    add system Stripe --interface rest --business-owner finance-lead
    add system Xero --interface rest
    add representation stripe.invoice --grain "one per billing period"
    add representation xero.Invoice
    add field stripe.invoice.total --type integer --required
    add field xero.Invoice.Total --type decimal
    add entity Invoice --system-of-record stripe --match-key "İ, ß and number"
    link invoice stripe.invoice xero.Invoice
    map stripe.invoice.total xero.Invoice.Total --transform format --rule "cents to 1,5 units" --state agreed
    add flow "Paid invoices" --entity invoice --source stripe --target xero
    set engagement --team-size 2 --focus-hours-per-week 24.5 --hourly-rate 95.5 --deadline 2027-05-29
    """

  private func program() throws -> Program {
    var program = try Program()
    program.variables["PLUMBLINE_METHOD"] = BrowserTools.root.path
    try Data(Self.scope.utf8).write(to: URL(filePath: program.folder.child("scope.capture")))
    try #require(try program.run("replay", "scope.capture").status == 0)
    return program
  }

  private static func isHere(_ name: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  /// The bytes of every file in a folder and below it, by their paths.
  private func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
        files[name] = try Data(contentsOf: URL(filePath: path))
      }
    }
    return files
  }

  @Test("are the same bytes in another time zone, locale, folder and home, for another user, on one processor")
  func sameBytes() throws {
    var program = try program()
    var formats = "md,html,xlsx,csv,json"
    if Self.isHere("chromium") || Self.isHere("weasyprint") { formats += ",pdf" }
    if Self.isHere("pandoc") { formats += ",docx" }
    program.variables.merge(["TZ": "UTC", "LC_ALL": "C", "PLUMBLINE_USER": "ana"]) { $1 }
    let first = try program.run("render", "--format", formats, "--to", "one")
    try #require(first.status == 0, "\(first.err)")
    let site = try program.run("render", "--format", "html", "--multi", "--to", "one/site")
    try #require(site.status == 0, "\(site.err)")
    program.variables.merge(
      [
        "TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8",
        "PLUMBLINE_USER": "zoë", "USER": "zoe", "HOME": program.folder.path, "COLUMNS": "40",
      ]
    ) { $1 }
    let second = try program.shell(
      """
      mkdir -p elsewhere/deep && cp acme.plumb elsewhere/deep/ && touch -d 2001-01-01 elsewhere/deep/acme.plumb &&
      cd elsewhere/deep && umask 077 && taskset -c 0 "$plumbline" render --format \(formats) --to ../../two &&
      taskset -c 0 "$plumbline" render --format html --multi --to ../../two/site
      """)
    try #require(second.status == 0, "\(second.err)")
    let (one, two) = (try files(program.folder.child("one")), try files(program.folder.child("two")))
    #expect(one.keys.sorted() == two.keys.sorted())
    #expect(one.count > 40)
    for (name, bytes) in one { #expect(two[name] == bytes, "\(name) is another") }
  }

  @Test("are all there but for those whose program is missing, which is named with its package")
  func missingTools() throws {
    var program = try program()
    program.variables["PATH"] = program.folder.child("nothing")
    let outcome = try program.run("render", "--format", "all", "--to", "pack")
    #expect(outcome.status == 3)
    for words in ["`chromium`", "apt-get install weasyprint", "apt-get install pandoc", "graphviz"] {
      #expect(outcome.err.contains(words), "\(words): \(outcome.err)")
    }
    let names = try files(program.folder.child("pack")).keys
    #expect(names.contains("README.md") && names.contains("index.html") && names.contains("acme.xlsx"))
    #expect(names.contains("tables/system.csv") && names.contains("tables/system.json"))
    #expect(!names.contains { $0.hasSuffix(".pdf") || $0.hasSuffix(".docx") })
  }

  @Test("are each the old one or the new one when the program is killed", arguments: [150, 400, 900, 1800])
  func killed(milliseconds: UInt32) throws {
    let program = try program()
    try #require(try program.run("render", "--format", "md,html,csv", "--to", "pack").status == 0)
    let old = try files(program.folder.child("pack"))
    try #require(try program.run("add", "system", "Later").status == 0)
    try #require(try program.run("render", "--format", "md,html,csv", "--to", "new").status == 0)
    let new = try files(program.folder.child("new"))
    let process = program.process(["render", "--format", "md,html,csv", "--to", "pack"])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(milliseconds * 1_000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let left = try files(program.folder.child("pack"))
    for (name, bytes) in left where old[name] != nil || new[name] != nil {
      #expect(bytes == old[name] || bytes == new[name], "\(name) is neither the old one nor the new one")
    }
    #expect(Set(left.keys).isSuperset(of: old.keys))
    try #require(try program.run("render", "--format", "md,html,csv", "--to", "pack").status == 0)
    #expect(try files(program.folder.child("pack")).filter { new[$0.key] != nil } == new)
  }

  @Test(
    "are whole or not there on a disk that is full, which is told",
    .enabled(if: SafetyTests.isRoot, "needs root, to mount a small disk"))
  func fullDisk() throws {
    let program = try program()
    let disk = try Mount(at: program.folder.child("disk"), "-t", "tmpfs", "-o", "size=256k", "tmpfs")
    let outcome = try program.run("render", "--format", "md,html,xlsx", "--to", "disk/pack")
    #expect(outcome.status == 3)
    #expect(outcome.err.contains("No space left") || outcome.err.contains("full"), "\(outcome.err)")
    try #require(try program.run("render", "--format", "md,html,xlsx", "--to", "whole").status == 0)
    let whole = try files(program.folder.child("whole"))
    for (name, bytes) in try files(program.folder.child("disk/pack")) {
      #expect(whole[name] == bytes, "\(name) is not whole")
    }
    withExtendedLifetime(disk) {}
  }

  @Test("are not written where a file stands in the way, which is told")
  func inTheWay() throws {
    let program = try program()
    try Data("Dear Sir".utf8).write(to: URL(filePath: program.folder.child("letter")))
    let outcome = try program.run("render", "--format", "html", "--to", "letter")
    #expect(outcome.status == 3)
    #expect(outcome.err.contains("letter"))
    #expect(try String(contentsOfFile: program.folder.child("letter"), encoding: .utf8) == "Dear Sir")
  }

  @Test("follow a template that is being written: rendered again, or told where it is wrong and left alone")
  func watch() throws {
    let program = try program()
    try #require(try program.run("template", "new", "risks").status == 0)
    let template = program.folder.child("method/templates/risks.md")
    let page = program.folder.child("pack/risks.md")
    let process = program.process(["render", "risks", "--format", "md", "--to", "pack", "--watch"])
    let talk = program.folder.child("talk")
    try Data().write(to: URL(filePath: talk))
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: URL(filePath: talk))
    try process.run()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    func wait(_ what: String, _ isSo: () -> Bool) throws {
      for _ in 0..<600 where !isSo() { usleep(100_000) }
      try #require(isSo(), "\(what): \((try? String(contentsOfFile: talk, encoding: .utf8)) ?? "")")
    }
    func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
    func rendered() -> Int { text(talk).components(separatedBy: "Rendered in").count - 1 }
    try wait("first") { rendered() == 1 }
    let source = text(template)
    try (source + "\n## Added\n").write(toFile: template, atomically: true, encoding: .utf8)
    try wait("second") { rendered() == 2 }
    #expect(text(page).contains("## Added"))
    try (source + "\n`=nobody`\n").write(toFile: template, atomically: true, encoding: .utf8)
    try wait("mistake") { text(talk).contains("Nothing was rendered") }
    let line = source.components(separatedBy: "\n").count + 1
    #expect(text(talk).contains("risks.md:\(line):2"), "\(text(talk))")
    #expect(text(page).contains("## Added"), "the earlier one is kept")
    try source.write(toFile: template, atomically: true, encoding: .utf8)
    try wait("mended") { rendered() == 3 }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text(talk).contains("No longer watching."))
  }
}
