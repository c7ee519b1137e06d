import Catalogue
import Commands
import CommandLineKit
import Diagnostics
import Foundation
import Terminal
import Testing

@testable import Agreements
@testable import Database
@testable import Workbook

/// A workbook in memory and the program at it: a clock that ticks, and all that was written kept.
final class Booth {
  let workbook: Workbook
  private let scene: Scene
  private let out = MemoryOutput()
  private let err = MemoryOutput()
  private let clock = Clock()

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private final class Clock {
    var seconds = 1_780_000_000
    var drawn: UInt64 = 0
  }

  init(_ lines: String = Booth.scope, workbook given: Workbook? = nil, seat: UInt64 = 1) throws {
    workbook = try given ?? .inMemory()
    let clock = clock
    // Two who work on one workbook differ in their chance, as processes do.
    clock.drawn = given == nil ? 0 : 1 << 20
    clock.seconds += Int(seat - 1) * 10_000
    let environment = Environment(
      streams: Streams(out: out.output, err: err.output),
      variable: { ["USER": "ana", "PATH": "/usr/bin:/bin", "TMPDIR": NSTemporaryDirectory()][$0] },
      now: {
        clock.seconds += 1
        return Moment(seconds: clock.seconds)
      },
      chance: {
        clock.drawn += 1 << 33 + 1
        return clock.drawn
      }, executable: Booth.root + "/.build/debug/plumbline",
      input: { () throws(Diagnostic) in [] })
    scene = Scene(environment, workbook: workbook)
    if given == nil {
      try workbook.capture("init", by: Attribution(who: "ana", at: Moment(seconds: 0), chance: 0)) {
        try $0.add(Catalogue.engagement, ["name": .text("Billing to accounting")])
      }
    }
    try play(lines)
  }

  struct Outcome {
    let status: Diagnostics.ExitStatus
    let out: String
    let err: String
  }

  @discardableResult
  func run(_ line: String) throws -> Outcome {
    let (before, said) = (out.text.utf8.count, err.text.utf8.count)
    let status = Plumbline.run(try ShellWords.split(line).map(\.text), scene)
    return Outcome(
      status: status, out: String(decoding: out.text.utf8.dropFirst(before), as: UTF8.self),
      err: String(decoding: err.text.utf8.dropFirst(said), as: UTF8.self))
  }

  /// Runs lines that must all be done. A baseline is made without a look for gaps, which takes its time.
  func play(_ lines: String, _ location: SourceLocation = #_sourceLocation) throws {
    for line in lines.split(separator: "\n") {
      if line.hasPrefix("baseline create ") {
        var draft = BaselineDraft(name: String(line.split(separator: " ")[2]), head: try workbook.head())
        draft.gaps = [FrozenGap(gap: "engagement-without-outcome", severity: "blocker", about: "engagement")]
        clock.seconds += 1
        clock.drawn += 1 << 33 + 1
        let by = Attribution(who: "ana", at: Moment(seconds: clock.seconds), chance: clock.drawn)
        _ = try draft.freeze(workbook, String(line), by: by)
        continue
      }
      let outcome = try run(String(line))
      try #require(outcome.status == .done, "\(line): \(outcome.err)", sourceLocation: location)
    }
  }

  /// What somebody does who opens the file with the sqlite3 program: no rule of ours is in the way.
  func tamper(_ sql: String) throws {
    let connection = workbook.connection
    let triggers = try connection.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'") {
      row throws(DatabaseError) in (try row.text(0), try row.text(1))
    }
    try connection.execute("PRAGMA foreign_keys = OFF")
    for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.0)") }
    try connection.execute(sql)
    for trigger in triggers { try connection.execute(trigger.1) }
    try connection.execute("PRAGMA foreign_keys = ON")
  }

  /// After this edit by the sqlite3 program `doctor` and `baseline verify` both say where it was made.
  func expectFound(_ sql: String, _ hint: String, _ location: SourceLocation = #_sourceLocation) throws {
    #expect(try run("baseline verify").status == .done, sourceLocation: location)
    try tamper(sql)
    for line in ["doctor", "baseline verify"] {
      let outcome = try run(line)
      #expect(outcome.status == .data, sourceLocation: location)
      #expect(outcome.err.contains(hint), "\(line) after \(sql): \(outcome.err)", sourceLocation: location)
    }
  }

  func value(_ sql: String) throws -> String {
    try workbook.reader().rows(sql).rows.first?.first?.displayed ?? ""
  }

  func column(_ sql: String) throws -> [String] {
    try workbook.reader().rows(sql).rows.map { $0[0].displayed ?? "" }
  }

  /// Two systems, one entity on both sides, what moves, and who speaks.
  static let scope = """
    add person Ana --email ana@example.org
    add person Tom
    add system Stripe --interface rest --rate-limit 100
    add system Xero --interface rest
    add entity Invoice --system-of-record stripe
    add representation stripe.invoice --entity invoice
    add representation xero.Invoice --entity invoice
    add representation xero.Contact
    add field stripe.invoice.total --type integer --required
    add field stripe.invoice.memo --meaning "Żółw\u{1F422} \u{2028} \\"x\\" e\u{301}"
    add field xero.Invoice.Total --type decimal
    add code-list stripe.invoice.status= --is-status
    add code stripe.invoice.status=open
    add code-list xero.Invoice.Status= --is-status
    add code xero.Invoice.Status=AUTHORISED
    add field stripe.invoice.status --code-list stripe.invoice.status=
    add field xero.Invoice.Status --code-list xero.Invoice.Status=
    map stripe.invoice.total xero.Invoice.Total --transform format --rule "cents to units"
    map stripe.invoice.status xero.Invoice.Status --transform lookup
    crosswalk stripe.invoice.status=open xero.Invoice.Status=AUTHORISED --relation equivalent
    add flow "Paid invoices" --entity invoice --source stripe --target xero --enhancement-hours-per-year 12.5
    add signal volume --flow F-1
    add flow "Contacts" --source xero --target stripe
    add exception "Voided" --flow F-1
    add test --of F-1 --class normal
    add test --of M-1 --class missing
    add test --of F-2 --class normal
    add process "Billing" --trigger "month end"
    add step "Send" --process P-1 --system stripe
    add effect "A mail" --step ST-1
    decide "Stripe is right" --about invoice,F-1 --maker ana
    park "Who voids?" --about F-2
    """

  static let voted = """
    add sign-off sponsor --person ana
    add sign-off operations --about F-2
    baseline create v1 --with-open-gaps --reason "a first look"
    approve v1 --as ana --role sponsor --vote approve-with-conditions --meaning "build this" --condition "tried once" --owner tom --due 2030-01-31
    approve v1 --as tom --role operations --vote approve --meaning "we can run it" --about F-2
    """
}
