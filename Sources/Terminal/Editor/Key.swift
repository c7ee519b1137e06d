/// A key that was typed, or a text that was pasted.
enum Key: Equatable {
  /// Characters that stand for themselves.
  case text(String)
  /// A text the terminal marked as pasted; may hold line breaks.
  case paste(String)
  case enter, tab, backTab, backspace, delete, escape
  case left, right, up, down, home, end
  case wordLeft, wordRight
  /// A letter with Ctrl, in lower case, or one of `@[\]^_`.
  case control(Character)
  /// A letter with Alt, in lower case.
  case alt(Character)
  /// Alt with backspace.
  case altBackspace
  /// A key that means nothing here.
  case unknown
}

/// The bytes of a terminal as keys: UTF-8, control characters, the escape sequences of xterm and its kin
/// (invisible-island.net/xterm/ctlseqs), bracketed paste.
struct KeyDecoder {
  private var bytes: ArraySlice<UInt8> = []

  /// Takes bytes as they come, in pieces of any size.
  mutating func feed(_ more: some Sequence<UInt8>) { bytes += more }

  /// Whether bytes wait that make no key so far.
  var isWaiting: Bool { !bytes.isEmpty }

  /// The next key; nil when more bytes are needed. `nothingFollows` says that the terminal has been silent
  /// for a while: then an escape is the key of that name, and no more than begun.
  mutating func next(nothingFollows: Bool = false) -> Key? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return escape(nothingFollows)
    case 0x0D, 0x0A: return take(1, .enter)
    case 0x09: return take(1, .tab)
    case 0x08, 0x7F: return take(1, .backspace)
    case 0x00...0x1A: return take(1, .control(Character(Unicode.Scalar(first == 0 ? 64 : first + 96))))
    case 0x1C...0x1F: return take(1, .control(Character(Unicode.Scalar(first + 64))))
    default: return text(nothingFollows)
    }
  }

  private mutating func take(_ count: Int, _ key: Key) -> Key {
    bytes = bytes.dropFirst(count)
    return key
  }

  /// As many characters as are there in whole.
  private mutating func text(_ nothingFollows: Bool) -> Key? {
    let run = bytes.prefix { $0 >= 0x20 && $0 != 0x7F }
    var whole = run
    if run.endIndex == bytes.endIndex, !nothingFollows { whole = whole.dropLast(Self.unfinished(run)) }
    guard !whole.isEmpty else { return nil }
    return take(whole.count, .text(String(decoding: whole, as: UTF8.self)))
  }

  /// How many bytes at the end begin a character that is not there in whole.
  private static func unfinished(_ bytes: ArraySlice<UInt8>) -> Int {
    for (back, byte) in bytes.reversed().prefix(4).enumerated() where byte & 0xC0 != 0x80 {
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back + 1 ? back + 1 : 0
    }
    return 0
  }

  // MARK: Escape sequences

  private mutating func escape(_ nothingFollows: Bool) -> Key? {
    let rest = bytes.dropFirst()
    guard let second = rest.first else { return nothingFollows ? take(1, .escape) : nil }
    switch second {
    case UInt8(ascii: "["): return control(nothingFollows)
    case UInt8(ascii: "O"):
      guard let third = rest.dropFirst().first else { return nothingFollows ? take(2, .unknown) : nil }
      return take(3, Self.arrows[third] ?? .unknown)
    case 0x7F, 0x08: return take(2, .altBackspace)
    case 0x1B: return take(1, .escape)
    case 0x21...0x7E:
      return take(2, .alt(Character(String(UnicodeScalar(second)).lowercased())))
    default: return take(1, .escape)
    }
  }

  /// `ESC [ parameters letter`.
  private mutating func control(_ nothingFollows: Bool) -> Key? {
    let body = bytes.dropFirst(2)
    guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      return nothingFollows || body.count > 64 ? take(bytes.count, .unknown) : nil
    }
    let parameters = body[..<end].split(separator: UInt8(ascii: ";")).map {
      Int(String(decoding: $0, as: UTF8.self)) ?? 0
    }
    let final = body[end]
    if final == UInt8(ascii: "~"), parameters.first == 200 { return paste(from: end + 1) }
    let count = end + 1 - bytes.startIndex
    // The second parameter is 1 and a bit a modifier: Shift 1, Alt 2, Ctrl 4.
    let byWord = parameters.count > 1 && (parameters[1] - 1) & 6 != 0
    switch final {
    case UInt8(ascii: "~"): return take(count, Self.numbered[parameters.first ?? 0] ?? .unknown)
    case UInt8(ascii: "C") where byWord: return take(count, .wordRight)
    case UInt8(ascii: "D") where byWord: return take(count, .wordLeft)
    case UInt8(ascii: "Z"): return take(count, .backTab)
    default: return take(count, Self.arrows[final] ?? .unknown)
    }
  }

  /// What was pasted, once its end is there.
  private mutating func paste(from start: Int) -> Key? {
    let mark = Array("\u{1B}[201~".utf8)
    let body = bytes[start...]
    guard let last = body.indices.first(where: { body[$0] == 0x1B && body[$0...].starts(with: mark) }) else {
      return nil
    }
    let text = String(decoding: body[..<last], as: UTF8.self)
    return take(last + mark.count - bytes.startIndex, .paste(text))
  }

  private static let arrows: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "M"): .enter,
  ]
  private static let numbered: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 7: .home, 8: .end,
  ]
}
