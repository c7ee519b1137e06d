/// Values along a line of pixels, with ticks at round ones.
struct Scale {
  let low: Double
  let high: Double
  /// The values of the ticks.
  let ticks: [Double]
  let start: Int
  let end: Int

  /// A scale that holds these values, with about so many ticks; with zero when that is wanted or near.
  init(_ values: [Double], from start: Int, to end: Int, about count: Int = 6, zero: Bool = false) {
    var low = values.min() ?? 0
    var high = values.max() ?? 1
    if zero || low > 0 && low < high * 0.25 { low = min(0, low) }
    if zero, high < 0 { high = 0 }
    if high <= low { high = low + 1 }
    let step = Scale.step((high - low) / Double(max(1, count)))
    let first = (low / step).rounded(.down)
    let last = (high / step).rounded(.up)
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    (self.low, self.high) = (first * step, last * step)
    (self.start, self.end) = (start, end)
  }

  /// Where a value lies, in pixels.
  func position(_ value: Double) -> Double {
    Double(start) + (value - low) / (high - low) * Double(end - start)
  }

  /// The nearest whole pixel of a value.
  func pixel(_ value: Double) -> Int { Int(position(value).rounded()) }

  /// The least of 1, 2 and 5 times a power of ten that is no less.
  static func step(_ rough: Double) -> Double {
    guard rough > 0, rough.isFinite else { return 1 }
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough, power > 1e-9 { power /= 10 }
    for factor in [1.0, 2, 5] where factor * power >= rough { return factor * power }
    return 10 * power
  }
}

/// Digits with a thin space that does not break before each three of them, from the right.
public func thousandsApart(_ digits: some StringProtocol) -> String {
  var text = ""
  let count = digits.count
  for (index, digit) in digits.enumerated() {
    if index > 0, (count - index) % 3 == 0 { text += "\u{202F}" }
    text.append(digit)
  }
  return text
}

/// A number as people write it: thousands apart by a thin space, at most two decimals.
public func numeral(_ number: Double) -> String {
  guard number.isFinite, abs(number) < 1e15 else { return number.description }
  let hundredths = Int((abs(number) * 100).rounded())
  let digits = String(hundredths / 100)
  let text = (number < 0 && hundredths > 0 ? "−" : "") + thousandsApart(digits)
  let rest = hundredths % 100
  if rest == 0 { return text }
  return text + "." + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
}
