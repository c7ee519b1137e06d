/// Where a value begins in its file: line and column from 1, columns in Unicode scalars.
public struct Position: Sendable, Equatable, Hashable {
  // 32 bits each: positions are most of what a large file's tree weighs.
  private var storedLine: UInt32
  private var storedColumn: UInt32

  /// The line, from 1; 0 for a value that comes from no file.
  public var line: Int { Int(storedLine) }
  /// The column in Unicode scalars, from 1; 0 for a value that comes from no file.
  public var column: Int { Int(storedColumn) }

  /// Names a position; numbers outside 0…2³²−1 are clamped.
  public init(line: Int, column: Int) {
    storedLine = UInt32(clamping: line)
    storedColumn = UInt32(clamping: column)
  }

  /// The position of a value that was built rather than read.
  public static let none = Position(line: 0, column: 0)
}

/// A value read from YAML or JSON, with its position; also what `JSON.write` writes.
///
/// Mappings keep their order and never hold a key twice.
public struct Node: Sendable {
  /// The value itself.
  public var value: Value
  /// Where it begins.
  public var position: Position

  /// What a node can be.
  public enum Value: Sendable {
    /// Nothing.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number that fits 64 bits.
    case integer(Int)
    /// Any other number.
    case number(Double)
    /// Text.
    case string(String)
    /// Values in order.
    case sequence([Node])
    /// Values by name, in the order of the file.
    case mapping([Entry])
  }

  /// One name of a mapping and its value.
  public struct Entry: Sendable {
    /// The name, as text.
    public var key: String
    /// Where the name begins.
    public var keyPosition: Position
    /// The value under that name.
    public var value: Node

    /// Makes an entry.
    public init(key: String, keyPosition: Position = .none, value: Node) {
      self.key = key
      self.keyPosition = keyPosition
      self.value = value
    }
  }

  /// Makes a node.
  public init(_ value: Value, at position: Position = .none) {
    self.value = value
    self.position = position
  }
}

extension Node {
  /// Nothing, from no file.
  public static let null = Node(.null)

  /// The value under a name of a mapping; nil when this is no mapping or has no such name.
  ///
  /// It looks from the first name to the last.
  public subscript(key: String) -> Node? { entry(key)?.value }

  /// The entry of a name of a mapping, with the name's position.
  public func entry(_ key: String) -> Entry? {
    guard case .mapping(let entries) = value else { return nil }
    return entries.first { $0.key == key }
  }

  /// Whether this is `null`, or an empty value in YAML.
  public var isNull: Bool { if case .null = value { true } else { false } }
  /// The truth value, if it is one.
  public var bool: Bool? { if case .bool(let value) = value { value } else { nil } }
  /// The whole number, if it is one.
  public var int: Int? { if case .integer(let value) = value { value } else { nil } }
  /// The number, whole or not, if it is one.
  public var double: Double? {
    switch value {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
  /// The text, if it is text; numbers are not.
  public var string: String? { if case .string(let value) = value { value } else { nil } }
  /// The values, if it is a sequence.
  public var sequence: [Node]? { if case .sequence(let value) = value { value } else { nil } }
  /// The entries, if it is a mapping.
  public var mapping: [Entry]? { if case .mapping(let value) = value { value } else { nil } }

  /// A scalar as text: `true`, `12`, `1.5`, or the string itself; nil for null, sequences and mappings.
  public var scalarText: String? {
    switch value {
    case .bool(let value): String(value)
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .string(let value): value
    case .null, .sequence, .mapping: nil
    }
  }

  /// What it is, in words for a message: "a mapping", "a text".
  public var kind: String {
    switch value {
    case .null: "nothing"
    case .bool: "a truth value"
    case .integer, .number: "a number"
    case .string: "a text"
    case .sequence: "a sequence"
    case .mapping: "a mapping"
    }
  }
}

extension Node: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self.init(.string(value)) }
  /// A whole number.
  public init(integerLiteral value: Int) { self.init(.integer(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self.init(.number(value)) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self.init(.bool(value)) }
  /// Nothing.
  public init(nilLiteral: ()) { self.init(.null) }
  /// Values in order.
  public init(arrayLiteral elements: Node...) { self.init(.sequence(elements)) }

  /// A mapping of these names and values, in this order: `Node(object: ["name": "paid", "count": 3])`.
  public init(object members: KeyValuePairs<String, Node>) {
    self.init(.mapping(members.map { Entry(key: $0.key, value: $0.value) }))
  }
  /// A mapping of these names and values, in this order.
  public init(object members: [(String, Node)]) {
    self.init(.mapping(members.map { Entry(key: $0, value: $1) }))
  }
  /// A text, or nothing.
  public init(_ text: String?) { self.init(text.map(Value.string) ?? .null) }
  /// A whole number, or nothing.
  public init(_ integer: Int?) { self.init(integer.map(Value.integer) ?? .null) }
  /// A number, or nothing.
  public init(_ number: Double?) { self.init(number.map(Value.number) ?? .null) }
  /// A truth value, or nothing.
  public init(_ truth: Bool?) { self.init(truth.map(Value.bool) ?? .null) }
  /// Values in order.
  public init(_ elements: [Node]) { self.init(.sequence(elements)) }
}

/// Equal in value; positions do not count.
extension Node: Equatable {
  /// Whether both hold the same value, mappings in the same order.
  public static func == (a: Node, b: Node) -> Bool {
    switch (a.value, b.value) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.sequence(let a), .sequence(let b)): a == b
    case (.mapping(let a), .mapping(let b)):
      a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}
