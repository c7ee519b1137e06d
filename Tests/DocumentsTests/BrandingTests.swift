import Diagnostics
import Foundation
import Testing

@testable import Documents

@Suite("A theme shows whose the pack is")
struct BrandingTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("theme-\(UUID().uuidString)").path

  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]

  private func theme(_ text: String, logo: [UInt8] = png) throws -> Theme {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(logo).write(to: URL(filePath: folder + "/logo"))
    try Data(text.utf8).write(to: URL(filePath: folder + "/theme.yaml"))
    return try Theme(file: folder + "/theme.yaml")
  }

  @Test("a logo that an engagement names is a file of the workbook's own folder, and no link out of it")
  func ownFolder() throws {
    let home = folder + "/home"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(Self.png).write(to: URL(filePath: folder + "/outside.png"))
    try Data(Self.png).write(to: URL(filePath: home + "/inside.png"))
    try FileManager.default.createSymbolicLink(
      atPath: home + "/out.png", withDestinationPath: folder + "/outside.png")
    try FileManager.default.createSymbolicLink(atPath: home + "/in.png", withDestinationPath: "inside.png")
    for name in ["inside.png", "in.png"] { #expect(throws: Never.self) { try Logo(named: name, in: home) } }
    for name in ["out.png", "../outside.png", "none.png", "."] {
      #expect(throws: Diagnostic.self, "\(name)") { try Logo(named: name, in: home) }
    }
  }

  @Test("logo, accent, client and confidentiality stand in the page")
  func whole() throws {
    let theme = try theme(
      """
      logo: logo
      logo-words: "Acme \\"&\\" Co"
      client: Acme
      confidentiality: For Acme only
      accent: "#7a1f5c"
      """)
    let pack = try Documents.Pack(
      cover: Cover(title: "P"), theme: theme, templates: TemplateSet([template("Text.")]), source: Answers([:]))
    let text = try pack.document("page", as: .html)
    #expect(HTMLText(text).unexpected == [])
    #expect(
      text.contains(
        "<img class=logo alt=\"Acme &quot;&amp;&quot; Co\" src=\"data:image/png;base64,iVBORw0KGgoBAgM=\">"))
    #expect(text.contains("--accent:#7a1f5c"))
    #expect(text.contains("For Acme only"))
    #expect(text.contains("<p class=client>For Acme</p>"))
  }

  @Test(
    "what is wrong is named with its line and column",
    arguments: [
      ("client: A\nlogos: x", "unknown-theme-name", 2, 1), ("accent: teal", "bad-colour", 1, 9),
      ("\naccent: \"#ffd400\"", "faint-colour", 2, 9), ("accent-dark: \"#0a0a55\"", "faint-colour", 1, 14),
      ("logo: none.png", "bad-logo", 1, 7), ("client: [a]", "bad-theme", 1, 9), ("[a]", "bad-theme", 1, nil),
    ] as [(String, String, Int, Int?)])
  func wrong(text: String, code: String, line: Int, column: Int?) throws {
    let found = try #require(problem { _ = try theme(text) })
    #expect(found.code == code)
    #expect(found.place?.line == line)
    if let column { #expect(found.place?.column == column) }
  }

  @Test("a colour that cannot be read is answered with the nearest that can")
  func nearest() throws {
    let found = try #require(problem { _ = try theme("accent: \"#ffd400\"") })
    let note = try #require(found.notes.first)
    let better = try #require(Colour(String(note.dropLast().suffix(7))))
    #expect(better.contrast(with: Colour(255, 255, 255)) >= 4.5)
  }

  @Test(
    "a logo that could run, ask the network, or is no picture is refused",
    arguments: [
      "<svg><script>alert(1)</script></svg>", "<svg onload=\"x\"/>", "<svg ONLOAD = x></svg>",
      "<svg><image href=\"https://e.org/x.png\"/></svg>", "<svg><a xlink:href=\"javascript:x\"/></svg>",
      "<svg><foreignObject/></svg>", "<svg><svg:script/></svg>", "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg/>",
      "<?xml version=\"1.0\"?><?xml-stylesheet href=\"x\"?><svg/>", "<svg><style>@import 'x'</style></svg>",
      "<svg><rect fill=\"url(http://e.org)\"/></svg>", "<svg><style>a{b:\\75rl(x)}</style></svg>",
      "<svg><set attributeName=\"href\" to=\"x\"/></svg>", "<html>", "GIF89a", "",
    ])
  func logo(text: String) throws {
    let found = try #require(problem { _ = try theme("logo: logo", logo: Array(text.utf8)) })
    #expect(["unsafe-logo", "bad-logo"].contains(found.code))
    #expect(found.place?.line == 1)
  }

  @Test("a plain drawing is taken as it is")
  func drawing() throws {
    let text = """
      <?xml version="1.0"?>
      <svg xmlns="http://www.w3.org/2000/svg"><defs><g id="a"/></defs><use href="#a" fill="url(#b)"/></svg>
      """
    let theme = try theme("logo: logo", logo: Array(text.utf8))
    #expect(theme.logo?.type == "image/svg+xml")
  }

  @Test("every ink of the page can be read on its ground, by day and by night")
  func contrast() throws {
    for side in [Palette.plain.inks(dark: false), Palette.plain.inks(dark: true)] {
      #expect(side.count > 10)
      for (name, ink, ground) in side {
        #expect(ink.contrast(with: ground) >= Palette.leastContrast, "\(name): \(ink) on \(ground)")
      }
    }
  }

  @Test(
    "contrast is that of WCAG",
    arguments: [("#000", "#ffffff", 21.0), ("#777777", "#fff", 4.478), ("#0a5a54", "#ffffff", 8.066)])
  func ratio(one: String, other: String, wanted: Double) throws {
    let found = try #require(Colour(one)).contrast(with: #require(Colour(other)))
    #expect(abs(found - wanted) < 0.02)
  }
}
