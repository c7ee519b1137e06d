extension CheckReport {
  /// JUnit's XML, as the schema of Jenkins and its kind describes it
  /// (github.com/jenkinsci/xunit-plugin, junit-10.xsd): a suite a gap; a failed case a finding, a skipped case
  /// what a waiver accepts, and one case that passed for a gap that finds nothing.
  var junit: String {
    let open = Dictionary(grouping: open, by: \.gap)
    let waived = Dictionary(grouping: waived, by: \.gap)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    var suites = ""
    var count = 0
    for gap in gaps {
      let (failed, skipped) = (open[gap.name] ?? [], waived[gap.name] ?? [])
      let tests = max(1, failed.count + skipped.count)
      count += tests
      suites += """
          <testsuite name="\(XML.attribute(gap.name))" tests="\(tests)" failures="\(failed.count)" errors="0" \
        skipped="\(skipped.count)" time="0" timestamp="\(XML.attribute(timestamp))">\n
        """
      if failed.isEmpty, skipped.isEmpty {
        suites +=
          "    <testcase classname=\"\(className(gap))\" name=\"\(XML.attribute(gap.title))\" time=\"0\"/>\n"
      }
      for finding in failed { suites += failure(finding, gap) }
      for finding in skipped { suites += skip(finding, gap) }
      suites += "  </testsuite>\n"
    }
    text += """
      <testsuites name="plumbline check" tests="\(count)" failures="\(self.open.count)" errors="0" time="0">
      \(suites)</testsuites>\n
      """
    return text
  }

  /// Without the zone's letter, as the schema wants it.
  private var timestamp: String {
    let text = "\(at)"
    return text.hasSuffix("Z") ? String(text.dropLast()) : text
  }

  private func className(_ gap: Gap) -> String { XML.attribute("\(gap.dimension.rawValue).\(gap.name)") }

  private func opening(_ finding: Finding, _ gap: Gap) -> String {
    let name = finding.about + (finding.detail.map { " (\($0))" } ?? "")
    return "    <testcase classname=\"\(className(gap))\" name=\"\(XML.attribute(name))\" time=\"0\">\n"
  }

  private func failure(_ finding: Finding, _ gap: Gap) -> String {
    var lines = [finding.question, finding.remedy]
    if let ask = finding.ask { lines.insert("Ask \(ask).", at: 0) }
    return opening(finding, gap)
      + "      <failure type=\"\(finding.severity.rawValue)\" message=\"\(XML.attribute(finding.message))\">"
      + "\(XML.text(lines.joined(separator: "\n")))</failure>\n    </testcase>\n"
  }

  private func skip(_ finding: Finding, _ gap: Gap) -> String {
    let words = "waived by \(finding.waiver ?? ""): \(finding.message)"
    return opening(finding, gap) + "      <skipped message=\"\(XML.attribute(words))\"/>\n    </testcase>\n"
  }
}

/// Text made fit to stand in XML 1.0 (w3.org/TR/xml, 2.2 and 2.4).
enum XML {
  /// Between tags.
  static func text(_ text: String) -> String { escaped(text, inAttribute: false) }

  /// Between double quotes, where a line break would be read as a space.
  static func attribute(_ text: String) -> String { escaped(text, inAttribute: true) }

  private static func escaped(_ text: String, inAttribute: Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"" where inAttribute: result.append(contentsOf: "&quot;".unicodeScalars)
      case "\t" where inAttribute, "\n" where inAttribute:
        result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      case "\r": result.append(contentsOf: "&#13;".unicodeScalars)
      case _ where isCharacter(scalar): result.append(scalar)
      // Not even a reference to it is allowed.
      default: result.append("\u{FFFD}")
      }
    }
    return String(result)
  }

  /// The production `Char`.
  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
