/// A ZIP archive whose files are stored as they are (PKWARE APPNOTE 6.3.10, 4.3), of one moment: the same files
/// give the same bytes.
struct Archive {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Adds a file. Names are plain ASCII.
  mutating func add(_ name: String, _ content: [UInt8]) {
    let offset = body.count
    var entry: [UInt8] = []
    // The version needed, no flags, stored, 1980-01-01 00:00, the sum, and twice the length.
    for (value, width) in [(20, 2), (0, 2), (0, 2), (0, 2), (0x21, 2)] { entry += Archive.bytes(value, width) }
    entry += Archive.bytes(Int(Archive.sum(content)), 4)
    entry += Archive.bytes(content.count, 4) + Archive.bytes(content.count, 4)
    entry += Archive.bytes(name.utf8.count, 2) + Archive.bytes(0, 2)
    body += Archive.bytes(0x0403_4B50, 4) + entry + name.utf8 + content
    directory += Archive.bytes(0x0201_4B50, 4) + Archive.bytes(20, 2) + entry
    // No comment, the first disk, no attributes, where the file begins.
    directory += [UInt8](repeating: 0, count: 10) + Archive.bytes(offset, 4) + name.utf8
    count += 1
  }

  /// The whole archive.
  var bytes: [UInt8] {
    let end =
      Archive.bytes(0x0605_4B50, 4) + [0, 0, 0, 0] + Archive.bytes(count, 2) + Archive.bytes(count, 2)
      + Archive.bytes(directory.count, 4) + Archive.bytes(body.count, 4) + [0, 0]
    return body + directory + end
  }

  /// A whole number in so many bytes, the lowest first.
  private static func bytes(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32 as of ISO 3309.
  static func sum(_ content: [UInt8]) -> UInt32 {
    ~content.reduce(~0) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
  }
}
