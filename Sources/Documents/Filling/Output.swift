import Diagnostics
import Files

/// The bytes a writer has made: kept, or handed on to a file from time to time.
struct Output {
  private(set) var bytes: [UInt8] = []
  private let file: Replacement?

  /// How much is gathered before it goes to the file.
  private static let piece = 1 << 16

  /// Output that is kept, or written to a file that its owner commits.
  init(to file: Replacement? = nil) {
    self.file = file
    bytes.reserveCapacity(Output.piece + Output.piece / 4)
  }

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

  /// Hands all gathered bytes to the file, if there is one.
  mutating func finish() throws(Diagnostic) {
    guard let file else { return }
    try file.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
