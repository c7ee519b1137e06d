/// Colour and weight for a terminal, or none at all.
public struct Style: Sendable, Equatable {
  /// A way to set text apart. Never the only one: what colour says, words say as well.
  public enum Look: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
  }

  /// Whether anything is decorated.
  public let isOn: Bool

  /// No decoration.
  public static let plain = Style(isOn: false)

  /// Decorates, or does not.
  public init(isOn: Bool) { self.isOn = isOn }

  /// Decorates only for a terminal that is not dumb, and unless `NO_COLOR` (no-color.org) holds anything.
  public init(isTerminal: Bool, environment: (String) -> String?) {
    let kind = environment("TERM") ?? ""
    isOn = isTerminal && (environment("NO_COLOR") ?? "").isEmpty && !kind.isEmpty && kind != "dumb"
  }

  /// The text in these looks, if any, and back to normal after it. Lines are decorated one by one, so that
  /// a pager showing one of them shows it right.
  public func paint(_ text: String, _ looks: Look...) -> String { paint(text, looks) }

  /// A painted text without its looks.
  public static func stripped(_ text: String) -> String {
    guard text.contains("\u{1B}") else { return text }
    var plain = String.UnicodeScalarView()
    var isInside = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" {
        isInside = true
      } else if !isInside {
        plain.append(scalar)
      } else if scalar == "m" {
        isInside = false
      }
    }
    return String(plain)
  }

  /// The text in these looks, if any, and back to normal after it.
  public func paint(_ text: String, _ looks: [Look]) -> String {
    guard isOn, !looks.isEmpty, !text.isEmpty else { return text }
    let codes = looks.map(\.rawValue).joined(separator: ";")
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\u{1B}[\(codes)m\($0)\u{1B}[0m" }.joined(separator: "\n")
  }
}
