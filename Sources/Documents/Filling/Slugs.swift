/// Makes the slugs that GitHub gives to the headings of one file, each unique in it.
///
/// Letters are lowered, spaces become hyphens, and everything but letters, digits, hyphens and
/// underscores is dropped; the second of a kind gets `-1`. (github.com/Flet/github-slugger)
struct Slugs {
  private var used: [String: Int] = [:]

  /// The slug of the next heading.
  mutating func slug(_ heading: String) -> String {
    let base = Slugs.bare(heading)
    var slug = base
    while used[slug] != nil {
      used[base, default: 0] += 1
      slug = "\(base)-\(used[base, default: 0])"
    }
    used[slug] = 0
    return slug
  }

  private static func bare(_ heading: String) -> String {
    var slug = String.UnicodeScalarView()
    for scalar in heading.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .spaceSeparator where scalar == " ": slug.append("-")
      case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter,
        .decimalNumber, .letterNumber, .nonspacingMark, .spacingMark, .enclosingMark,
        .connectorPunctuation:
        slug.append(scalar)
      case .dashPunctuation where scalar == "-": slug.append(scalar)
      default: break
      }
    }
    return String(slug)
  }
}
