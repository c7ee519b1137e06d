import Digests

/// How a pack shows whose it is: logo, colours, client and confidentiality.
public struct Theme: Sendable {
  /// The picture at the head of the cover.
  public var logo: Logo?
  /// Whom the pack is made for, where the engagement does not say.
  public var client: String?
  /// Who may read it.
  public var confidentiality: String?
  var palette = Palette.plain

  /// Our own look.
  public init() {}

  /// A cover with what the theme says; what the theme leaves out is as it was.
  public func applied(to cover: Cover) -> Cover {
    var cover = cover
    cover.client = client ?? cover.client
    cover.confidentiality = confidentiality ?? cover.confidentiality
    return cover
  }
}

/// A picture that stands in the page itself.
public struct Logo: Sendable {
  var type: String
  var bytes: [UInt8]
  /// What it shows, for those who do not see it.
  var words: String?

  /// The address that holds the picture (RFC 2397).
  var address: String { "data:\(type);base64,\(Base64.text(bytes))" }
}
