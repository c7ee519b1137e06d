import Testing

@testable import Terminal

@Suite("Keys")
struct KeyTests {
  static let sequences: [(bytes: String, keys: [Key])] = [
    ("ab", [.text("ab")]),
    ("日本\r", [.text("日本"), .enter]),
    ("\u{1B}[A\u{1B}OB", [.up, .down]),
    ("\u{1B}[1;5C\u{1B}[1;3D\u{1B}[1;2C", [.wordRight, .wordLeft, .right]),
    ("\u{1B}[1~\u{1B}[4~\u{1B}[H\u{1B}OF\u{1B}[3~", [.home, .end, .home, .end, .delete]),
    ("\u{1B}b\u{1B}F\u{1B}\u{7F}", [.alt("b"), .alt("f"), .altBackspace]),
    (
      "\u{1}\u{12}\u{1A}\u{1F}\u{0}",
      [.control("a"), .control("r"), .control("z"), .control("_"), .control("@")]
    ),
    ("\u{1B}[Z\t", [.backTab, .tab]),
    ("\u{1B}[200~a\rb\u{1B}[A\u{1B}[201~c", [.paste("a\rb\u{1B}[A"), .text("c")]),
    ("\u{1B}[5~\u{1B}[?1;2c\u{1B}[99;5uq", [.unknown, .unknown, .unknown, .text("q")]),
    ("a\u{7F}\u{8}", [.text("a"), .backspace, .backspace]),
  ]

  @Test("are read from the bytes of a terminal, whole or in pieces", arguments: sequences, [1, 2, 3, 1_000])
  func decoding(sequence: (bytes: String, keys: [Key]), piece: Int) {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    let bytes = Array(sequence.bytes.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      decoder.feed(bytes[start..<min(start + piece, bytes.count)])
      while let key = decoder.next() { keys.append(key) }
    }
    #expect(merged(keys) == sequence.keys)
    #expect(!decoder.isWaiting)
  }

  /// Text that came in pieces is text all the same.
  private func merged(_ keys: [Key]) -> [Key] {
    keys.reduce(into: []) { keys, key in
      if case .text(let more) = key, case .text(let text)? = keys.last {
        keys[keys.count - 1] = .text(text + more)
      } else {
        keys.append(key)
      }
    }
  }

  @Test("are an escape when nothing follows it")
  func escape() {
    var decoder = KeyDecoder()
    decoder.feed([0x1B])
    #expect(decoder.next() == nil)
    #expect(decoder.next(nothingFollows: true) == .escape)
    decoder.feed(Array("\u{1B}[1;".utf8))
    #expect(decoder.next(nothingFollows: true) == .unknown)
    #expect(!decoder.isWaiting)
  }

  @Test("wait for the end of a paste, however long it takes")
  func halfPaste() {
    var decoder = KeyDecoder()
    decoder.feed(Array("\u{1B}[200~half".utf8))
    #expect(decoder.next() == nil)
    #expect(decoder.next(nothingFollows: true) == nil)
    decoder.feed(Array(" and half\u{1B}[201~".utf8))
    #expect(decoder.next() == .paste("half and half"))
  }

  @Test("are never lost for bytes that are no UTF-8")
  func invalid() {
    var decoder = KeyDecoder()
    decoder.feed([0xFF, 0x61, 0xC3, 0x28, 0x0D])
    var keys: [Key] = []
    while let key = decoder.next() { keys.append(key) }
    #expect(keys == [.text("\u{FFFD}a\u{FFFD}("), .enter])
  }
}
