/// What stands on the first page of a pack, for its sponsor.
public struct Cover: Equatable, Sendable {
  /// The engagement's name.
  public var title: String
  /// Whom the pack is made for.
  public var client: String?
  /// The business result it is for.
  public var outcome: String?
  /// How far it is: "Draft", "Baseline 2".
  public var status: String
  /// Which version it is, as it is to be shown; repeated on every printed page.
  public var version: String?
  /// How many blockers are open; nil when nobody counted.
  public var openBlockers: Int?
  /// The day of the pack, as it is to be shown.
  public var date: String?
  /// What identifies the facts in it; repeated at the foot of every printed page. Without one a page says the
  /// SHA-256 of its own text.
  public var digest: String?
  /// A line on who may read it; repeated at the foot of every printed page.
  public var confidentiality: String?
  /// Key figures, each under its title.
  public var facts: [Fact]

  /// A key figure of the cover.
  public struct Fact: Equatable, Sendable {
    /// What it is.
    public var title: String
    /// The figure.
    public var value: String
    /// The document that has the table it is taken from.
    public var document: String?

    /// Names a figure.
    public init(_ title: String, _ value: String, in document: String? = nil) {
      self.title = title
      self.value = value
      self.document = document
    }
  }

  /// Describes a cover.
  public init(
    title: String, client: String? = nil, outcome: String? = nil, status: String = "Draft",
    version: String? = nil,
    openBlockers: Int? = nil, date: String? = nil, digest: String? = nil, confidentiality: String? = nil,
    facts: [Fact] = []
  ) {
    self.title = title
    self.client = client
    self.outcome = outcome
    self.status = status
    self.version = version
    self.openBlockers = openBlockers
    self.date = date
    self.digest = digest
    self.confidentiality = confidentiality
    self.facts = facts
  }

  /// The status and what stands against signing: "Draft – 3 open blockers".
  public var standing: String {
    switch openBlockers {
    case nil: status
    case 0: "\(status) – no open blockers"
    case 1: "\(status) – 1 open blocker"
    case let count?: "\(status) – \(count) open blockers"
    }
  }

  /// The same with only text that every format can carry.
  var readable: Cover {
    var cover = self
    cover.title = Documents.readable(title)
    cover.client = client.map(Documents.readable)
    cover.outcome = outcome.map(Documents.readable)
    cover.status = Documents.readable(status)
    cover.version = version.map(Documents.readable)
    cover.date = date.map(Documents.readable)
    cover.digest = digest.map(Documents.readable)
    cover.confidentiality = confidentiality.map(Documents.readable)
    cover.facts = facts.map {
      Fact(Documents.readable($0.title), Documents.readable($0.value), in: $0.document)
    }
    return cover
  }
}
