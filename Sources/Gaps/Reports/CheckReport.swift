public import Catalogue
internal import Formats

/// What a check found, ready to be told in one format or another.
public struct CheckReport: Sendable {
  /// The gaps that were looked for.
  public var gaps: [Gap]
  /// What is open, worst first; with a baseline, only what is new.
  public var open: [Finding]
  /// What a waiver accepts.
  public var waived: [Finding]
  /// What is open and was so in the baseline; empty without one.
  public var known: [Finding]
  /// Whether it was compared with a baseline.
  public var hasBaseline: Bool
  /// The gaps that the team changed or switched off.
  public var adjusted: [Gap]
  /// The workbook's file name, for formats that want to know what was looked at.
  public var workbook: String
  /// The version of the program.
  public var version: String
  /// When it was looked at.
  public var at: Moment

  /// Sorts findings into what is open, waived, and known from a baseline.
  ///
  /// `known` are the findings that are no news; nil when everything is told.
  public init(
    _ findings: [Finding], of gaps: [Gap], adjusted: [Gap] = [], known: Set<FindingIdentity>? = nil,
    workbook: String, version: String, at: Moment
  ) {
    self.gaps = gaps
    waived = findings.filter { $0.waiver != nil }
    let open = findings.filter { $0.waiver == nil }
    self.open = open.filter { !(known?.contains($0.identity) ?? false) }
    self.known = open.filter { known?.contains($0.identity) ?? false }
    hasBaseline = known != nil
    self.adjusted = adjusted
    self.workbook = workbook
    self.version = version
    self.at = at
  }

  /// The open findings by gap, in the order of their first.
  public var byGap: [(gap: String, findings: [Finding])] {
    var order: [String] = []
    var groups: [String: [Finding]] = [:]
    for finding in open {
      if groups[finding.gap] == nil { order.append(finding.gap) }
      groups[finding.gap, default: []].append(finding)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }
}

/// The formats that a check is told in, for programs. Each is a file beside this one.
public enum CheckFormat: String, Sendable, CaseIterable {
  /// An array of the open findings.
  case json
  /// The Static Analysis Results Interchange Format, 2.1.0.
  case sarif
  /// JUnit's XML, as build servers read it.
  case junit
  /// A table for a spreadsheet.
  case csv

  /// A report in this format, its last line ended.
  public func text(_ report: CheckReport) -> String {
    switch self {
    case .json: report.json
    case .sarif: report.sarif
    case .junit: report.junit
    case .csv: report.csv
    }
  }
}
