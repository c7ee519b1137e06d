public import Diagnostics
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
  /// Whether the palette is somebody's own.
  var isColoured = false
  /// Whether the accent on dark pages is somebody's own.
  var isColouredOnDark = false

  /// Our own look.
  public init() {}

  /// A cover with what the theme says; what the theme leaves out is as it was.
  public func applied(to cover: Cover) -> Cover {
    var cover = cover
    cover.client = client ?? cover.client
    cover.confidentiality = confidentiality ?? cover.confidentiality
    return cover
  }

  /// Takes what this theme leaves out from what the engagement says: the name of a logo's file in a folder, and a
  /// colour. What of it cannot be used is left out, and answered; a pack comes out all the same.
  public mutating func complete(logo file: String?, accent text: String?, in folder: String?) -> [Diagnostic] {
    var refusals: [Diagnostic] = []
    if logo == nil, let file {
      do throws(Diagnostic) { logo = try Logo(named: file, in: folder) } catch { refusals.append(error) }
    }
    if !isColoured, let text {
      do throws(Diagnostic) {
        let dark = palette.accentOnDark
        palette = try Palette(accent: text, at: nil)
        if isColouredOnDark { palette.accentOnDark = dark }
        isColoured = true
      } catch {
        refusals.append(error)
      }
    }
    return refusals
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
