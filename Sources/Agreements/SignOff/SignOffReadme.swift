import Diagnostics

extension SignOffManifest {
  /// The README.txt of a folder: what is in it, and how somebody who has nothing of ours checks it.
  ///
  /// `documents` are the rendered files, each with what it is.
  public func readme(_ documents: [(path: String, what: String)]) -> String {
    let parts = [opening, contents(documents), checking, keys, limits]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var opening: String {
    let ref = Self.plain(baseline.ref)
    var text = """
      \(Self.plain([title, client].compactMap { $0 }.joined(separator: ", ")))
      Sign-off of \(ref)

      What people agreed to, or are asked to agree to: the facts as they were frozen
      \(baseline.at) by \(Self.plain(baseline.who)). \(counted(Int(baseline.statement.integer("items") ?? 0), "item")).

        digest   \(digest)
        journal  entry \(baseline.statement.integer("entry") ?? 0), hash \(stated("head") ?? "")

      Votes are as they stood when this folder was packed, \(at).

      """
    if !changed.isEmpty {
      text +=
        "\nOf what was frozen \(changed.count == 1 ? "one item has" : "\(changed.count) items have") changed since; "
      text += "this folder has all as it was frozen.\n"
    }
    if let blockers = baseline.openBlockers, blockers > 0 {
      let reason = Self.plain(baseline.reason ?? "no reason was given")
      text +=
        "\n\(counted(blockers, "question")) that \(blockers == 1 ? "stops" : "stop") sign-off "
        + "\(blockers == 1 ? "was" : "were") open when it was frozen: \(reason)\n"
    }
    return text
  }

  private func contents(_ documents: [(path: String, what: String)]) -> String {
    var rows = documents
    rows += [
      (Self.facts, "every fact that was frozen, with its history, as JSON"),
      ("statements/", "what the baseline, each amendment and each vote state: these bytes are what is signed"),
    ]
    if !signatures.isEmpty { rows.append(("signatures/", "the signatures, as OpenSSH reads them")) }
    rows += [
      (Self.signers, "the public keys that made them, under the names of the signers"),
      (Self.name, "all of this for a program, with the SHA-256 of every file"),
      (Self.sums, "the same SHA-256 for sha256sum"),
      ("check.py", "checks the folder, with Python 3 and nothing else"),
    ]
    let width = rows.map(\.0.count).max() ?? 0
    var text = "IN THIS FOLDER\n\n"
    for (path, what) in rows {
      text += "  \(path)\(String(repeating: " ", count: width - path.count))  \(what)\n"
    }
    for absence in absent { text += "\nThere is no \(absence.what): \(Self.plain(absence.why))\n" }
    return text
  }

  private var checking: String {
    var text = """
      HOW TO CHECK IT

      Each of these needs nothing but this folder; type them in it.

      1. Every file is the one that was packed:

           sha256sum -c \(Self.sums)

      2. The digest above follows from the facts, and the votes are on that digest:

           python3 check.py

      3. With Plumbline, both at once, the signatures too:

           plumbline signoff verify .

      """
    guard !signatures.isEmpty else { return text }
    text += "\n4. With OpenSSH, each signature:\n\n"
    for signature in signatures {
      text += """
             ssh-keygen -Y verify -n plumbline -f \(Self.signers) -I \(signature.signer) \\
               -s \(signature.file) < \(signature.statement)

        """
    }
    return text
  }

  private var keys: String {
    guard !signatures.isEmpty else {
      return """
        NO SIGNATURES

        No vote in this folder is signed with a key. That it says what people meant rests on
        whoever gave it to you.

        """
    }
    var text = "WHOSE KEYS\n\n"
    for signature in signatures {
      text += "  \(signature.key)  \(Self.plain(signature.name)), \(signature.of)\n"
    }
    text += """

      A signature proves that somebody with this key signed these words about these facts. It
      does not prove whose key it is: this folder only says so. Compare the fingerprints with
      those that the signers themselves tell you.

      """
    return text
  }

  private var limits: String {
    """
    WHAT THIS PROVES, AND WHAT NOT

    A change of any one file is found by each of the checks. Somebody who changes files and makes
    the lists of digests anew is found as far as signatures reach: they bind the votes, and by the
    digest every fact. They do not bind the documents, which are only made of the facts: who wants
    to be sure of these compares the SHA-256 of \(Self.name), told by another way
    (sha256sum \(Self.name)), or has the folder packed again from the workbook.
    The digest above, read into the minutes or sent by another way, does for the facts what a
    signature does for a vote.

    \(Self.name) can itself be signed, and by that every file: \(Self.seal) is the signature of
    whoever packed the folder, if it is there. Whoever gets the folder can add one:

         ssh-keygen -Y sign -n plumbline -f KEY < \(Self.name) > \(Self.name).NAME.sig
         ssh-keygen -Y check-novalidate -n plumbline -s \(Self.name).NAME.sig < \(Self.name)

    """
  }

  /// Captured text as a line of a text file.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: " "
          default: scalar
          }
        }))
  }
}
