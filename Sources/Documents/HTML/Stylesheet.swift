import Drawings

/// The style of the page: `Page/page.css` and `Page/print.css`, with what is derived from the theme, the states,
/// and the tables of the pack.
struct Stylesheet {
  var palette: Palette
  /// What stands at the foot of every printed page, and at its head.
  var imprint: String
  var title: String
  /// The titles of documents, for the heads of their printed pages; nil where each is a page of its own.
  var documents: [DocumentHead]?
  var paper: Paper

  /// All of it.
  var text: String {
    palette.css + String(decoding: PackageResources.page_css, as: UTF8.self) + Stylesheet.states
      + Stylesheet.columns + Drawing.stylesheet + Stylesheet.drawings
      + String(decoding: PackageResources.print_css, as: UTF8.self) + running
  }

  /// States and severities: a word, a shape, and a colour. The shape has no spoken form, the word has.
  static let states: String = {
    var css = """
      b[class]{display:inline-block;padding:0 .55em;border-radius:1em;border:1px solid #0000;font-weight:600;\
      font-size:.86em;line-height:1.5;white-space:nowrap;font-family:var(--sans)}
      b[class]::before{margin-right:.4em;font-weight:400}
      b.o{color:var(--o);background:var(--o-g);border:1px dashed var(--o-e)!important}
      b.p{color:var(--p);background:var(--p-g)}b.a{color:var(--a);background:var(--a-g)}
      b.d{color:var(--d);background:var(--d-g)}b.r,b.m{color:var(--r);background:var(--r-g)}
      b.B{color:var(--B);background:var(--B-g)}
      b.M{color:var(--M);background:var(--M-g);border-color:var(--M-e)!important}
      b.x{color:var(--ink);background:var(--faint)}
      @media (max-width:30rem){b[class]{white-space:normal}}

      """
    for kind in State.Kind.allCases {
      css += "b.\(kind.cssClass)::before{content:\"\(kind.shape)\";content:\"\(kind.shape)\"/\"\"}\n"
    }
    return css
  }()

  /// How the columns of numbers, and centred ones, are aligned: `n3` on a table is its third column. And how
  /// wide a column of a long table is: `z14` is 14 letters; and of one on paper: `y14` is 14 per cent.
  static let columns: String = {
    func rule(_ letter: String, _ style: String) -> String {
      // A browser looks rules up by the name of an element; one that ends in `:is` it tries on every one.
      let cells = (1...HTMLWriter.mostColumns).map { column in
        ["td", "th"].map { ".\(letter)\(column) \($0):nth-child(\(column))" }.joined(separator: ",")
      }
      return cells.joined(separator: ",") + "{\(style)}\n"
    }
    let labels =
      (1...8).map { ".a\($0) tbody td:nth-child(\($0))" }.joined(separator: ",") + "{color:var(--soft)}\n"
    let widths =
      HTMLTable.widths.map { ".z\($0){width:\($0)ch}" }
      + (1...100).map { ".y\($0){width:\($0)%}" }
    return rule("n", "text-align:right") + rule("c", "text-align:center") + labels + widths.joined() + "\n"
  }()

  /// What differs from pack to pack on paper: running titles, turned pages, titles of columns.
  private var running: String {
    var css = "@page{@bottom-left{content:\(cssString(imprint))}@top-left{content:\(cssString(title))}}\n"
    for document in documents ?? [] {
      let turned = paper.turned.contains(document.index) ? "size:A4 landscape;" : ""
      let name = "d\(document.index + 1)"
      css += "@page \(name){\(turned)@top-right{content:\(cssString(document.title))}}\n"
      css += "@media print{article.\(name){page:\(name)!important}"
      // What is drawn leaves room for the heading above it.
      css += "article.\(name) .ds svg{max-height:\(turned.isEmpty ? 195 : 118)mm}}\n"
      if !turned.isEmpty { css += upright(document, in: name) }
    }
    for (index, titles) in paper.titles.enumerated() {
      let variables = titles.enumerated().map { "--c\($0 + 1):\(cssString($1))" }
      css += ".v\(index + 1){\(variables.joined(separator: ";"))}\n"
    }
    let cells = (1...HTMLWriter.mostColumns).map { ".v td:nth-child(\($0))::before{content:var(--c\($0))}" }
    return css + "@media print{\(cells.joined())}\n"
  }

  /// Where the paper of a document is turned, a drawing taller than that has an upright page, with what stands
  /// between it and the drawing or table before: headings and a few lines are not left behind.
  private func upright(_ document: DocumentHead, in name: String) -> String {
    // What is in the document itself, or in a stretch of it.
    let inside = ":is(article.\(name),article.\(name)>.g)"
    let before = (0...4).map { number in
      "\(inside)>:not(figure):has(\(String(repeating: "+:not(figure)", count: number))+.fig .tall)"
    }
    return """
      @page \(name)u{@top-right{content:\(cssString(document.title))}}
      @media print{\(inside)>.fig:has(.tall){page:\(name)u}\(before.joined(separator: ",")){page:\(name)u}
      article.\(name) .ds svg.tall{max-height:222mm}
      article.\(name)>header+*+*+.fig svg.tall,article.\(name)>header+*+.fig svg.tall{max-height:172mm}}

      """
  }
}

/// What the style for paper has to know of the documents, learnt while they are written.
struct Paper {
  /// The titles of the columns of very wide tables, each set of titles once.
  private(set) var titles: [[String]] = []
  /// The documents whose paper is turned, by index.
  var turned: Set<Int> = []

  /// The number of a set of titles, from 1.
  mutating func number(of set: [String]) -> Int {
    if let known = titles.firstIndex(of: set) { return known + 1 }
    titles.append(set)
    return titles.count
  }
}
