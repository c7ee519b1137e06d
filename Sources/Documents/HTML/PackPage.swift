public import Diagnostics
import Digests
import Files

/// The pack as one HTML file. Its head says what only its body tells – the digest, which paper is turned – so the
/// body is written first, to a file without a name.
extension Pack {
  func writePage(to path: String) throws(Diagnostic) { try writePage(to: path, for: .screen) }

  /// Writes the page that other programs make a PDF or a text document of: on it tables too wide for paper are in
  /// parts. The digest that it says is that of the page for a screen, for the facts are the same.
  public func writePaper(to path: String) throws(Diagnostic) {
    try writePage(to: path, for: .paper, digest: digest())
  }

  private func digest() throws(Diagnostic) -> String? {
    var output = try fill(range(nil), pageWriter(.digested, range(nil))).output
    try output.finish()
    return output.digest
  }

  private func writePage(
    to path: String, for medium: HTMLWriter.Medium, digest: String? = nil
  ) throws(Diagnostic) {
    let body = try Scratch(in: Files.folder(of: path))
    let writer = try fill(range(nil), pageWriter(Output(to: body, hashed: true), range(nil), medium))
    var written = writer.output
    try written.finish()
    let page = wholePage(heads, digest: digest ?? written.digest, paper: writer.paper)
    try write(to: path) { (output) throws(Diagnostic) in
      var output = output
      page.begin(&output)
      try output.finish()
      try body.copy { (piece) throws(Diagnostic) in
        output.append(bytes: piece)
        try output.drain()
      }
      page.end(&output)
      return output
    }
  }

  /// A page with one document alone.
  func page(of position: Int) throws(Diagnostic) -> Output {
    let writer = try fill(position...position, pageWriter(Output(), position...position))
    let page = wholePage(
      [heads[position]], digest: Digest(of: writer.output.bytes).description, paper: writer.paper)
    var output = Output()
    page.begin(&output)
    output.append(bytes: writer.output.bytes)
    page.end(&output)
    return output
  }

  private func pageWriter(
    _ output: Output, _ positions: ClosedRange<Int>?, _ medium: HTMLWriter.Medium = .screen
  ) throws(Diagnostic) -> HTMLWriter {
    let inlines = HTMLInlines(links: Links(survey), documents: templates.map(\.name))
    return try htmlWriter(to: output, inlines, for: positions, medium: medium)
  }

  private func wholePage(_ documents: [DocumentHead], digest: String?, paper: Paper) -> HTMLPage {
    let cover = cover.identified(by: digest)
    let style = Stylesheet(
      palette: theme.palette, imprint: HTMLPage.imprint(cover), title: HTMLPage.runningTitle(cover),
      documents: documents, paper: paper)
    return HTMLPage(cover: cover, theme: theme, documents: documents, kind: .whole(style: style))
  }
}

extension Cover {
  /// This cover, with the digest of the pack's text where no other was given.
  func identified(by digest: String?) -> Cover {
    var cover = self
    if cover.digest == nil { cover.digest = digest.map { "sha256:\($0)" } }
    return cover
  }
}
