import Diagnostics
import Files

extension Pack {
  /// Writes the site and answers the paths, the one to open first in front.
  func writeSite(to folder: String) throws(Diagnostic) -> [String] {
    []
  }
}
