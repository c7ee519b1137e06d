import Foundation
import Testing

@Suite("Who imports whom")
struct ArrowTests {
  /// The table of docs/architecture.md: each target with what it may import.
  static let table: [String: Set<String>] = {
    let url = Repository.root.appending(path: "docs/architecture.md")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    var table: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3 else { continue }
      let imports = cells[2].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      table[cells[0].filter { $0 != "`" }] = Set(imports.filter { $0 != "–" })
    }
    return table
  }()

  static let targets = Set(Repository.sources.map(\.target)).sorted()

  @Test("is as the architecture draws it", arguments: targets)
  func arrows(target: String) throws {
    let drawn = try #require(Self.table[target], "docs/architecture.md has no row for \(target)")
    // Diagnostics is beneath everything; the table names it only where nothing else is.
    let allowed =
      drawn == ["all"] ? Set(Self.targets) : drawn.union(target == "Diagnostics" ? [] : ["Diagnostics"])
    let own = Set(Self.targets).union(Self.libraries)
    for source in Repository.sources where source.target == target {
      let strangers = Set(source.imports).intersection(own).subtracting(allowed).subtracting([target])
      #expect(strangers.isEmpty, "\(source.path) imports \(strangers.sorted())")
    }
  }

  @Test("is drawn for every target there is, and for no other")
  func complete() {
    #expect(Set(Self.table.keys).subtracting(["CLibraries/*"]) == Set(Self.targets))
  }

  @Test("has one direction")
  func oneDirection() throws {
    var settled: Set<String> = []
    var waiting = Self.table.filter { $0.value != ["all"] && Self.targets.contains($0.key) }
    while !waiting.isEmpty {
      let free = waiting.filter {
        $0.value.subtracting(Self.libraries + ["Diagnostics", "Commands"]).isSubset(of: settled)
      }
      try #require(!free.isEmpty, "\(waiting.keys.sorted()) import each other in a circle")
      settled.formUnion(free.keys)
      for key in free.keys { waiting[key] = nil }
    }
  }

  static let libraries: [String] = {
    let folder = Repository.root.appending(path: "Sources/CLibraries").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }()

  @Test("lets one target alone touch a C library", arguments: libraries)
  func cLibraries(library: String) {
    let importers = Set(Repository.sources.filter { $0.imports.contains(library) }.map(\.target))
    #expect(importers.count == 1, "\(importers.sorted()) import \(library)")
    for source in Repository.sources where source.imports.contains(library) {
      #expect(!source.text.contains("public import \(library)"), "\(source.path)")
    }
  }

  /// Who may import the system's own library: those that touch the machine.
  static let systemUsers: Set = [
    "Files", "Formats", "Programs", "Terminal", "Estimation", "Commands", "plumbline",
  ]

  @Test("leaves the system to those that touch the machine")
  func system() {
    let users = Repository.sources.filter { $0.imports.contains("Glibc") }
    #expect(Set(users.map(\.target)).isSubset(of: Self.systemUsers), "\(users.map(\.path))")
    let commands = users.filter { $0.target == "Commands" }.map(\.path)
    #expect(
      Set(commands).isSubset(of: ["Sources/Commands/Environment.swift", "Sources/Commands/Scene.swift"]),
      "\(commands)")
  }

  @Test("leaves out Foundation, which takes longer to load than a fact to capture")
  func foundation() {
    for source in Repository.sources {
      #expect(!source.imports.contains { $0.hasPrefix("Foundation") }, "\(source.path)")
    }
  }
}
