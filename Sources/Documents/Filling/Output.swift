import Diagnostics
import Digests
import Files

/// The bytes a writer has made: kept, or handed on from time to time.
struct Output {
  private(set) var bytes: [UInt8] = []
  private let take: (([UInt8]) throws(Diagnostic) -> Void)?
  /// The digest of what was handed on, where one is kept.
  private var hash: RunningDigest?
  private var handedOn = 0

  /// How much is gathered before it is handed on.
  private static let piece = 1 << 16

  /// Output that is kept.
  init() { self.init(to: nil, hashed: false) }

  /// Output to a file that its owner commits.
  init(to file: Replacement, hashed: Bool = false) {
    self.init(to: { (bytes) throws(Diagnostic) in try file.write(bytes) }, hashed: hashed)
  }

  /// Output that is put aside.
  init(to scratch: Scratch, hashed: Bool = false) {
    self.init(to: { (bytes) throws(Diagnostic) in try scratch.write(bytes) }, hashed: hashed)
  }

  /// Output of which only the digest is wanted.
  static var digested: Output { Output(to: { _ in }, hashed: true) }

  private init(to take: (([UInt8]) throws(Diagnostic) -> Void)?, hashed: Bool) {
    self.take = take
    hash = hashed ? RunningDigest() : nil
    bytes.reserveCapacity(Output.piece + Output.piece / 4)
  }

  /// How many bytes were made so far.
  var count: Int { handedOn + bytes.count }

  /// The digest of everything that was finished with, in hexadecimal digits.
  var digest: String? { hash.map { $0.digest.description } }

  /// Appends text as it is: markup, or text that is already escaped.
  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends bytes as they are.
  mutating func append(bytes more: some Collection<UInt8>) {
    bytes.append(contentsOf: more)
  }

  /// Appends one byte.
  mutating func append(byte: UInt8) { bytes.append(byte) }

  /// Hands gathered bytes to the file when there are many. Called at the ends of blocks and rows.
  mutating func drain() throws(Diagnostic) {
    if bytes.count >= Output.piece { try finish() }
  }

  /// Hands all gathered bytes on, if they go anywhere.
  mutating func finish() throws(Diagnostic) {
    guard let take else { return }
    hash?.update(bytes)
    try take(bytes)
    handedOn += bytes.count
    bytes.removeAll(keepingCapacity: true)
  }
}
