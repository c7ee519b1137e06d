import Testing

@testable import Digests

@Suite("Digests")
struct DigestTests {
  /// From FIPS 180-4's examples.
  static let known = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]

  @Test("are those of the standard", arguments: known)
  func standard(text: String, digest: String) {
    #expect(Digest(of: Array(text.utf8)).description == digest)
    #expect(Digest(digest)?.description == digest)
  }

  @Test("are the same of bytes that come in pieces of any size", arguments: [0, 1, 55, 63, 64, 65, 3_000])
  func running(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for size in [1, 7, 63, 64, 65, 1_000] {
      var running = RunningDigest()
      for start in stride(from: 0, to: count, by: size) {
        running.update(Array(bytes[start..<min(start + size, count)]))
        _ = running.digest  // looking ends nothing
      }
      #expect(running.digest == Digest(of: bytes))
    }
  }

  @Test(
    "are read strictly", arguments: ["", "ba78", "BA" + known[1].1.dropFirst(2), "g" + known[1].1.dropFirst()])
  func strict(text: String) { #expect(Digest(text) == nil) }

  @Test("as base64 come back, and nothing else is taken")
  func base64() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
      #expect(Base64.bytes(Base64.text(bytes)) == bytes)
    }
    #expect(Base64.text(Array("foob".utf8)) == "Zm9vYg==")
    for wrong in ["Zg", "Zg=", "Z===", "Zh==", "Zm9=", "Zg==Zg==", "Zm9v\n", "Zm9-"] {
      #expect(Base64.bytes(wrong) == nil, "\(wrong)")
    }
  }
}

@Suite("The canonical form")
struct CanonicalTests {
  private func text(_ value: CanonicalValue) -> String { String(decoding: value.canonical, as: UTF8.self) }

  /// RFC 8785, appendix B, and what people type.
  static let numbers: [(Double, String)] = [
    (0, "0"), (-0.0, "0"), (.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e+308"),
    (9007199254740992, "9007199254740992"), (295147905179352825856, "295147905179352830000"),
    (9.999999999999997e22, "9.999999999999997e+22"), (1e23, "1e+23"),
    (1.0000000000000001e23, "1.0000000000000001e+23"),
    (999999999999999737856, "999999999999999700000"), (1e21, "1e+21"),
    (9.999999999999997e-7, "9.999999999999997e-7"),
    (0.000001, "0.000001"), (333333333.3333332, "333333333.3333332"), (1, "1"), (12.5, "12.5"), (0.1, "0.1"),
    (100, "100"), (1e16, "10000000000000000"), (123456789012345680, "123456789012345680"), (1.5e-7, "1.5e-7"),
  ]

  @Test("writes numbers as RFC 8785 does", arguments: numbers)
  func number(value: Double, expected: String) {
    #expect(text(.decimal(value)) == expected)
  }

  @Test("sorts names by their bytes, leaves out what is not known, and escapes only what must be")
  func objects() {
    let value = CanonicalValue.object(known: [
      ("b", .text("\u{20AC}$\u{0F}\nA'B\"\\\\\"/\u{7F}\u{2028}")), ("a", .integer(.max)), ("c", nil),
      ("a-b", .list([.flag(true), .flag(false)])), ("B", .object([])),
    ])
    #expect(
      text(value)
        == "{\"B\":{},\"a\":9223372036854775807,\"a-b\":[true,false],\"b\":\"\u{20AC}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7F}\u{2028}\"}"
    )
    #expect(
      String(decoding: CanonicalValue.text("\u{9B}\u{202E}\u{7F}é").guarded, as: UTF8.self)
        == "\"\\u009b\\u202e\\u007fé\"")
  }

  @Test("keeps spellings of one character apart")
  func spelling() {
    #expect(CanonicalValue.text("\u{E9}").digest != CanonicalValue.text("e\u{301}").digest)
    #expect("e\u{301}".precedesInBytes("\u{E9}") && !"\u{E9}".hasSameBytes(as: "e\u{301}"))
  }
}
