import Agreements
import Catalogue
import CommandLineKit
import Diagnostics
import Documents
import Drawings
import Files
import Formats
import Gaps
import Programs
import Terminal
import Workbook

extension Plumbline {
  static let signoff = Command<Scene>(
    "signoff", "Packs a baseline for sign-off into a folder that anybody can check",
    children: Children([signoffPack, signoffVerify]))

  private static let signoffPack = Command<Scene>(
    "pack", "Writes what was frozen, who voted and who signed into a folder that proves itself",
    discussion: """
      The pack of the facts as they were frozen, whatever was captured since; the sign-off sheet with the votes as they \
      are today; what changed since the baseline before; every statement with its signatures; the facts as JSON; a \
      manifest with the SHA-256 of every file; and a README.txt that says how to check all this with sha256sum, \
      ssh-keygen and Python. `signoff verify` checks it where there is no workbook.

      The folder is written whole or not at all. A PDF needs Chromium or WeasyPrint; without them it is left out, and \
      the folder says so.
      """,
    examples: [
      Example("plumbline signoff pack v1 --to v1-sign-off", "to send to those who sign"),
      Example("plumbline signoff pack --to v2 --format html,xlsx", "the newest, without a PDF"),
      Example("plumbline signoff pack v1 --to v1-sign-off --dry-run", "which files it would be"),
    ],
    positionals: [
      Positional(
        "baseline", "The baseline; the newest if not said.", arity: .optional,
        values: .dynamic("reference:baseline"))
    ],
    options: [
      .value("to", "DIR", "The folder.", values: .folder),
      .list(
        "format", "FORMATS", "Of md, html, xlsx, csv, json, pdf and docx; md, html, xlsx and pdf if not said.",
        values: .dynamic("words:md,html,xlsx,csv,json,pdf,docx,all")),
      .value(
        "theme", "FILE",
        "Logo, colours, client, confidentiality; method/theme.yaml beside the workbook if not said.",
        values: .file),
      .value(
        "sign", "KEY", "The file of the SSH key that signs the manifest, and by that every file.", values: .file
      ),
      .flag("force", "Moves aside what is in the folder, even when it was not packed for sign-off."),
      .flag("dry-run", "Says which files it would be, and writes none."),
    ]
  ) { arguments, scene in
    try scene.environment.interruptions.listening {
      let packing = try SignOffPacking(arguments, scene)
      let packed = try packing.pack()
      scene.tell(packed, arguments)
      return packed.isShort ? .data : .done
    }
  }
}

/// A folder that was packed, or would be.
private struct Packed {
  let folder: String
  let manifest: SignOffManifest
  let manifestDigest: String
  /// Where what was in the folder before is now, if it was kept.
  let aside: String?
  let shortcomings: [Diagnostic]
  /// The files that are made from the manifest, and it itself.
  let last: [String]
  /// Whether something that was asked for is missing.
  let isShort: Bool
}

/// One packing.
private struct SignOffPacking {
  let arguments: CommandLineKit.Arguments
  let scene: Scene
  let folder: String
  let formats: [PackFormat]
  let today: Workbook
  let baseline: Baseline
  let previous: Baseline?

  init(_ arguments: CommandLineKit.Arguments, _ scene: Scene) throws {
    self.arguments = arguments
    self.scene = scene
    guard let folder = arguments.value("to"), !folder.isEmpty else {
      throw Diagnostic(
        "missing-option", "Where is the folder to be? Give --to.",
        remedies: [
          "plumbline signoff pack \(shellQuoted(arguments.optionalPositional("baseline") ?? "BASELINE")) --to DIR"
        ], exit: .usage)
    }
    self.folder = folder
    formats = try Plumbline.formats(arguments, usual: [.markdown, .html, .xlsx, .pdf])
    today = try scene.workbook(arguments)
    let baseline = try Baseline.named(arguments.optionalPositional("baseline"), today)
    self.baseline = baseline
    previous = try Baseline.all(today).last { $0.entry < baseline.entry }
  }

  func pack() throws -> Packed {
    let path = scene.environment.path(folder)
    let aside = try refuseStrangers(path)
    let keys = arguments.value("sign") == nil ? nil : try scene.keys()
    try refuseTampered()
    let frozen = try baseline.workbook(today)
    var record = try SignOffRecord(
      baseline, previous: previous, frozen: frozen, today: today, program: "plumbline \(Plumbline.version)",
      at: scene.environment.now())
    try frozen.bringVotes(on: baseline.fact, from: today)
    let target = try FolderReplacement(path)
    for (path, bytes) in record.files { try Files.write(bytes, to: Files.join(target.path, path)) }
    let (documents, shortcomings) = try render(frozen, into: target.path)
    record.manifest.absent = shortcomings.map {
      SignOffManifest.Absence(what: $0.0.rawValue.uppercased(), why: $0.1.told)
    }
    let readme = Array(record.manifest.readme(documents).utf8)
    try Files.write(readme, to: Files.join(target.path, SignOffManifest.readme))
    let (manifest, digest) = try seal(record, in: target.path, with: keys)
    if !arguments.flag("dry-run") { try target.commit(movingTo: aside) }
    let wasAsked = !arguments.values("format").isEmpty
    return Packed(
      folder: folder, manifest: manifest, manifestDigest: digest, aside: aside,
      shortcomings: shortcomings.map(\.1),
      last: [SignOffManifest.name, SignOffManifest.sums] + (keys == nil ? [] : [SignOffManifest.seal]),
      isShort: wasAsked && !shortcomings.isEmpty)
  }

