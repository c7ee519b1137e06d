import Diagnostics
import Foundation
import Testing

@testable import Programs

@Suite("Other programs")
struct ToolTests {
  private let cat = Tool("cat", package: "coreutils")
  private let search = "/usr/bin:/bin"

  @Test(
    "are given their input and give back what they write, however much", arguments: [0, 1, 70_000, 3_000_000])
  func echo(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    #expect(try cat.run([], input: bytes, search: search) == bytes)
  }

  @Test("that are not there are named with the package that brings them")
  func missing() throws {
    let error = try #require(throws: Diagnostic.self) {
      try Tool.dot.run(["-Tsvg"], input: [], search: "/nonexistent")
    }
    #expect(error.code == "program-missing")
    #expect(error.remedies == ["apt-get install graphviz"])
  }

  @Test("that take too long are stopped")
  func slow() throws {
    let error = try #require(throws: Diagnostic.self) {
      try Tool("sleep", package: "coreutils").run(["30"], input: [], search: search, seconds: 1)
    }
    #expect(error.code == "program-too-slow")
  }

  @Test("that write without end are stopped")
  func endless() throws {
    let error = try #require(throws: Diagnostic.self) {
      try Tool("yes", package: "coreutils").run([], input: [], search: search, limit: 1 << 20)
    }
    #expect(error.code == "program-too-much")
  }

  @Test("that fail are quoted")
  func failing() throws {
    let error = try #require(throws: Diagnostic.self) {
      try cat.run(["/nonexistent"], input: [], search: search)
    }
    #expect(error.code == "program-failed")
    #expect(error.reason?.contains("/nonexistent") == true)
  }

  @Test("that do not read their input do no harm")
  func deaf() throws {
    let input = [UInt8](repeating: 65, count: 1 << 20)
    #expect(try Tool("true", package: "coreutils").run([], input: input, search: search) == [])
  }

  @Test("know nothing of this machine's language")
  func environment() throws {
    let out = try Tool("env", package: "coreutils").run([], input: [], search: search)
    let names = String(decoding: out, as: UTF8.self).split(separator: "\n").map { $0.prefix { $0 != "=" } }
    #expect(Set(names.map(String.init)).isSubset(of: ["LC_ALL", "PATH", "HOME"]))
  }
}
