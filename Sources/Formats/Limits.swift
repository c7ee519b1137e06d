/// How much of a file is read before it is refused.
///
/// They bound time and memory on hostile input: nesting costs a parser more than its length, and a
/// hundred bytes of YAML aliases can stand for a billion values.
public struct Limits: Sendable, Equatable {
  /// How many sequences and mappings may lie inside one another.
  public var depth: Int
  /// How many bytes a file may have.
  public var bytes: Int
  /// How many values, keys not counted, a file may hold.
  public var nodes: Int
  /// How many values the aliases of a YAML file may stand for, all together.
  public var aliasedNodes: Int

  /// Sets limits; those not given are the standard ones.
  public init(depth: Int = 200, bytes: Int = 128 << 20, nodes: Int = 8_000_000, aliasedNodes: Int = 1_000_000) {
    self.depth = depth
    self.bytes = bytes
    self.nodes = nodes
    self.aliasedNodes = aliasedNodes
  }

  /// 200 levels, 128 MB, 8 million values, a million aliased values.
  ///
  /// The deepest published interface descriptions nest some forty levels; the largest are 30 MB.
  public static let standard = Limits()
}
