import Diagnostics
import Formats

extension OpenAPIReader {
  /// Why the description may be cut off: YAML that ends early is still YAML.
  ///
  /// References anywhere in the file count, also those of requests and responses that were not read;
  /// each that leads nowhere is noted.
  mutating func doubt() -> String? {
    var missing: Set<String> = []
    var waiting = [root]
    while let node = waiting.popLast() {
      for entry in (node.mapping ?? []).reversed() {
        if entry.key == "$ref", let reference = entry.value.string {
          if leadsNowhere(reference, at: entry.value.position) { missing.insert(reference) }
        } else if entry.key != "example", entry.key != "examples" {
          waiting.append(entry.value)
        }
      }
      waiting += (node.sequence ?? []).reversed()
    }
    switch missing.count {
    case 0: return representations.isEmpty && codeLists.isEmpty ? "it describes no object" : nil
    case 1: return "1 reference leads to a schema that is not in the file"
    default: return "\(missing.count) references lead to schemas that are not in the file"
    }
  }

  /// Whether nothing stands where a pointer (`#/…`) leads. Anchors (`#name`) are not looked for.
  private mutating func leadsNowhere(_ reference: String, at position: Position) -> Bool {
    guard reference.hasPrefix("#/"), case .nowhere(let name) = library.target(of: reference) else {
      return false
    }
    noteUnresolved(reference, name, at: position)
    return true
  }
}
