public import Diagnostics

/// Diagnostics as people read them on standard error.
///
/// ```
/// error: No system is called `strpe`.
///   at capture.plumb:3:7
///   because systems are added before what refers to them
///   - Did you mean `stripe`?
///   try: plumbline add system strpe
/// ```
/// Nothing is wrapped, so that what is to be pasted stays whole; all text is made harmless.
public enum Report {
  /// One diagnostic, its last line ended.
  public static func text(_ diagnostic: Diagnostic, _ style: Style = .plain) -> String {
    let severity = style.paint("\(diagnostic.severity.rawValue):", .bold, look(of: diagnostic.severity))
    var text = "\(severity) \(indented(diagnostic.summary, by: 2))\n"
    if let place = diagnostic.place { text += "  at \(style.paint(Visible.line(place.description), .cyan))\n" }
    if let reason = diagnostic.reason { text += "  because \(indented(reason, by: 4))\n" }
    for note in diagnostic.notes { text += "  - \(indented(note, by: 4))\n" }
    for remedy in diagnostic.remedies {
      text += "  \(style.paint("try:", .dim)) \(style.paint(Visible.line(remedy), .green))\n"
    }
    return text
  }

  /// Several diagnostics, one after the other; a remedy that serves several of them is said once, at the
  /// last of these.
  public static func text(_ problems: Problems, _ style: Style = .plain) -> String {
    var said: Set<String> = []
    var parts: [String] = []
    for var diagnostic in problems.all.reversed() {
      let remedies = diagnostic.remedies
      diagnostic.remedies.removeAll { said.contains($0) }
      said.formUnion(remedies)
      parts.append(text(diagnostic, style))
    }
    return parts.reversed().joined()
  }

  private static func look(of severity: Diagnostic.Severity) -> Style.Look {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }

  /// Further lines under the first, so that no line of a value can pass for one of ours.
  private static func indented(_ text: String, by spaces: Int) -> String {
    Visible.lines(text).split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n" + String(repeating: " ", count: spaces + 2))
  }
}
