import Estimation
import Terminal

/// The estimate drawn with characters, a line each, in so many columns.
///
/// Bars are of `█` and eighths of it (Unicode Block Elements), which every monospaced font of a terminal has.
struct Drawing {
  /// The columns there are.
  let width: Int

  /// The S-curve: hours from left to right, the share of the runs that stay under them from below to the top.
  func curve(_ estimate: Estimate, marks: [(name: String, hours: Double)]) -> [String] {
    let curve = estimate.curve
    guard let low = curve.first?.hours, let high = curve.last?.hours, high > low else { return [] }
    let columns = max(20, min(width - 7, 72))
    let rows = 11
    func column(_ hours: Double) -> Int {
      min(columns - 1, max(0, Int((hours - low) / (high - low) * Double(columns - 1) + 0.5)))
    }
    var canvas = Array(repeating: Array(repeating: Character(" "), count: columns), count: rows)
    for place in 0..<columns {
      let hours = low + (high - low) * Double(place) / Double(columns - 1)
      let row = Int(estimate.total.share(atMost: hours) * Double(rows - 1) + 0.5)
      canvas[rows - 1 - row][place] = "•"
    }
    var lines = canvas.enumerated().map { index, row in
      let label = Fitting.pad("\(100 - index * 10)%", to: 5, alignRight: true)
      return "\(label) ┤" + Self.trimmed(String(row))
    }
    lines.append("      └" + String(repeating: "─", count: columns))
    lines.append("       " + axis(columns, from: "\(low.grouped) h", to: "\(high.grouped) h"))
    // The marks, each under its place, as long as they do not touch.
    var (line, end) = ("", 0)
    for mark in marks {
      let place = column(mark.hours)
      let label = "▲ \(mark.name)"
      guard place >= end, place + DisplayWidth.of(label) <= columns else { continue }
      line += String(repeating: " ", count: place - end) + label
      end = place + DisplayWidth.of(label) + 1
      line += " "
    }
    if !line.isEmpty { lines.append("       " + Self.trimmed(line)) }
    return lines
  }

  /// A tornado: a bar a driver from its low to its high total, the mean of all as the trunk.
  func tornado(_ estimate: Estimate) -> [String] {
    let drivers = estimate.tornado
    let mean = estimate.mean
    guard let low = drivers.map(\.low).min(), let high = drivers.map(\.high).max(), high > low else {
      return []
    }
    let titles = min(max(12, width / 3), drivers.map { DisplayWidth.of($0.title) }.max() ?? 12)
    let columns = max(16, min(width - titles - 2, 60))
    func column(_ hours: Double) -> Int { Int((hours - low) / (high - low) * Double(columns - 1) + 0.5) }
    let trunk = min(columns - 1, max(0, column(mean)))
    var lines = drivers.map { driver in
      let (from, to) = (column(driver.low), column(driver.high))
      let bar = (0..<columns).map { place -> Character in
        if place == trunk { return "┃" }
        return place >= min(from, to) && place <= max(from, to) ? "█" : " "
      }
      let title = Fitting.pad(Fitting.truncate(driver.title, to: titles), to: titles)
      return Self.trimmed("\(title)  \(String(bar))")
    }
    lines.append(
      String(repeating: " ", count: titles + 2)
        + axis(columns, from: "\(low.grouped) h", to: "\(high.grouped) h"))
    return lines
  }

  /// Shares as bars of one length in all.
  func split(_ parts: [(title: String, share: Double)]) -> [String] {
    let titles = min(max(12, width / 3), parts.map { DisplayWidth.of($0.title) }.max() ?? 12)
    let columns = max(10, min(width - titles - 8, 50))
    let most = parts.map(\.share).max() ?? 0
    return parts.map { part in
      let title = Fitting.pad(Fitting.truncate(Visible.line(part.title), to: titles), to: titles)
      let percent = Fitting.pad(part.share.percent, to: 4, alignRight: true)
      return Self.trimmed("\(title)  \(percent)  \(bar(most > 0 ? part.share / most : 0, columns))")
    }
  }

  /// A bar of eighths: `███▌`.
  private func bar(_ share: Double, _ columns: Int) -> String {
    let eighths = Int((min(1, max(0, share)) * Double(columns) * 8).rounded())
    let rest = eighths % 8
    return String(repeating: "█", count: eighths / 8)
      + (rest == 0 ? "" : ["▏", "▎", "▍", "▌", "▋", "▊", "▉"][rest - 1])
  }

  private func axis(_ columns: Int, from low: String, to high: String) -> String {
    low + String(repeating: " ", count: max(1, columns - DisplayWidth.of(low) - DisplayWidth.of(high))) + high
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
