/// Tells a writer what becomes of an anchor or a reference at the place it has reached.
struct Links {
  private let survey: Survey
  private var placed: Set<String> = []
  private var document = 0
  private var heading = 0

  init(_ survey: Survey) { self.survey = survey }

  /// The headings of the document being written.
  var headings: [Survey.Heading] { survey.headings[document] }

  /// The headings of any document.
  func headings(of document: Int) -> [Survey.Heading] { survey.headings[document] }

  /// A heading that a template leads to, where there is one today: which headings a document has may hang on the facts.
  func heading(_ slug: String?, of document: Int) -> String? {
    slug.flatMap { survey.slugs[document].contains($0) ? $0 : nil }
  }

  /// The place of a reference, if it has one.
  func place(of ref: String) -> AnchorPlace? { survey.anchors[ref] }

  /// Whether an anchor's place is here, asked before it is written.
  func isPlaceToCome(of ref: String) -> Bool {
    survey.anchors[ref] == AnchorPlace(document: document, heading: heading, inHeading: false)
      && !placed.contains(ref)
  }

  /// The number of the heading that was reached, from 1; 0 above the first.
  var reached: Int { heading }

  mutating func begin(_ document: Int) {
    self.document = document
    heading = 0
  }

  /// Goes to the next heading and gives its slug.
  mutating func nextHeading() -> String {
    heading += 1
    return survey.headings[document][heading - 1].slug
  }

  /// Whether an anchor's place is here; true once, so that ids are unique.
  mutating func isPlace(of ref: String, inHeading: Bool) -> Bool {
    let here = AnchorPlace(document: document, heading: heading, inHeading: inHeading)
    return survey.anchors[ref] == here && placed.insert(ref).inserted
  }

  /// Where a reference leads: the document, and the slug of the heading, nil for the document's top.
  func target(of ref: String) -> (document: Int, slug: String?)? {
    guard let place = survey.anchors[ref] else { return nil }
    let slug = place.heading == 0 ? nil : survey.headings[place.document][place.heading - 1].slug
    return (place.document, slug)
  }
}
