public import Diagnostics
public import Formats
public import Method

extension RateCard {
  /// Reads a card of the library; a file that is no YAML is one problem.
  public init(_ file: MethodFile) throws(Problems) {
    let node: Node
    do throws(Diagnostic) {
      node = try YAML.parse(file.bytes, file: file.path)
    } catch {
      throw Problems([error])
    }
    try self.init(node, name: file.name, file: file.path)
  }

  /// Reads a card and checks it whole: every problem is told with its line and column.
  public init(_ node: Node, name: String, file: String) throws(Problems) {
    var reader = RateCardReader(file: file)
    self = reader.card(node, name: name)
    try reader.checker.finish()
  }
}
