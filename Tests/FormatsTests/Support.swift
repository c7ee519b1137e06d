import Diagnostics
import Foundation
import Formats

/// The real data: `shared/data` beside the repository or beside a folder above it; its tests are skipped
/// where it is absent.
let sharedData: String = {
  var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  while folder.path != "/" {
    folder.deleteLastPathComponent()
    let data = folder.appendingPathComponent("shared/data").path
    if FileManager.default.fileExists(atPath: data) { return data }
  }
  return "shared/data"
}()

func yaml(_ text: String, limits: Limits = .standard) throws -> Node {
  try YAML.parse(Array(text.utf8), file: "t.yaml", limits: limits)
}

func json(_ text: String, limits: Limits = .standard) throws -> Node {
  try JSON.parse(Array(text.utf8), file: "t.json", limits: limits)
}

func csv(_ text: String, separator: CSV.Separator = .comma) throws -> [[String]] {
  try CSV.parse(Array(text.utf8), file: "t.csv", separator: separator).map { $0.map(\.text) }
}

/// `code line:column` of what parsing throws; "nothing" when it does not.
func fault(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "nothing"
  } catch let error as Diagnostic {
    return "\(error.code) \(error.place?.line ?? 0):\(error.place?.column ?? 0)"
  } catch {
    return "\(error)"
  }
}
