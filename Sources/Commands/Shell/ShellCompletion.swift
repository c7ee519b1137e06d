import Catalogue
import CommandLineKit
import Diagnostics
import Files
import Terminal

/// What a line of the shell may go on with: what the completion of other shells offers, found by a few
/// letters instead of by its beginning.
struct ShellCompletion {
  private let scene: Scene
  private let arguments: Arguments

  init(_ scene: Scene, _ arguments: Arguments) {
    self.scene = scene
    self.arguments = arguments
  }

  /// The candidates for the word before the cursor, quoted where they need it.
  func complete(_ line: String) -> Completion {
    var (words, length) = ShellWords.typing(line)
    if words.count > 1, words.first == "plumbline" { words.removeFirst() }
    let typed = words.last ?? ""
    if words.count == 2, words[0] == "use" {
      let found = files(typed, "", foldersOnly: false, endingIn: ".plumb")
      return Completion(replacing: length, candidates: found)
    }
    let (beginning, wanted) = Self.parts(of: typed)
    var notes: [String: String] = [:]
    let found = Plumbline.program.complete(words.dropLast() + [beginning]) { kind, _ in
      let values = (try? Plumbline.candidates(kind, matching: wanted, scene, arguments)) ?? []
      for value in values { notes[beginning + value.word] = value.help }
      return values.map(\.word)
    }
    var candidates = fitting(found.candidates, words).map {
      CommandLineKit.Candidate($0.word, $0.help.isEmpty ? notes[$0.word] ?? "" : $0.help)
    }
    if words.count == 1 {
      candidates += [
        .init("quit", "Leaves; so does Ctrl-D"), .init("use", "Turns to another workbook"),
      ]
      candidates.removeAll { $0.word == "shell" }
    }
    // `paid` finds the flow `F-1` by its title.
    var offered = FuzzyMatch.completing(
      wanted, candidates, by: { String($0.word.dropFirst(beginning.count)) },
      described: { notes[$0.word] == nil ? nil : $0.help }
    ).map { Terminal.Candidate(Self.quoted($0.word), note: $0.help) }
    if let paths = found.paths { offered += files(typed, beginning, foldersOnly: paths == .folder) }
    return Completion(replacing: length, candidates: offered)
  }

  /// What must be as it was typed, for it tells options from plain words, and what is looked for.
  private static func parts(of typed: String) -> (beginning: String, wanted: String) {
    guard typed.hasPrefix("-") else { return ("", typed) }
    if typed.hasPrefix("--"), let equals = typed.firstIndex(of: "=") {
      return (String(typed[...equals]), String(typed[typed.index(after: equals)...]))
    }
    if typed.hasPrefix("--no-") { return ("--no-", String(typed.dropFirst(5))) }
    return ("--", String(typed.drop { $0 == "-" }))
  }

  /// After `set stripe` only what a system has: of the attributes of every kind those of this fact's.
  private func fitting(_ candidates: [CommandLineKit.Candidate], _ words: [String]) -> [CommandLineKit
    .Candidate]
  {
    guard words.count > 2, words[0] == "set", candidates.first?.word.hasPrefix("--") == true,
      let fact = try? scene.workbook(arguments).fact(words[1]), let kind = try? Catalogue.kind(fact.kind)
    else { return candidates }
    let own = Swift.Set(kind.attributes.map { "--\($0.name)" })
    let others = Swift.Set(Catalogue.kinds.flatMap(\.attributes).map { "--\($0.name)" }).subtracting(own)
    return candidates.filter { !others.contains($0.word) }
  }

  private static func quoted(_ word: String) -> String { ShellWords.quote(word) + " " }

  /// Files and folders that begin as typed.
  private func files(
    _ typed: String, _ beginning: String, foldersOnly: Bool, endingIn ending: String = ""
  ) -> [Terminal.Candidate] {
    let path = String(typed.dropFirst(beginning == "--" ? 0 : beginning.count))
    let folder = Files.folder(of: path)
    let name = Files.name(of: path)
    let place = scene.environment.path(folder.isEmpty ? "." : folder)
    return ((try? Files.list(place)) ?? []).compactMap { entry in
      guard entry.hasPrefix(name), name.hasPrefix(".") || !entry.hasPrefix(".") else { return nil }
      let isFolder = Files.isFolder(Files.join(place, entry))
      guard isFolder || (!foldersOnly && entry.hasSuffix(ending)) else { return nil }
      let word = ShellWords.quote(beginning + Files.join(folder, entry))
      return Terminal.Candidate(isFolder ? word + "/" : word + " ")
    }
  }
}
