/// The document whose styles, paper, head and foot pandoc takes over (`--reference-doc`). It holds what is ours;
/// what else Word wants, pandoc adds.
struct WordReference {
  /// What stands at the head of each page, and at its foot.
  var title: String
  var imprint: String
  /// The colour of links and edges, `0a5a54`.
  var accent: String
  /// The values of the page's variables, for the colours of states.
  var values: StyleValues
  /// Whether the last section is on turned paper.
  var isTurned: Bool

  /// The file.
  var bytes: [UInt8] {
    var archive = Archive()
    for (name, text) in parts { archive.add(name, Array((WordReference.prolog + text).utf8)) }
    return archive.bytes
  }

  private static let prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private static let space = """
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    """
  private static let packages = "http://schemas.openxmlformats.org/package/2006"
  private static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// Heads and feet, for upright paper and for turned. pandoc numbers them so, after eight parts of its own.
  private static let margins = [
    ("rId9", "header", "header1"), ("rId10", "header", "header2"), ("rId11", "footer", "footer1"),
    ("rId12", "footer", "footer2"),
  ]

  private var parts: [(String, String)] {
    let known = [("rId2", "styles", "styles"), ("rId3", "settings", "settings")] + WordReference.margins
    let kinds = [("document", "document.main")] + known.map { ($0.2, $0.1) }
    let overrides = kinds.map { name, kind in
      """
      <Override PartName="/word/\(name).xml" \
      ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.\(kind)+xml"/>
      """
    }
    let relations = known.map { id, kind, name in
      "<Relationship Id=\"\(id)\" Type=\"\(WordReference.types)/\(kind)\" Target=\"\(name).xml\"/>"
    }
    let space = WordReference.space
    return [
      (
        "[Content_Types].xml",
        """
        <Types xmlns="\(WordReference.packages)/content-types"><Default Extension="xml" ContentType="application/xml"/>\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        \(overrides.joined())</Types>
        """
      ),
      (
        "_rels/.rels",
        """
        <Relationships xmlns="\(WordReference.packages)/relationships"><Relationship Id="rId1" \
        Type="\(WordReference.types)/officeDocument" Target="word/document.xml"/></Relationships>
        """
      ),
      (
        "word/_rels/document.xml.rels",
        "<Relationships xmlns=\"\(WordReference.packages)/relationships\">\(relations.joined())</Relationships>"
      ),
      (
        "word/document.xml",
        "<w:document \(space)><w:body><w:p/>\(WordReference.section(turned: isTurned))</w:body></w:document>"
      ),
      ("word/styles.xml", styles),
      ("word/settings.xml", "<w:settings \(space)><w:defaultTabStop w:val=\"720\"/></w:settings>"),
      ("word/header1.xml", margin("hdr", "Header", title, place, turned: false)),
      ("word/header2.xml", margin("hdr", "Header", title, place, turned: true)),
      ("word/footer1.xml", margin("ftr", "Footer", imprint, "", turned: false)),
      ("word/footer2.xml", margin("ftr", "Footer", imprint, "", turned: true)),
    ]
  }

  // MARK: Paper

  /// How wide the text is, in twentieths of a point, on A4 with margins of 15 mm.
  static func width(turned: Bool) -> Int { turned ? 15138 : 10206 }

  /// What a section says of its paper. It begins a page. That of the cover has neither head nor foot on its first.
  static func section(turned: Bool, isCover: Bool = false) -> String {
    let size =
      turned ? "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"" : "w:w=\"11906\" w:h=\"16838\""
    return """
      <w:sectPr><w:headerReference w:type="default" r:id="\(margins[turned ? 1 : 0].0)"/>\
      <w:footerReference w:type="default" r:id="\(margins[turned ? 3 : 2].0)"/><w:type w:val="nextPage"/>\
      <w:pgSz \(size)/><w:pgMar w:top="1134" w:right="850" w:bottom="1077" w:left="850" w:header="567" \
      w:footer="510" w:gutter="0"/>\(isCover ? "<w:titlePg/>" : "")</w:sectPr>
      """
  }

  private func margin(_ tag: String, _ style: String, _ left: String, _ right: String, turned: Bool) -> String {
    """
    <w:\(tag) \(WordReference.space)><w:p><w:pPr><w:pStyle w:val="\(style)"/><w:tabs><w:tab w:val="right" \
    w:pos="\(WordReference.width(turned: turned))"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">\
    \(WordReference.escaped(left))</w:t></w:r><w:r><w:tab/></w:r>\(right)</w:p></w:\(tag)>
    """
  }

  /// The title of the document that the page is of, and the number of the page.
  private var place: String {
    func text(_ words: String) -> String { "<w:r><w:t xml:space=\"preserve\">\(words)</w:t></w:r>" }
    return field("STYLEREF &quot;heading 1&quot;") + text(" · page ") + field("PAGE") + text(" of ")
      + field("NUMPAGES")
  }

  private func field(_ code: String) -> String {
    "<w:fldSimple w:instr=\" \(code) \"><w:r><w:t></w:t></w:r></w:fldSimple>"
  }

  // MARK: Styles

  private var styles: String {
    String(decoding: PackageResources.word_styles_xml, as: UTF8.self)
      .replacing(WordReference.prolog, with: "")
      .replacing("ACCENT", with: accent).replacing("STATES", with: states)
  }

  /// States: a word with its shape, in its colour, on its ground.
  private var states: String {
    State.Kind.allCases.map { kind in
      """
      <w:style w:type="character" w:customStyle="1" w:styleId="State\(kind.rawValue)">\
      <w:name w:val="State \(kind.rawValue)"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:b/>\
      <w:color w:val="\(colour(of: kind, "", else: "1c2523"))"/><w:shd w:val="clear" w:color="auto" \
      w:fill="\(colour(of: kind, "-g", else: "e2e2e2"))"/></w:rPr></w:style>

      """
    }.joined()
  }

  private func colour(of kind: State.Kind, _ part: String, else other: String) -> String {
    let name = kind == .minor ? State.Kind.rejected.cssClass : kind.cssClass
    guard let value = values[name + part], value.first == "#", value.utf8.count == 7 else { return other }
    return String(value.dropFirst())
  }

  /// A text as XML holds it; signs that XML cannot hold are left out.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\t", "\n", "\r": out += " "
      default: if scalar.value >= 0x20, scalar.value & 0xFFFE != 0xFFFE { out.unicodeScalars.append(scalar) }
      }
    }
    return out
  }
}
