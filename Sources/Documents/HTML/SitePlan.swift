/// Which files a site has, and which document or section is in which.
///
/// A section of the second level whose heading is the place of a reference describes one fact – an entity, a
/// flow, a process – and is a page of its own, with everything up to the next such heading.
struct SitePlan {
  /// The file of each document.
  let documents: [String]
  /// For each heading of each document, the file of the section it is in, nil when that is the document's.
  private let sections: [[String?]]

  /// Decides on file names: letters, digits and hyphens, no two alike on any file system.
  init(_ survey: Survey, names: [String]) {
    var taken: Set<String> = ["index"]
    func free(_ name: String) -> String {
      let base = SitePlan.plain(name)
      var stem = base
      var number = 1
      while !taken.insert(stem).inserted {
        number += 1
        stem = "\(base)-\(number)"
      }
      return stem
    }
    let stems = names.map(free)
    documents = stems.map { $0 + ".html" }
    var described: [Place: String] = [:]
    for (ref, place) in survey.anchors where place.inHeading {
      // A heading may be the place of several; the first by name is as good as any, and always the same.
      let key = Place(document: place.document, heading: place.heading)
      described[key] = min(described[key] ?? ref, ref)
    }
    sections = survey.headings.enumerated().map { document, headings in
      var file: String?
      return headings.enumerated().map { number, heading in
        if heading.level <= 2 {
          let ref = described[Place(document: document, heading: number + 1)]
          file = ref.map { free("\(stems[document])-\($0)") + ".html" }
        }
        return file
      }
    }
  }

  private struct Place: Hashable {
    var document: Int
    var heading: Int
  }

  /// The file that a heading (from 1; 0 is above the first) is in.
  func file(document: Int, heading: Int) -> String {
    (heading > 0 ? sections[document][heading - 1] : nil) ?? documents[document]
  }

  /// Every page of the site but the first.
  var files: [String] { documents + sections.joined().compactMap { $0 } }

  /// Whether some section of a document is a page of its own.
  func hasPages(document: Int) -> Bool { sections[document].contains { $0 != nil } }

  private static func plain(_ name: String) -> String {
    var plain = ""
    for scalar in name.lowercased().unicodeScalars.prefix(80) {
      let isKept = scalar.isDigit || scalar == "-" || ("a"..."z").contains(scalar)
      plain.unicodeScalars.append(isKept ? scalar : "-")
    }
    return plain.isEmpty ? "page" : plain
  }
}
