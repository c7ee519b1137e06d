internal import CSodium

/// A SHA-256 digest (FIPS 180-4): 32 bytes that stand for any number of bytes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The digest of some bytes.
  public init(of content: [UInt8]) {
    bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      // It has no failure: libsodium's return value is always 0.
      content.withUnsafeBufferPointer { source in
        _ = crypto_hash_sha256(buffer.baseAddress!, source.baseAddress, UInt64(source.count))
      }
      count = 32
    }
  }

  fileprivate init(taken bytes: [UInt8]) { self.bytes = bytes }

  /// A digest that was taken before; nil unless there are 32 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// A digest as `description` writes it; nil for anything but 64 digits in lower case.
  public init?(_ hexadecimal: String) {
    guard hexadecimal.utf8.count == 64, let bytes = Hexadecimal.bytes(hexadecimal) else { return nil }
    self.bytes = bytes
  }

  /// 64 hexadecimal digits in lower case, as `sha256sum` prints them.
  public var description: String { Hexadecimal.text(bytes) }
}

/// A SHA-256 digest of bytes that come in pieces.
public struct RunningDigest: Sendable {
  private var state = crypto_hash_sha256_state()

  /// Begins with no bytes.
  public init() { _ = crypto_hash_sha256_init(&state) }

  /// Takes more bytes.
  public mutating func update(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBufferPointer {
      crypto_hash_sha256_update(&state, $0.baseAddress, UInt64($0.count))
    }
  }

  /// The digest of everything taken so far; more may follow.
  public var digest: Digest {
    var ending = state
    let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      _ = crypto_hash_sha256_final(&ending, buffer.baseAddress!)
      count = 32
    }
    return Digest(taken: bytes)
  }
}

/// Bytes as hexadecimal digits in lower case.
private enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for byte in text.utf8 {
      guard let value = digits.firstIndex(of: byte).map({ UInt8($0) }) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? bytes : nil
  }
}
