/// The colours of a page, light and dark, as variables of its style.
struct Palette {
  /// A colour by what it is for, on a light page and on a dark one.
  private struct Entry {
    var name: String
    var light: String
    var dark: String

    init(_ name: String, _ light: String, _ dark: String) {
      (self.name, self.light, self.dark) = (name, light, dark)
    }
  }

  /// What text of each page stands on, of the kinds that the accent is set upon.
  static let lightGrounds = ["#faf9f6", "#ffffff"]
  static let darkGrounds = ["#12181a", "#182022"]

  /// Grounds, inks and lines, then each state: its ink, its ground (`-g`), and its edge (`-e`).
  private static let entries = [
    Entry("bg", lightGrounds[0], darkGrounds[0]), Entry("card", lightGrounds[1], darkGrounds[1]),
    Entry("ink", "#1c2523", "#e4e9e6"), Entry("soft", "#55605d", "#a2aeaa"),
    Entry("line", "#dedbd2", "#324043"), Entry("faint", "#edebe4", "#232d2f"),
    Entry("field", "#8b9491", "#6d7b78"), Entry("mark", "#fff1c9", "#4a3d12"),
    Entry("shade", "0 1px 2px #1c25230f", "none"),
    Entry("o", "#744500", "#ffd58a"), Entry("o-g", "#fff3d6", "#3a2c0c"), Entry("o-e", "#b97f1c", "#a97c2c"),
    Entry("p", "#1d4c8a", "#a9cbff"), Entry("p-g", "#e8f0fb", "#1b2c47"),
    Entry("a", "#155c36", "#97dfb3"), Entry("a-g", "#e4f3e9", "#143322"),
    Entry("d", "#55447f", "#cdbdf7"), Entry("d-g", "#f0ecf9", "#2b2440"),
    Entry("r", "#4a5552", "#b9c4c0"), Entry("r-g", "#eceeed", "#293335"),
    Entry("B", "#ffffff", "#ffffff"), Entry("B-g", "#a3162b", "#b3203a"),
    Entry("M", "#863600", "#ffbf93"), Entry("M-g", "#fdeadb", "#40230f"), Entry("M-e", "#d98a4e", "#9c5b2c"),
  ]

  /// The colour of links, marks of place, and edges.
  var accent: Colour
  /// The same on a dark page.
  var accentOnDark: Colour

  /// Our own colours.
  static let plain = Palette(accent: Colour(10, 90, 84), accentOnDark: Colour(116, 207, 195))

  /// The variables, for the system's wish and for the reader's, which is an attribute of the root.
  var css: String {
    """
    :root{color-scheme:light dark;\(light)}
    @media (prefers-color-scheme:dark){:root:not([data-colours=light]){\(dark)}}
    :root[data-colours=dark]{color-scheme:dark;\(dark)}
    :root[data-colours=light]{color-scheme:light}
    @media print{:root:root{color-scheme:light;\(light)}}

    """
  }

  /// Each ink with a ground that it is set on, by name: for those who check that it can be read.
  func inks(dark: Bool) -> [(name: String, ink: Colour, ground: Colour)] {
    var colours: [String: Colour] = [:]
    for entry in Palette.entries { colours[entry.name] = Colour(dark ? entry.dark : entry.light) }
    colours["accent"] = dark ? accentOnDark : accent
    colours["tint"] = colours["accent"]?.mixed(
      into: dark ? Palette.darkGround : Palette.lightGround, share: dark ? 0.13 : 0.08)
    let states = colours.keys.filter { $0.hasSuffix("-g") }.map { (String($0.dropLast(2)), $0) }
    let text = ["ink", "soft", "accent"].flatMap { ink in ["bg", "card", "tint"].map { (ink, $0) } }
    return (text + states + [("ink", "mark"), ("ink", "faint")]).sorted { $0 < $1 }.compactMap { ink, ground in
      guard let over = colours[ink], let under = colours[ground] else { return nil }
      return ("\(ink) on \(ground)", over, under)
    }
  }

  private static let lightGround = Colour(250, 249, 246)
  private static let darkGround = Colour(18, 24, 26)

  private var light: String {
    variables(\.light, accent, over: Palette.lightGround, share: 0.08)
  }

  private var dark: String {
    variables(\.dark, accentOnDark, over: Palette.darkGround, share: 0.13)
  }

  private func variables(
    _ side: KeyPath<Entry, String>, _ accent: Colour, over ground: Colour, share: Double
  ) -> String {
    let own = Palette.entries.map { "--\($0.name):\($0[keyPath: side])" }
    return (own + ["--accent:\(accent)", "--tint:\(accent.mixed(into: ground, share: share))"])
      .joined(separator: ";")
  }
}
