import CYAML
public import Diagnostics

/// YAML 1.2 read into nodes with positions, by libyaml's events.
///
/// Plain scalars are resolved by the core schema: `NO`, `on` and `2024-01-01` stay text. Tags other than
/// the core ones are ignored. `<<` merges mappings, as is common in interface descriptions.
public enum YAML {
  /// The one document of a YAML file.
  ///
  /// Errors: `yaml-syntax`, `truncated`, `empty-file`, `several-documents`, `duplicate-key`, `too-deep`,
  /// `too-many-values`, `too-many-aliases`, `unknown-alias`, `recursive-alias`, `not-utf8`,
  /// `file-too-large`; each with file, line, column, and the line it is about.
  public static func parse(
    _ bytes: [UInt8], file: String, limits: Limits = .standard
  ) throws(Diagnostic) -> Node {
    try SourceText.with(bytes, file: file, limits: limits) { text throws(Diagnostic) in
      try refuseManyDirectives(text)
      var reader = YAMLReader(text, limits: limits)
      defer { reader.close() }
      return try reader.document()
    }
  }

  /// libyaml compares each `%TAG` line with all before it; no sane file has more than a few.
  private static func refuseManyDirectives(_ text: SourceText) throws(Diagnostic) {
    guard let first = text.bytes.first, first == 0x25 || text.bytes.contains(0x25) else { return }
    var count = 0
    for index in text.bytes.indices where text.bytes[index] == 0x25 {
      guard index == 0 || text.bytes[index - 1] == 0x0A || text.bytes[index - 1] == 0x0D else { continue }
      guard text.bytes[index...].starts(with: [0x25, 0x54, 0x41, 0x47]) else { continue }
      count += 1
      guard count <= 64 else {
        throw text.diagnostic(
          "yaml-syntax", "The file has more than 64 `%TAG` lines.", at: text.position(ofByte: index))
      }
    }
  }
}

/// One pass of libyaml over a text. `close` must be called when done.
private struct YAMLReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: SourceText
  private var builder: NodeBuilder
  /// Whether the whole document is a value that nobody wrote, as in a file of comments.
  private var isBlank = false

  init(_ text: SourceText, limits: Limits) {
    self.text = text
    builder = NodeBuilder(text, limits: limits, mergesKeys: true)
    parser = .allocate(capacity: 1)
    precondition(yaml_parser_initialize(parser) == 1, "out of memory")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.bytes.baseAddress, text.bytes.count)
  }

  func close() {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  mutating func document() throws(Diagnostic) -> Node {
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_DOCUMENT_START_EVENT:
        if builder.root != nil {
          throw text.diagnostic(
            "several-documents", "A second document begins here; one is read.", at: position(event.start_mark))
        }
      case YAML_STREAM_END_EVENT:
        guard let root = builder.root, !isBlank else {
          throw Diagnostic(
            "empty-file", "\(text.file) is empty.", at: Place(file: text.file, line: 1, column: 1))
        }
        return root
      case YAML_ALIAS_EVENT:
        let name = Self.string(event.data.alias.anchor)
        let place = position(event.start_mark)
        if builder.wantsKey {
          builder.key(try builder.aliasedKey(name, at: place), at: place)
        } else {
          try builder.alias(name, at: place)
        }
      case YAML_SCALAR_EVENT: try scalar(event)
      case YAML_SEQUENCE_START_EVENT:
        try begin(mapping: false, anchor: event.data.sequence_start.anchor, at: event.start_mark)
      case YAML_MAPPING_START_EVENT:
        try begin(mapping: true, anchor: event.data.mapping_start.anchor, at: event.start_mark)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try builder.end()
      default: break
      }
    }
  }

  private mutating func begin(
    mapping: Bool, anchor: UnsafeMutablePointer<UInt8>?, at mark: yaml_mark_t
  ) throws(Diagnostic) {
    let place = position(mark)
    guard !builder.wantsKey else {
      throw text.diagnostic(
        "yaml-syntax", "A key must be plain text; this is a \(mapping ? "mapping" : "sequence").", at: place)
    }
    try builder.begin(mapping: mapping, at: place, anchor: anchor.map(Self.string))
  }

  private mutating func scalar(_ event: yaml_event_t) throws(Diagnostic) {
    let scalar = event.data.scalar
    let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let place = position(event.start_mark)
    if builder.wantsKey {
      builder.key(String(decoding: bytes, as: UTF8.self), at: place)
      return
    }
    let isPlain = scalar.plain_implicit == 1 && scalar.style == YAML_PLAIN_SCALAR_STYLE
    let value: Node.Value =
      if isPlain || Self.isResolvedTag(scalar.tag) {
        CoreSchema.resolve(bytes)
      } else {
        .string(String(decoding: bytes, as: UTF8.self))
      }
    isBlank = isPlain && bytes.isEmpty && !builder.isOpen
    try builder.add(value, at: place, anchor: scalar.anchor.map(Self.string))
  }

  /// Whether a written tag (`!!int`, `!!bool`, `!!float`, `!!null`) asks for what a plain scalar gets.
  private static func isResolvedTag(_ tag: UnsafeMutablePointer<UInt8>?) -> Bool {
    guard let tag else { return false }
    let prefix = "tag:yaml.org,2002:"
    let name = string(tag)
    return name.hasPrefix(prefix) && ["int", "bool", "float", "null"].contains(name.dropFirst(prefix.count))
  }

  private static func string(_ bytes: UnsafeMutablePointer<UInt8>) -> String { String(cString: bytes) }

  private func position(_ mark: yaml_mark_t) -> Position {
    Position(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  /// What libyaml found wrong. Its reader counts bytes, its scanner and parser lines and columns.
  private func failure() -> Diagnostic {
    let state = parser.pointee
    let problem = state.problem.map { String(cString: $0) } ?? "the file is damaged"
    if state.error == YAML_READER_ERROR {
      return text.diagnostic(
        "yaml-syntax", "The text holds a character that YAML does not allow: \(problem).",
        at: text.position(ofByte: Int(state.problem_offset)))
    }
    if state.error == YAML_MEMORY_ERROR {
      return Diagnostic("yaml-syntax", "\(text.file) is too large to read.", at: Place(file: text.file))
    }
    let context = state.context.map { String(cString: $0) }
    let began = position(state.context_mark)
    let since = context.map { "It was \($0) that begins at line \(began.line), column \(began.column)." }
    if endsHere(state.problem_mark) {
      return text.diagnostic(
        "truncated", "The file ends too early: \(problem).", at: position(state.problem_mark), reason: since)
    }
    return text.diagnostic(
      "yaml-syntax", "This is not YAML: \(problem).", at: position(state.problem_mark), reason: since)
  }

  /// Whether nothing but blanks follows a mark.
  private func endsHere(_ mark: yaml_mark_t) -> Bool {
    var characters = 0
    for index in text.bytes.indices where text.bytes[index] & 0xC0 != 0x80 {
      if characters >= mark.index, text.bytes[index] > 0x20 { return false }
      characters += 1
    }
    return true
  }
}
