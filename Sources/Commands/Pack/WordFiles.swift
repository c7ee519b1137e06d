import Diagnostics
import Documents
import Files
import Programs

/// What pandoc is given for a text document: the page, what it takes styles from, and pictures of the drawings.
enum WordFiles {
  private static let (reference, filter) = ("reference.docx", "word.lua")

  /// What pandoc is told of the files in this folder.
  static func arguments(_ folder: String) -> [String] {
    [
      "--reference-doc", Files.join(folder, reference), "--lua-filter", Files.join(folder, filter),
      "--resource-path", folder,
    ]
  }

  /// Writes the files, beside the page. Word shows no SVG that it was not given a picture of too: where nobody can
  /// make these, the drawings come as words, and what is answered says so.
  static func write(
    _ paper: [UInt8], to page: String, finding find: (String) -> String?
  ) throws(Diagnostic) -> Diagnostic? {
    let folder = Files.folder(of: page)
    let html = withEndTagsOfTables(paper)
    var word = WordPage(html, showsDrawings: true)
    var shortcoming: Diagnostic?
    if !word.drawings.isEmpty {
      shortcoming = try makePictures(of: word.drawings, in: folder, find("rsvg-convert"))
      if shortcoming != nil { word = WordPage(html, showsDrawings: false) }
    }
    try Files.write(word.reference, to: Files.join(folder, reference))
    try Files.write(WordPage.filter, to: Files.join(folder, filter))
    try Files.write(word.page, to: page)
    return shortcoming
  }

  private static func makePictures(
    of drawings: [(name: String, svg: [UInt8])], in folder: String, _ program: String?
  ) throws(Diagnostic) -> Diagnostic? {
    guard let program else {
      return Diagnostic(
        "program-missing",
        "The drawings of the DOCX are in words: `rsvg-convert` is needed for pictures of them, and is not here.",
        remedies: ["apt-get install librsvg2-bin"])
    }
    var jobs: [Job] = []
    for drawing in drawings {
      let stem = Files.join(folder, drawing.name)
      try Files.write(drawing.svg, to: stem + ".svg")
      jobs.append(Job(program, ["--zoom", "2", "--output", stem + ".png", stem + ".svg"]))
    }
    let failed = Job.run(jobs, atOnce: 2).contains { outcome in
      if case .ended(status: 0, _, _) = outcome { false } else { true }
    }
    guard failed else { return nil }
    return Diagnostic(
      "program-failed", "The drawings of the DOCX are in words: `rsvg-convert` made no pictures of them.")
  }
}
