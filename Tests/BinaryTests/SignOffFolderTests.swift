import Foundation
import Testing

/// A workbook that was voted on and packed for sign-off, once for all tests; each looks at a copy of the folder.
private struct Packed {
  let program: Program

  /// Whether what the tests call besides is here.
  static let hasPrograms: Bool = {
    let missing = ["ssh-keygen", "python3", "sha256sum"].filter {
      !FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }
    if !missing.isEmpty {
      print("notice: \(missing.joined(separator: ", ")) is missing; sign-off was not tried.")
    }
    return missing.isEmpty
  }()

  private static let made = Result { () throws -> String in
    var program = try Program(false)
    program.variables = ["SOURCE_DATE_EPOCH": "1780000000", "PLUMBLINE_USER": "ana"]
    let done = try program.shell(
      """
      set -e
      $plumbline init acme.plumb --name "Billing to accounting" --client Acme
      $plumbline add person "Ana Lee" --ref ana --email ana@example.org
      $plumbline add person Tom
      $plumbline add system Stripe
      $plumbline add entity Invoice --system-of-record stripe
      $plumbline add sign-off sponsor --person ana
      $plumbline add sign-off operations
      $plumbline baseline create v1 --with-open-gaps --reason "a first look"
      ssh-keygen -q -t ed25519 -N "" -C ana -f ana.key
      ssh-keygen -q -t ecdsa -N "" -C tom -f tom.key
      $plumbline approve v1 --as ana --role sponsor --vote approve --meaning "build this" --sign ana.key
      $plumbline approve v1 --as tom --role operations --vote approve --meaning "we can run it" --sign tom.key
      $plumbline set stripe --vendor Stripe
      $plumbline signoff pack v1 --to v1 --format md,html,xlsx --sign ana.key
      # Kept beyond this folder's own life.
      cp -r . "$TMPDIR_OF_TEST"
      """.replacing("\"$TMPDIR_OF_TEST\"", with: "'\(kept)'"))
    try #require(done.status == 0, "\(done.err)")
    return kept
  }

  private static let kept: String = {
    let path = FileManager.default.temporaryDirectory.appending(path: "plumbline-signoff-\(UUID().uuidString)")
      .path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    atexit { _ = try? FileManager.default.removeItem(atPath: Packed.kept) }
    return path
  }()

  init() throws {
    let source = try Self.made.get()
    program = try Program(false)
    for name in try FileManager.default.contentsOfDirectory(atPath: source) {
      try FileManager.default.copyItem(atPath: "\(source)/\(name)", toPath: program.folder.child(name))
    }
  }

  static let names: [String] = {
    guard hasPrograms, let source = try? made.get(),
      let found = FileManager.default.enumerator(atPath: source + "/v1")
    else { return [] }
    return found.compactMap { $0 as? String }.filter {
      $0.contains(".") || $0 == "SHA256SUMS" || $0 == "allowed_signers"
    }
    .sorted()
  }()
}

@Suite("A folder packed for sign-off", .enabled(if: Packed.hasPrograms))
struct SignOffFolderTests {
  @Test("is checked by Plumbline, sha256sum, OpenSSH and Python, in another place, with no workbook")
  func checked() throws {
    let program = try Packed().program
    let done = try program.shell(
      """
      set -e
      mkdir elsewhere
      mv v1 elsewhere/from-ana
      rm acme.plumb*
      cd elsewhere
      $plumbline signoff verify from-ana
      cd from-ana
      sha256sum --check --strict --quiet SHA256SUMS
      python3 check.py
      # The very lines that README.txt has.
      sed -n '/^4. With/,/^WHOSE/p' README.txt | grep -A1 ssh-keygen > lines.sh
      sed -i '/^--$/d' lines.sh
      test "$(grep -c ssh-keygen lines.sh)" = 2
      bash -e lines.sh
      rm lines.sh
      ssh-keygen -Y check-novalidate -n plumbline -s manifest.json.sig < manifest.json
      """)
    #expect(done.status == 0, "\(done.out)\(done.err)")
    #expect(done.out.contains("AP-1: approve by Ana Lee as sponsor, “build this”\n  signed with SHA256:"))
    #expect(done.out.contains("manifest.json.sig: all of it signed with SHA256:"))
    #expect(done.out.contains("since: when it was packed, the workbook had moved on: stripe"))
    #expect(done.out.contains("signatures 2, differences 0"))
    #expect(done.out.components(separatedBy: "Good \"plumbline\" signature").count == 4)
    #expect(done.err.contains("compare the fingerprints"))
  }

