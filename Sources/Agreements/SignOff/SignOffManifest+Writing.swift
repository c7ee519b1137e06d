import Digests

extension SignOffManifest {
  /// The file: JSON, one value of a list on one line. The same content gives the same bytes.
  func bytes() -> [UInt8] {
    let members: [(String, CanonicalValue?)] = [
      ("format", .text(Self.format)), ("version", .integer(Int64(Self.version))), ("title", .text(title)),
      ("client", client.map { .text($0) }),
      (
        "packed",
        .object(known: [
          ("at", .text(at)), ("by", .text(program)), ("entries", .integer(Int64(entries))),
          ("head", head.map { .text($0) }), ("changed", .list(changed.map { .text($0) })),
        ])
      ), ("baseline", baseline.canonical), ("previous", previous),
      ("amendments", .list(amendments.map(\.canonical))), ("roles", .list(roles.map(\.canonical))),
      ("votes", .list(votes.map(\.canonical))),
      ("signatures", .list(signatures.map(\.canonical))),
      (
        "absent", .list(absent.map { .object([("what", .text($0.what)), ("why", .text($0.why))]) })
      ),
      (
        "files",
        .list(
          files.map {
            .object([
              ("path", .text($0.path)), ("bytes", .integer(Int64($0.bytes))), ("sha256", .text("\($0.digest)")),
            ])
          })
      ),
    ]
    var bytes = Array("{".utf8)
    for (index, (name, value)) in members.compactMap({ name, value in value.map { (name, $0) } }).enumerated() {
      bytes += Array("\(index == 0 ? "\n" : ",\n")\"\(name)\": ".utf8)
      guard case .list(let values) = value else {
        bytes += value.guarded
        continue
      }
      bytes += Array("[".utf8)
      for (index, value) in values.enumerated() {
        bytes += Array((index == 0 ? "\n" : ",\n").utf8) + value.guarded
      }
      bytes += Array((values.isEmpty ? "]" : "\n]").utf8)
    }
    return bytes + Array("\n}\n".utf8)
  }
}

extension SignOffManifest.Frozen {
  fileprivate var canonical: CanonicalValue {
    .object(known: [
      ("ref", .text(ref)), ("at", .text(at)), ("who", .text(who)),
      ("open-gaps", openGaps.map { .integer(Int64($0)) }),
      ("open-blockers", openBlockers.map { .integer(Int64($0)) }), ("reason", reason.map { .text($0) }),
      ("note", note.map { .text($0) }), ("statement", statement),
    ])
  }
}

extension SignOffManifest.Role {
  fileprivate var canonical: CanonicalValue {
    .object(known: [
      ("ref", .text(ref)), ("role", .text(role)), ("person", person.map { .text($0) }),
      ("about", about.map { .text($0) }), ("document", document.map { .text($0) }),
      ("needed", .integer(Int64(needed))), ("given", .integer(Int64(given))), ("state", .text(state)),
      ("votes", .list(votes.map { .text($0) })),
    ])
  }
}

extension SignOffManifest.Amendment {
  fileprivate var canonical: CanonicalValue {
    .object([("ref", .text(ref)), ("file", .text(file)), ("statement", statement)])
  }
}

extension SignOffManifest.Ballot {
  fileprivate var canonical: CanonicalValue {
    .object([
      ("ref", .text(ref)), ("stands", .flag(stands)), ("file", .text(file)), ("statement", statement),
      ("conditions", .list(conditions)),
    ])
  }
}

extension SignOffManifest.Signature {
  fileprivate var canonical: CanonicalValue {
    .object([
      ("ref", .text(ref)), ("of", .text(of)), ("statement", .text(statement)), ("file", .text(file)),
      ("person", .text(person)), ("name", .text(name)), ("signer", .text(signer)), ("key", .text(key)),
    ])
  }
}