  /// What does not follow from the journal is not handed on for anybody to sign.
  private func refuseTampered() throws {
    let problems = try today.examine() + Examination.problems(today)
    guard problems.isEmpty else { throw Problems(problems) }
  }

  /// The manifest over everything that is in the folder now, its signature where one is asked for, and the list for
  /// `sha256sum`; the manifest's digest.
  private func seal(
    _ record: SignOffRecord, in folder: String, with keys: Keys?
  ) throws -> (SignOffManifest, String) {
    var files: [SignOffManifest.File] = []
    for entry in try Files.inventory(folder) where entry.kind == .file {
      files.append(
        SignOffManifest.File(path: entry.path, content: try Files.read(Files.join(folder, entry.path))))
    }
    let (manifest, bytes, sums) = record.sealed(files)
    try Files.write(bytes, to: Files.join(folder, SignOffManifest.name))
    try Files.write(Array(sums.utf8), to: Files.join(folder, SignOffManifest.sums))
    if let keys, let key = arguments.value("sign") {
      let signature = try keys.sign(bytes, with: scene.environment.path(key))
      try Files.write(Array(signature.armoured.utf8), to: Files.join(folder, SignOffManifest.seal))
    }
    return (manifest, "\(SignOffManifest.File(path: "", content: bytes).digest)")
  }

  // MARK: What is there already

  /// A folder packed before is replaced. Anything else is left alone, or with `--force` moved aside: where to.
  private func refuseStrangers(_ path: String) throws(Diagnostic) -> String? {
    // A file, or a link, is refused when the folder is begun.
    guard Files.isFolder(path) else { return nil }
    let there = try Files.inventory(path)
    guard !there.isEmpty else { return nil }
    let known = try? SignOffFolder(path, called: folder).packedFiles
    let stranger = there.first { entry in
      entry.kind != .folder && known?.contains { $0.utf8.elementsEqual(entry.path.utf8) } != true
    }
    guard known == nil || stranger != nil else { return nil }
    guard arguments.flag("force") else {
      throw Diagnostic(
        "not-a-sign-off",
        known == nil
          ? "\(folder) was not packed for sign-off, and is not empty; nothing was written."
          : "\(Files.join(folder, stranger?.path ?? "")) was not packed, and would be lost; nothing was written.",
        at: Place(file: folder),
        remedies: [
          "plumbline signoff pack \(shellQuoted(baseline.fact.ref)) --to ANOTHER-FOLDER",
          "plumbline signoff pack \(shellQuoted(baseline.fact.ref)) --to \(shellQuoted(folder)) --force",
        ], exit: .usage)
    }
    var plain = Substring(path)
    while plain.utf8.count > 1, plain.hasSuffix("/") { plain = plain.dropLast() }
    for number in 1... where !Files.exists("\(plain).before-\(number)") { return "\(plain).before-\(number)" }
    return nil
  }

  // MARK: Documents

  /// Renders the pack, the sheet and the change report; what was made, and what could not be.
  private func render(
    _ frozen: Workbook, into folder: String
  ) throws -> (documents: [(path: String, what: String)], shortcomings: [(PackFormat, Diagnostic)]) {
    let sub = Scene(scene.environment, workbook: frozen)
    frozen.isInterrupted = scene.environment.interruptions.isNoted
    let reader = try frozen.reader()
    let appraisal = try sub.appraise(arguments, reader, Play(asksForClosings: true))
    try stopIfAsked()
    guard !appraisal.estimate.isPartial else { throw Self.interrupted }
    let draughtsman = Draughtsman(dot: findProgram("dot", along: scene.environment.variable("PATH")))
    let theme = try Plumbline.theme(arguments, scene, reader)
    let order = PackOrder(
      theme: theme, folder: folder, name: "pack", agreed: (baseline, true),
      votes: (today, baseline))
    let files = try sub.packFiles(order, of: frozen, reader, appraisal.findings, draughtsman, arguments)
    var shortcomings: [(PackFormat, Diagnostic)] = []
    for format in formats {
      try stopIfAsked()
      var own = files
      if format == .markdown { own.folder = Files.join(folder, "markdown") }
      _ = try own.write(format)
      shortcomings += own.shortcomings.map { (format, $0) }
    }
    for shortcoming in draughtsman.shortcomings { scene.say(shortcoming, arguments) }
    let missing = Set(shortcomings.map(\.0))
    var documents = formats.filter { !missing.contains($0) }.map(\.inFolder)
    documents.sort { $0.path == "index.html" && $1.path != "index.html" }
    documents += try sheet(sub, reader, appraisal.findings, draughtsman, theme, into: folder)
    documents += try changes(sub, reader, into: folder)
    return (documents, shortcomings)
  }

