import Glibc

/// What hours really spent say of a rate card.
///
/// For each group, with n actuals, the factor is e^(n/(n + 5) · m), m the mean of ln(actual / P50): the ratio that was
/// seen, drawn towards 1 as long as little was seen. n/(n + k) is the credibility of Bühlmann ("Experience Rating
/// and Credibility", ASTIN Bulletin 4, 1967); k = 5 says that five actuals weigh as much as the card. The logarithm
/// makes half and double cancel out. P50 and P80 are those of the very units the hours were spent on, played
/// through with the card, without overheads, gaps and widening.
public struct Calibration: Sendable {
  /// The actuals that weigh as much as the card.
  public static let credibility = 5.0

  /// Hours that were spent on some units.
  public struct Actual: Sendable, Equatable {
    /// The reference of the fact, with its workbook where there are several.
    public var ref: String
    /// The group of the units.
    public var group: String
    /// The hours spent.
    public var hours: Double
    /// The units, by how many.
    public var units: Int
    /// What the card had said: the hours that half of the runs stay under.
    public var p50: Double
    /// What the card had said: the hours that eight runs of ten stay under.
    public var p80: Double

    /// States an actual beside what was expected; all figures over 0.
    public init(ref: String, group: String, hours: Double, units: Int, p50: Double, p80: Double) {
      (self.ref, self.group, self.hours) = (ref, group, hours)
      (self.units, self.p50, self.p80) = (units, p50, p80)
    }

    /// How many times the P50 it was.
    public var ratio: Double { hours / p50 }
    /// Whether it stayed within the P80.
    public var isHit: Bool { hours <= p80 }
  }

  /// What the actuals of a group say.
  public struct Finding: Sendable, Equatable {
    /// The group.
    public var group: RateCard.Group
    /// How many actuals there are.
    public var count: Int
    /// The geometric mean of the ratios.
    public var ratio: Double
    /// How much that counts, n/(n + 5).
    public var weight: Double
    /// How many actuals stayed within P80; eight of ten should.
    public var hits: Int
    /// What the group's hours are to be multiplied by.
    public var factor: Double
  }

  /// The actuals.
  public let actuals: [Actual]
  /// The groups that have actuals, in the card's order.
  public let findings: [Finding]
  private let card: RateCard

  /// Weighs actuals against a card.
  public init(_ actuals: [Actual], _ card: RateCard) {
    self.actuals = actuals
    self.card = card
    let groups = Dictionary(grouping: actuals, by: \.group)
    findings = card.groups.compactMap { group in
      guard let own = groups[group.id], !own.isEmpty else { return nil }
      let n = Double(own.count)
      let mean = own.reduce(0) { $0 + log($1.ratio) } / n
      let weight = n / (n + Self.credibility)
      return Finding(
        group: group, count: own.count, ratio: exp(mean), weight: weight, hits: own.count(where: \.isHit),
        factor: exp(weight * mean))
    }
  }

  /// The share of the actuals that stayed within P80; nil without any.
  public var hitRate: Double? {
    actuals.isEmpty ? nil : Double(actuals.count(where: \.isHit)) / Double(actuals.count)
  }

  /// How likely it is that of a sound card, whose P80 holds eight times in ten, so few actuals or fewer stay within
  /// P80: the binomial distribution, as if each were by itself. Those of one project are not, so that in truth it is more.
  public var chanceOfSoFewHits: Double {
    let (n, hits) = (actuals.count, actuals.count(where: \.isHit))
    // By logarithms: a fifth to the power of some hundreds is nothing.
    var (logarithm, sum) = (Double(n) * log(0.2), 0.0)
    for k in 0...hits {
      sum += exp(logarithm)
      logarithm += log(Double(n - k) / Double(k + 1) * 4)
    }
    return min(1, sum)
  }

  /// What to do about how little is known, a sentence each; nothing where every group has enough.
  public var advice: [String] {
    let few = findings.filter { Double($0.count) < Self.credibility }
    guard !few.isEmpty else { return [] }
    let names = few.map { "\($0.group.title) (\($0.count))" }.joined(separator: ", ")
    let needed = Int(Self.credibility)
    return [
      "Of fewer than \(needed) actuals the old card still says more than they do: \(names). Capture more with "
        + "`plumbline actual add`, a line or a flow each, or name the workbooks of past projects."
    ]
  }

  /// A new card as YAML: an overlay of the old one that changes the lines of the groups with actuals, and says where
  /// it comes from. `provenance` is told in its head, a line each.
  public func overlay(on day: String, provenance: [String]) -> String {
    var text = provenance.map { "# \($0)\n" }.joined()
    text += """
      #
      # The factor of a group is e^(n/(n + 5) × the mean of ln(actual / P50)), n its actuals.

      """
    for finding in findings {
      text +=
        "# \(finding.group.id): \(Self.counted(finding.count)), ratio \(Self.rounded(finding.ratio)), weight "
      text +=
        "\(Self.rounded(finding.weight)), factor \(Self.rounded(finding.factor)); \(finding.hits) within P80\n"
    }
    text += "extends: \(card.name)\nlines:\n"
    for finding in findings {
      for line in card.lines where line.group == finding.group.id {
        let hours = [line.hours.low, line.hours.likely, line.hours.high].map {
          Self.rounded($0 * finding.factor, 4)
        }
        let source =
          "calibrated from \(Self.counted(finding.count)) of \(finding.group.id) (× \(Self.rounded(finding.factor)), \(day)); "
          + "before: \(line.source)"
        text += "  - id: \(line.id)\n    hours: [\(hours.map(plainNumber).joined(separator: ", "))]\n"
        text += "    source: \(Self.quoted(source))\n"
      }
    }
    return text
  }

  private static func counted(_ actuals: Int) -> String { "\(actuals) actual\(actuals == 1 ? "" : "s")" }

  private static func rounded(_ number: Double, _ decimals: Int = 2) -> Double {
    let scale = pow(10, Double(decimals))
    return (number * scale).rounded() / scale
  }

  /// A double-quoted scalar (YAML 1.2.2, 7.3.1): what is not plain text is left out.
  private static func quoted(_ text: String) -> String {
    "\"" + text.filter { $0 != "\"" && $0 != "\\" && !$0.isNewline } + "\""
  }
}
