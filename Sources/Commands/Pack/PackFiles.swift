import Catalogue
import Diagnostics
import Documents
import Files
import Programs

/// What a pack can be written as.
enum PackFormat: String, CaseIterable {
  case markdown = "md"
  case html, xlsx, csv, json, pdf, docx
}

/// Writes a pack in the formats that are asked for. What needs a program that is not here is left out and
/// remembered; the rest still comes out.
struct PackFiles {
  let pack: Pack
  let tables: DataTables
  let cover: DataTables.Cover
  /// What may be chosen in a column of a sheet, by the sheet's name and the column's.
  let choices: (String, String) -> [String]
  /// Where the files go.
  var folder: String
  /// The stem of the names of files that hold the whole pack.
  let name: String
  /// Whether HTML is a site of linked pages and not one file.
  let isSite: Bool
  /// Where programs are looked for.
  let searchPath: String?
  /// What could not be written, and why.
  private(set) var shortcomings: [Diagnostic] = []

  init(
    pack: Pack, tables: DataTables, cover: DataTables.Cover, choices: @escaping (String, String) -> [String],
    folder: String, name: String, isSite: Bool, searchPath: String?
  ) {
    self.pack = pack
    self.tables = tables
    self.cover = cover
    self.choices = choices
    self.folder = folder
    self.name = name
    self.isSite = isSite
    self.searchPath = searchPath
  }

  /// Refuses to replace files of the names that a format writes when they are not of a pack.
  func refuseStrangers(_ format: PackFormat) throws(Diagnostic) {
    switch format {
    case .markdown: try pack.refuseStrangers(.markdown, in: folder)
    case .html: try pack.refuseStrangers(isSite ? .site : .html, in: folder)
    case .xlsx, .csv, .json, .pdf, .docx: break
    }
  }

  /// Writes one format and answers the paths, the one to open first in front.
  mutating func write(_ format: PackFormat) throws(Diagnostic) -> [String] {
    switch format {
    case .markdown: return try pack.write(.markdown, to: folder)
    case .html: return try pack.write(isSite ? .site : .html, to: folder)
    case .csv: return try tables.writeCSV(to: Files.join(folder, "tables"))
    case .json: return try tables.writeJSON(to: Files.join(folder, "tables"))
    case .xlsx:
      let path = Files.join(folder, name + ".xlsx")
      try tables.writeSpreadsheet(to: path, cover, choices: choices)
      return [path]
    // Chromium needs seconds where WeasyPrint needs minutes.
    case .pdf: return try convert("pdf", [chromium, weasyPrint])
    case .docx: return try convert("docx", [pandoc])
    }
  }

  // MARK: Programs

  /// A program that makes a file of the pack's page.
  private struct Converter {
    /// The program, and the Debian package that has it.
    var program: String
    var package: String
    /// What it needs of the page otherwise than a browser does.
    var adapt: ([UInt8]) -> [UInt8] = { $0 }
    /// Whether it cannot say the number of a page in a text, and so prints once more when the numbers are known.
    var printsTwice = false
    /// What it is started with, given the page and the file to make.
    var arguments: (_ page: String, _ file: String) -> [String]
  }

  private var weasyPrint: Converter {
    Converter(program: "weasyprint", package: "weasyprint", adapt: PlainPage.page) {
      ["--quiet", "--encoding", "utf-8", $0, $1]
    }
  }

  private var chromium: Converter {
    Converter(program: "chromium", package: "chromium", printsTwice: true) { page, file in
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        "--generate-pdf-document-outline", "--host-resolver-rules=MAP * ~NOTFOUND", "--print-to-pdf=\(file)",
        "file://\(page)",
      ]
    }
  }

  private var pandoc: Converter {
    Converter(program: "pandoc", package: "pandoc") { page, file in
      ["--from", "html", "--to", "docx"] + WordFiles.arguments(Files.folder(of: page)) + [
        "--output", file, page,
      ]
    }
  }

  /// Makes a file of the page with the first of these programs that is here and can.
  private mutating func convert(_ ending: String, _ converters: [Converter]) throws(Diagnostic) -> [String] {
    let present = converters.compactMap { converter in
      findProgram(converter.program, along: searchPath).map { (converter, $0) }
    }
    guard !present.isEmpty else {
      let names = converters.map { "`\($0.program)`" }.joined(separator: " or ")
      shortcomings.append(
        Diagnostic(
          "program-missing", "No \(ending.uppercased()) was made: \(names) is needed, and is not here.",
          remedies: converters.map { "apt-get install \($0.package)" }))
      return []
    }
    let path = Files.join(folder, "\(name).\(ending)")
    var failures: [String] = []
    let made = try Files.withTemporaryFolder { (temporary) throws(Diagnostic) in
      let page = Files.join(temporary, "index.html")
      try pack.writePaper(to: page)
      let paper = try Files.read(page)
      for (converter, program) in present {
        if converter.program == "pandoc" {
          let shortcoming = try WordFiles.write(paper, to: page) { findProgram($0, along: searchPath) }
          if let shortcoming { shortcomings.append(shortcoming) }
        } else {
          try Files.write(converter.adapt(paper), to: page)
        }
        guard let failure = try convert(page, to: path, converter, program) else { return true }
        failures.append("\(converter.program): \(failure)")
      }
      return false
    }
    guard !made else { return [path] }
    shortcomings.append(
      Diagnostic("program-failed", "No \(ending.uppercased()) was made.", notes: failures))
    return []
  }

  /// Has one program make the file; why it failed, nil when it did not.
  private func convert(
    _ page: String, to path: String, _ converter: Converter, _ program: String
  ) throws(Diagnostic) -> String? {
    var failure: String?
    do throws(Diagnostic) {
      try Files.replace(path) { (temporary) throws(Diagnostic) in
        failure = run(program, converter.arguments(page, temporary))
        if failure == nil, converter.printsTwice {
          let places = pack.documentNames.map { "\($0)/" }
          let numbers = PDFPages.numbers(of: places, in: try Files.read(temporary))
          if !numbers.isEmpty {
            try Files.write(PDFPages.page(Files.read(page), with: numbers), to: page)
            failure = run(program, converter.arguments(page, temporary))
          }
        }
        if let failure { throw Diagnostic("program-failed", failure) }
        try PDFDates.still(temporary, at: Moment(seconds: cover.created))
      }
      return nil
    } catch {
      guard let failure else { throw error }
      return failure
    }
  }

  /// Runs a program; why it failed, nil when it did not.
  private func run(_ program: String, _ arguments: [String]) -> String? {
    let job = Job(
      program, arguments,
      environment: [
        "LC_ALL=C.UTF-8", "TZ=UTC", "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/tmp",
        "SOURCE_DATE_EPOCH=\(cover.created)",
      ], seconds: 900)
    switch job.run() {
    case .ended(status: 0, _, _): return nil
    case .ended(let status, _, let complaint):
      return "it ended with status \(status): \(complaint.split(separator: "\n").last ?? "it said nothing")"
    case .tooSlow: return "it took longer than 15 minutes"
    case .tooLong: return "it wrote too much"
    case .notStarted(let reason): return reason
    }
  }
}
