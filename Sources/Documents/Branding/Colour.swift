/// A colour of the sRGB space.
public struct Colour: Equatable, Sendable, CustomStringConvertible {
  /// Red, green and blue, each from 0 to 255.
  public var red: UInt8, green: UInt8, blue: UInt8

  /// A colour of three parts.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Reads `#rrggbb` or `#rgb`; nil when it is neither.
  public init?(_ text: String) {
    let digits = Array(text.utf8.dropFirst())
    guard text.utf8.first == UInt8(ascii: "#"), digits.count == 3 || digits.count == 6,
      digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return nil }
    if digits.count == 6 {
      self.init(UInt8(number >> 16), UInt8(number >> 8 & 255), UInt8(number & 255))
    } else {
      self.init(UInt8((number >> 8) * 17), UInt8((number >> 4 & 15) * 17), UInt8((number & 15) * 17))
    }
  }

  /// As CSS writes it: `#rrggbb`.
  public var description: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// How far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio).
  public func contrast(with other: Colour) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// The least contrast with any of some grounds.
  func contrast(withEachOf grounds: [Colour]) -> Double {
    grounds.map(contrast).min() ?? 21
  }

  /// Relative luminance (WCAG 2.2).
  private var luminance: Double {
    func linear(_ part: UInt8) -> Double {
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// This colour laid over another, of which so much shines through.
  func mixed(into ground: Colour, share: Double) -> Colour {
    func mix(_ over: UInt8, _ under: UInt8) -> UInt8 {
      UInt8((Double(over) * share + Double(under) * (1 - share)).rounded())
    }
    return Colour(mix(red, ground.red), mix(green, ground.green), mix(blue, ground.blue))
  }

  /// The nearest colour towards black or white that stands out enough on all these grounds.
  func legible(on grounds: [Colour], contrast least: Double, towards end: Colour) -> Colour {
    for step in 0...100 {
      let candidate = end.mixed(into: self, share: Double(step) / 100)
      if candidate.contrast(withEachOf: grounds) >= least { return candidate }
    }
    return end
  }
}

/// `value` to the power of 2.4, for values from 0 to 1, as x² · ⁵√x²: Newton's method, so that the same digits
/// come out on every machine.
private func power(_ value: Double) -> Double {
  let square = value * value
  guard square > 0 else { return 0 }
  var root = 1.0
  for _ in 0..<60 { root -= (root - square / (root * root * root * root)) / 5 }
  return square * root
}
