import Digests

/// A signature as `ssh-keygen -Y sign` writes it, taken apart as far as it tells whose key made it. It proves
/// nothing by itself: that the key signed these bytes is for OpenSSH to say.
///
/// The format is that of OpenSSH's PROTOCOL.sshsig.
public struct SSHSignature: Sendable {
  /// The public key as the signature has it.
  private let key: [UInt8]
  /// The name of the kind of key: `ssh-ed25519`.
  public let keyType: String
  /// What the signature is for.
  public let namespace: String

  /// Reads a signature; nil for what is none.
  public init?(armoured: String) {
    let lines = armoured.split(separator: "\n", omittingEmptySubsequences: true)
    guard lines.count > 2, lines[0] == "-----BEGIN SSH SIGNATURE-----",
      lines[lines.count - 1] == "-----END SSH SIGNATURE-----",
      let bytes = Base64.bytes(lines.dropFirst().dropLast().joined())
    else { return nil }
    var reader = WireReader(bytes)
    guard reader.take(6) == Array("SSHSIG".utf8), reader.number() == 1, let key = reader.string(),
      let namespace = reader.string()
    else { return nil }
    var inner = WireReader(key)
    guard let type = inner.string(), Self.isWord(type), Self.isWord(namespace) else { return nil }
    self.key = key
    keyType = String(decoding: type, as: UTF8.self)
    self.namespace = String(decoding: namespace, as: UTF8.self)
  }

  /// The key's fingerprint, as `ssh-keygen -l` prints it.
  public var fingerprint: String {
    "SHA256:" + Base64.text(Digest(of: key).bytes).filter { $0 != "=" }
  }

  /// The key as a line of `authorized_keys` or `allowed_signers` has it.
  public var publicKey: String { "\(keyType) \(Base64.text(key))" }

  private static func isWord(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty && bytes.count < 100 && bytes.allSatisfy { (0x21...0x7E).contains($0) }
  }
}

/// Reads the primitives of SSH's wire format (RFC 4251, section 5).
private struct WireReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func take(_ count: Int) -> [UInt8]? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func number() -> Int? { take(4).map { $0.reduce(0) { $0 << 8 | Int($1) } } }

  mutating func string() -> [UInt8]? { number().flatMap { take($0) } }
}