  /// The sign-off sheet by itself, to be signed by hand.
  private func sheet(
    _ sub: Scene, _ reader: Reader, _ findings: [Finding], _ draughtsman: Draughtsman, _ theme: Theme,
    into folder: String
  ) throws -> [(path: String, what: String)] {
    let order = PackOrder(
      documents: ["sign-off"], theme: theme, folder: folder, name: "sign-off",
      agreed: (baseline, true), votes: (today, baseline))
    let files = try sub.packFiles(
      order, of: try sub.workbook(arguments), reader, findings, draughtsman, arguments)
    try put(files.pack.document("sign-off", as: .html), "sign-off.html", folder)
    return [("sign-off.html", "the sign-off sheet alone: who has to agree, who did, lines to sign on paper")]
  }

  /// What changed since the baseline before.
  private func changes(
    _ sub: Scene, _ reader: Reader, into folder: String
  ) throws -> [(path: String, what: String)] {
    guard let previous else { return [] }
    let span = Span(from: previous, to: baseline)
    let comparison = try span.comparison(today)
    try comparison.provide(to: reader)
    for (ending, format) in [("html", Pack.Format.html), ("md", .markdown)] {
      let page = try sub.handout(
        "changes", as: format, arguments, reader, openBlockers: 0,
        parameters: ["from": .text(span.from), "to": .text(span.to)])
      try put(page, "changes.\(ending)", folder)
    }
    try put(JSON.write(comparison.json(span)), "changes.json", folder)
    return [("changes.html", "what changed since \(previous.fact.ref); the same as .md and .json")]
  }

  private func put(_ text: String, _ name: String, _ folder: String) throws(Diagnostic) {
    try Files.write(Array(text.utf8), to: Files.join(folder, name))
  }

  private func stopIfAsked() throws(Diagnostic) {
    if scene.environment.interruptions.isNoted() { throw Self.interrupted }
  }

  private static let interrupted = Diagnostic(
    "interrupted", "Interrupted; nothing was written.", exit: .interrupted)
}

extension PackFormat {
  /// Where it is in a folder for sign-off, and what it is.
  fileprivate var inFolder: (path: String, what: String) {
    switch self {
    case .html: ("index.html", "the specification: open this one")
    case .pdf: ("pack.pdf", "the same, to print or to keep")
    case .markdown: ("markdown/", "the same as text, a file a document")
    case .xlsx: ("pack.xlsx", "every table of it as a sheet")
    case .csv: ("tables/*.csv", "every table of it as CSV")
    case .json: ("tables/*.json", "every table of it as JSON")
    case .docx: ("pack.docx", "the same for a word processor")
    }
  }
}

extension Diagnostic {
  /// In a line of a text: what is wrong, and what mends it.
  fileprivate var told: String {
    let how = remedies.isEmpty ? "" : " (\(remedies.joined(separator: ", or ")))"
    return summary + how
  }
}

extension Scene {
  fileprivate func tell(_ packed: Packed, _ arguments: CommandLineKit.Arguments) {
    let manifest = packed.manifest
    for shortcoming in packed.shortcomings {
      var shortcoming = shortcoming
      if !packed.isShort { shortcoming.severity = .warning }
      environment.streams.report(shortcoming)
    }
    if arguments.flag("json") {
      print(json: Node([packed.json]))
      return
    }
    for file in manifest.files { print(Files.join(packed.folder, file.path)) }
    for name in packed.last { print(Files.join(packed.folder, name)) }
    guard !arguments.flag("dry-run") else {
      say("\(counted(manifest.files.count + packed.last.count, "file")) would be written; none was.", arguments)
      return
    }
    if let aside = packed.aside { say("What was in the folder is in \(aside).", arguments) }
    let signed =
      manifest.signatures.isEmpty ? "none signed with a key" : counted(manifest.signatures.count, "signature")
    say(
      "\(Visible.line(manifest.baseline.ref)), \(counted(manifest.votes.count, "vote")), \(signed).", arguments)
    say("manifest \(packed.manifestDigest)", arguments)
    say("Check it anywhere: plumbline signoff verify \(shellQuoted(packed.folder))", arguments)
  }
}

extension Packed {
  var json: Node {
    Node(object: [
      ("ref", Node(manifest.baseline.ref)), ("folder", Node(folder)), ("digest", Node(manifest.digest)),
      ("manifest", Node(manifestDigest)), ("votes", Node(manifest.votes.count)),
      ("signatures", Node(manifest.signatures.count)), ("moved-to", Node(aside)),
      (
        "absent",
        Node(manifest.absent.map { Node(object: [("what", Node($0.what)), ("why", Node($0.why))]) })
      ),
      (
        "files",
        Node(
          manifest.files.map {
            Node(object: [("path", Node($0.path)), ("bytes", Node($0.bytes)), ("sha256", Node("\($0.digest)"))])
          })
      ),
    ])
  }
}