  @Test("is the pack of what was frozen, with the votes of today")
  func frozen() throws {
    let program = try Packed().program
    let page = try String(contentsOfFile: program.folder.child("v1/index.html"), encoding: .utf8)
    let sheet = try String(contentsOfFile: program.folder.child("v1/sign-off.html"), encoding: .utf8)
    let text = try String(contentsOfFile: program.folder.child("v1/markdown/sign-off.md"), encoding: .utf8)
    #expect(page.contains("Baseline v1") && page.contains("AP-2") && sheet.contains("build this"))
    #expect(text.contains("● approved") && text.contains("with a key"))
    #expect(
      text.contains("| [`AP-1`](sign-off.md#votes) | sponsor |"),
      "what changed since, of which the vote says nothing")
    let picture = try String(
      contentsOfFile: program.folder.child("v1/markdown/operating-picture.md"), encoding: .utf8)
    #expect(!picture.contains("| Stripe | Stripe |"), "the vendor came later")
  }

  @Test("names the file of which one byte was changed", arguments: Packed.names)
  func oneByte(name: String) throws {
    let program = try Packed().program
    let path = program.folder.child("v1/" + name)
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[bytes.count / 2] ^= 0x20
    try bytes.write(to: URL(filePath: path))
    let outcome = try program.run("signoff", "verify", "v1")
    #expect(outcome.status == 3)
    #expect(outcome.err.contains("v1/\(name)"), "\(outcome.err)")
    #expect(try program.shell("python3 v1/check.py").status == 1)
  }

  @Test("tells what is missing, what was added, what is a link, what is a pipe")
  func others() throws {
    let program = try Packed().program
    let outcome = try program.shell(
      """
      rm v1/index.html v1/statements/AP-2.json
      echo x > v1/notes.txt
      ln -s /etc/passwd v1/passwd
      rm v1/pack.xlsx && ln -s ../acme.plumb v1/pack.xlsx
      rm -r v1/markdown && ln -s /etc v1/markdown
      mkfifo v1/signatures/pipe.sig
      $plumbline signoff verify v1
      """)
    #expect(outcome.status == 3)
    for hint in [
      "index.html is missing", "statements/AP-2.json is missing", "notes.txt was not packed",
      "passwd is a link",
      "pack.xlsx is missing", "pack.xlsx is a link", "markdown is a link",
      "signatures/pipe.sig is no plain file",
    ] { #expect(outcome.err.contains(hint), "\(hint): \(outcome.err)") }
    #expect(!outcome.err.contains("root:"))
    // The check in Python opens no pipe either.
    #expect(try program.shell("timeout 20 python3 v1/check.py").status == 1)
  }

  /// What somebody does who makes the lists anew: an edit in Python over `manifest` and the files.
  private static let forgeries = [
    (
      "a signed vote",
      """
      vote = manifest["votes"][0]
      vote["statement"]["meaning"] = "build that"
      write(vote["file"], json.dumps(vote["statement"], sort_keys=True, separators=(",", ":")))
      """,
      "SIG-1, the signature of AP-1 by ana, does not hold: ssh-keygen says it is none of statements/AP-1.json"
    ),
    (
      "signatures swapped",
      """
      a, b = read("signatures/SIG-1.sig"), read("signatures/SIG-2.sig")
      write("signatures/SIG-1.sig", b), write("signatures/SIG-2.sig", a)
      """, "SIG-1, the signature of AP-1, was made by another key"
    ),
    (
      "signatures swapped, with their keys",
      """
      a, b = read("signatures/SIG-1.sig"), read("signatures/SIG-2.sig")
      write("signatures/SIG-1.sig", b), write("signatures/SIG-2.sig", a)
      one, two = manifest["signatures"]
      one["key"], two["key"] = two["key"], one["key"]
      lines = read("allowed_signers").splitlines()
      first, second = (line.split(" ") for line in lines)
      write("allowed_signers", "".join(" ".join(words) + "\\n" for words in (
        [first[0]] + second[1:], [second[0]] + first[1:])))
      """, "SIG-1, the signature of AP-1 by ana, does not hold"
    ),
    (
      "a document", "write('index.html', read('index.html').replace('Billing', 'Filling'))",
      "manifest.json.sig, a signature of the manifest, does not hold"
    ),
    (
      "a fact, with its digests and the manifest's",
      """
      facts = json.loads(read("facts.json"))
      fact = next(fact for fact in facts["facts"] if fact["ref"] == "stripe")
      fact["attributes"]["name"] = "Strype"
      import check
      items = check.items_of(facts["facts"])
      for item in facts["items"]: item["digest"] = items[item["ref"]]
      facts["digest"] = check.digest_of(items)
      write("facts.json", json.dumps(facts))
      manifest["baseline"]["statement"]["digest"] = facts["digest"]
      write("statements/baseline.json", check.canonical(manifest["baseline"]["statement"]))
      for vote in manifest["votes"]:
        vote["statement"]["digest"] = facts["digest"]
        write(vote["file"], check.canonical(vote["statement"]))
      """, "SIG-2, the signature of AP-2 by tom, does not hold"
    ),
  ]

  @Test("is found out by its signatures although all lists were made anew", arguments: forgeries.indices)
  func forged(index: Int) throws {
    let (what, edit, hint) = Self.forgeries[index]
    let program = try Packed().program
    let script = """
      import hashlib, json, os, sys
      sys.path.insert(0, "v1")
      sys.dont_write_bytecode = True
      read = lambda name: open("v1/" + name).read()
      def write(name, text): open("v1/" + name, "w").write(text)
      manifest = json.loads(read("manifest.json"))
      \(edit)
      for file in manifest["files"]:
        content = open("v1/" + file["path"], "rb").read()
        file["bytes"], file["sha256"] = len(content), hashlib.sha256(content).hexdigest()
      write("manifest.json", json.dumps(manifest))
      sums = {file["path"]: file["sha256"] for file in manifest["files"]}
      sums["manifest.json"] = hashlib.sha256(read("manifest.json").encode()).hexdigest()
      write("SHA256SUMS", "".join(f"{sums[path]}  {path}\\n" for path in sorted(sums)))
      """
    try Data(script.utf8).write(to: URL(filePath: program.folder.child("forge.py")))
    let forged = try program.shell("python3 forge.py && cd v1 && sha256sum --check --quiet SHA256SUMS")
    try #require(forged.status == 0, "\(what): \(forged.err)")
    let outcome = try program.run("signoff", "verify", "v1")
    #expect(outcome.status == 3)
    #expect(outcome.err.contains(hint), "\(what): \(outcome.err)")
    #expect(!outcome.err.contains("is not the file that was packed"), "the lists were made anew")
    let python = try program.shell("python3 v1/check.py")
    #expect(python.status == 1, "\(what): \(python.out)")
  }

  @Test("is compared with what is kept elsewhere: a digest, the manifest's SHA-256, the signers' keys")
  func elsewhere() throws {
    let program = try Packed().program
    let outcome = try program.shell(
      """
      set -e
      digest=$($plumbline baseline list --json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["digest"])')
      $plumbline signoff verify v1 --digest $digest --manifest $(sha256sum v1/manifest.json | cut -c1-12) -q
      echo "ana@example.org $(cut -d' ' -f1,2 ana.key.pub)" > signers
      echo "tom namespaces=\\"plumbline\\" $(cut -d' ' -f1,2 tom.key.pub)" >> signers
      $plumbline signoff verify v1 --allowed-signers signers
      """)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.out.contains("the key of ana\n") && outcome.out.contains("the key of ana@example.org\n"))
    #expect(!outcome.err.contains("compare the fingerprints"))
    for (words, hint) in [
      ("--digest 00000000", "This is not what is kept elsewhere: the digest here is"),
      ("--manifest 00000000", "the manifest here is"), ("--allowed-signers strangers", "does not name"),
    ] {
      let outcome = try program.shell(
        "echo \"ana@example.org $(cut -d' ' -f1,2 tom.key.pub)\" > strangers; $plumbline signoff verify v1 \(words)"
      )
      #expect(outcome.status == 3 && outcome.err.contains(hint), "\(outcome.err)")
    }
    #expect(try program.run("signoff", "verify", "v1", "--digest", "xyz").status == 2)
    #expect(try program.run("signoff", "verify", "nowhere").status == 2)
    let lacking = try program.shell("PATH=/nowhere $plumbline signoff verify v1")
    #expect(lacking.status == 3 && lacking.err.contains("apt-get install openssh-client"), "\(lacking.err)")
  }

  @Test("is written whole, replaces only what was packed, and moves the rest aside when told to")
  func replaced() throws {
    let program = try Packed().program
    let before = try FileManager.default.subpathsOfDirectory(atPath: program.folder.path).sorted()
    let rehearsed = try program.shell("$plumbline signoff pack v1 --to v9 --format html --dry-run")
    #expect(
      rehearsed.status == 0 && rehearsed.out.contains("v9/index.html\n") && rehearsed.err.contains("none was"))
    #expect(try FileManager.default.subpathsOfDirectory(atPath: program.folder.path).sorted() == before)

    // In a world without programs nothing but the PDF is missing, and that is said.
    let again = try program.shell("PATH=/nowhere $plumbline signoff pack v1 --to v1")
    #expect(again.status == 0, "\(again.err)")
    #expect(again.err.contains("warning: No PDF was made") && again.err.contains("apt-get install chromium"))
    let readme = try String(contentsOfFile: program.folder.child("v1/README.txt"), encoding: .utf8)
    #expect(readme.contains("There is no PDF: ") && readme.contains("apt-get install weasyprint"))
    #expect(try program.shell("$plumbline signoff verify v1").out.contains("not in it: PDF, "))
    let asked = try program.shell("PATH=/nowhere $plumbline signoff pack v1 --to v1 --format pdf")
    #expect(asked.status == 3 && asked.err.contains("error: No PDF was made"))
    #expect(FileManager.default.fileExists(atPath: program.folder.child("v1/manifest.json")))

    let stranger = try program.shell("echo mine > v1/notes.txt; $plumbline signoff pack v1 --to v1 --format md")
    #expect(stranger.status == 2 && stranger.err.contains("v1/notes.txt was not packed, and would be lost"))
    let forced = try program.shell("$plumbline signoff pack v1 --to v1 --format md --force")
    #expect(forced.status == 0 && forced.err.contains("v1.before-1"))
    #expect(FileManager.default.fileExists(atPath: program.folder.child("v1.before-1/notes.txt")))
    #expect(!FileManager.default.fileExists(atPath: program.folder.child("v1/notes.txt")))

    for (line, hint) in [
      ("signoff pack v1", "Give --to"), ("signoff pack v7 --to x", "v7"),
      ("signoff pack v1 --to acme.plumb", "is a file"),
      ("signoff pack v1 --to x --sign none", "There is no key"),
      ("signoff pack v1 --to x --format gif", "no format"),
    ] {
      let outcome = try program.shell("$plumbline \(line)")
      #expect(outcome.status == 2 && outcome.err.contains(hint), "\(line): \(outcome.err)")
    }
    #expect(!program.folder.names.contains("x") && !program.folder.names.contains { $0.hasSuffix(".part") })
  }

  @Test("is not proved by a second telling of the baseline, which check.py names")
  func toldTwice() throws {
    let program = try Packed().program
    let outcome = try program.shell(
      """
      cd v1 && python3 - <<'END' ; python3 check.py
      import json
      facts = json.load(open("facts.json"))
      facts["baselines"].append({"ref": "v1", "entry": 1, "head": facts["head"], "digest": facts["digest"], "items": []})
      json.dump(facts, open("facts.json", "w"))
      END
      """)
    #expect(outcome.status == 1)
    #expect(
      (outcome.out + outcome.err).contains("the baseline v1 is told twice"), "\(outcome.out)\(outcome.err)")
  }

  @Test("is not made of a workbook that was edited with another program")
  func tampered() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") else { return }
    let program = try Packed().program
    let outcome = try program.shell(
      "sqlite3 acme.plumb \"UPDATE fact_system SET vendor = 'x'\"; $plumbline signoff pack v1 --to x --format md"
    )
    #expect(
      outcome.status == 3 && outcome.err.contains("`stripe` is not what the journal says"), "\(outcome.err)")
    #expect(!program.folder.names.contains("x"))
  }

  @Test("has what changed since the baseline before, and no one who was not there yet")
  func changes() throws {
    let program = try Packed().program
    let outcome = try program.shell(
      """
      set -e
      $plumbline add system Xero
      $plumbline baseline create v2 --with-open-gaps --reason "again"
      $plumbline add person Zoe
      $plumbline approve v2 --as zoe --role operations --vote reject --meaning "not so"
      $plumbline signoff pack --to v2 --format md
      $plumbline signoff verify v2
      python3 v2/check.py
      cat v2/changes.md v2/README.txt
      test -s v2/changes.html
      python3 -c 'import json; assert json.load(open("v2/changes.json"))["added"] == 1'
      ! grep -q Zoe v2/markdown/operating-picture.md
      grep -q zoe v2/markdown/sign-off.md
      """)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.out.contains("| `A` | system | `xero` |"))
    #expect(outcome.out.contains("AP-3: reject by Zoe as operations"))
    #expect(outcome.out.contains("what changed since v1"))
    #expect(outcome.out.contains("role operations: rejected, 0 of 1"))
    #expect(outcome.err.contains("Nothing in it is signed with a key"))
  }

  @Test("is the same bytes when it is packed again at the same moment")
  func reproducible() throws {
    var program = try Packed().program
    program.variables["SOURCE_DATE_EPOCH"] = "1790000000"
    let outcome = try program.shell(
      """
      set -e
      $plumbline signoff pack v1 --to a --format md,html,xlsx -q
      TZ=Asia/Tokyo LC_ALL=C $plumbline signoff pack v1 --to b --format md,html,xlsx -q
      diff -r a b
      """)
    #expect(outcome.status == 0, "\(outcome.out)")
  }
}
