import Catalogue
import CommandLineKit
import Diagnostics
import Foundation
import Formats
import Terminal
import Testing
import Workbook

@testable import Commands

/// The program on a stage: a workbook in memory, a clock that ticks, and all that was written kept.
final class Stage {
  let workbook: Workbook
  private let scene: Scene
  private let out = MemoryOutput()
  private let err = MemoryOutput()
  private let clock = Clock()

  /// The checkout that these tests stand in, whose method files are used.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private final class Clock {
    var seconds = 1_780_000_000
    /// Several stages may share a workbook: their chances must differ as those of processes do.
    var drawn = UInt64.random(in: 0...1 << 62)
  }

  init(
    input: String = "", directory: String = "", inMemory: Bool = true, variables: [String: String] = [:],
    interrupted: Bool = false, sharing other: Stage? = nil
  ) throws {
    workbook = try other?.workbook ?? .inMemory()
    let clock = clock
    let known = ["USER": "ana"].merging(variables) { $1 }
    var environment = Environment(
      streams: Streams(out: out.output, err: err.output), variable: { known[$0] },
      now: {
        clock.seconds += 1
        return Moment(seconds: clock.seconds)
      },
      chance: {
        clock.drawn += 1
        return clock.drawn
      }, executable: Stage.root + "/.build/debug/plumbline", directory: directory,
      input: { () throws(Diagnostic) in Array(input.utf8) })
    if interrupted { environment.interruptions = .always }
    scene = Scene(environment, workbook: inMemory ? workbook : nil)
    if inMemory, other == nil {
      try workbook.capture("init", by: Attribution(who: "ana", at: Moment(seconds: 0), chance: 0)) {
        try $0.add(Catalogue.engagement, ["name": .text("Billing to accounting"), "client": .text("Acme")])
      }
    }
  }

  /// What one command line did.
  struct Outcome {
    let status: Diagnostics.ExitStatus
    let out: String
    let err: String

    /// The answer as JSON.
    func json(_ location: SourceLocation = #_sourceLocation) throws -> [Node] {
      let node = try JSON.parse(Array(out.utf8), file: "answer")
      return try #require(node.sequence, "not an array: \(out)", sourceLocation: location)
    }
  }

  /// Runs a line as typed, without the program's name.
  @discardableResult
  func run(_ line: String) throws -> Outcome {
    run(words: try ShellWords.split(line).map(\.text))
  }

  func run(words: [String]) -> Outcome {
    let (before, said) = (out.text.utf8.count, err.text.utf8.count)
    let status = Plumbline.run(words, scene)
    return Outcome(
      status: status, out: String(decoding: out.text.utf8.dropFirst(before), as: UTF8.self),
      err: String(decoding: err.text.utf8.dropFirst(said), as: UTF8.self))
  }

  /// Runs lines that must all be done.
  func play(_ lines: String, _ location: SourceLocation = #_sourceLocation) throws {
    for line in lines.split(separator: "\n") {
      let outcome = try run(String(line))
      try #require(outcome.status == .done, "\(line): \(outcome.err)", sourceLocation: location)
    }
  }

  /// A stage on which `session` was played, in a folder of its own.
  static func sessionInFolder() throws -> (stage: Stage, folder: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let stage = try Stage(directory: folder)
    try stage.play(session)
    return (stage, folder)
  }

  /// The scope that a first workshop leaves.
  static let session = """
    add person "Finance lead" --roles business-owner --email f@example.org
    add system Stripe --interface rest --business-owner finance-lead
    add system Xero --interface rest
    set finance-lead --speaks-for xero
    add representation stripe.invoice --grain "one per billing period"
    add representation xero.Invoice
    add field stripe.invoice.total --type integer --required
    add field xero.Invoice.Total --type decimal
    add code-list stripe.invoice.status= --is-status
    add code stripe.invoice.status=open --meaning "sent, not paid"
    add code stripe.invoice.status=uncollectible
    add code stripe.invoice.status=paid
    add code-list xero.Invoice.Status= --is-status
    add code xero.Invoice.Status=AUTHORISED
    add field stripe.invoice.status --code-list stripe.invoice.status=
    add field xero.Invoice.Status --code-list xero.Invoice.Status=
    set stripe.invoice.status --owner finance-lead --meaning "how far it has come"
    add entity Invoice --system-of-record stripe --match-key number
    link invoice stripe.invoice xero.Invoice
    map stripe.invoice.total xero.Invoice.Total --transform format --rule "cents to units" --state agreed --owner finance-lead
    crosswalk stripe.invoice.status=open xero.Invoice.Status=AUTHORISED --relation equivalent --state agreed
    crosswalk stripe.invoice.status=uncollectible --when-none review
    add flow "Paid invoices" --entity invoice --source stripe --target xero
    add exception "Invoice voided after payment" --class stale-overwrite --disposition escalate --owner finance-lead --flow paid-invoices
    """

  static func furnished(interrupted: Bool = false) throws -> Stage {
    let stage = try Stage(interrupted: interrupted)
    try stage.play(session)
    return stage
  }
}
