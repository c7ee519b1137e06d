import Diagnostics
import Foundation
import Testing

@testable import Method

@Suite("The method library")
struct MethodLibraryTests {
  @Test("files are sorted by name, one folder deep, of the section's kind only")
  func files() throws {
    let folder = try Folder([
      "gaps/b.sql": "B", "gaps/semantics/a.sql": "A", "gaps/notes.md": "", "gaps/.hidden.sql": "",
      "gaps/deep/deeper/c.sql": "C", "rates/standard.yaml": "", "gaps/.sql": "",
    ])
    let files = try MethodLibrary(builtIn: folder.path, overlay: nil).files(.gaps)
    #expect(files.map(\.name) == ["a", "b"])
    #expect(files.map(\.text) == ["A", "B"])
    #expect(files.map(\.folder) == ["semantics", nil])
    #expect(files[0].path == folder.path + "/gaps/semantics/a.sql")
    #expect(files.allSatisfy { $0.origin == .builtIn })
  }

  @Test("an overlay replaces by name whatever the folder, and adds")
  func overlay() throws {
    let builtIn = try Folder(["gaps/semantics/a.sql": "old", "gaps/b.sql": "B"])
    let own = try Folder(["gaps/a.sql": "new", "gaps/mine/z.sql": "Z"])
    let library = MethodLibrary(builtIn: builtIn.path, overlay: own.path)
    let files = try library.files(.gaps)
    #expect(files.map(\.text) == ["new", "B", "Z"])
    #expect(files.map(\.origin) == [.overlay(own.path), .builtIn, .overlay(own.path)])
    #expect(try library.file(.gaps, named: "a").text == "new")
    #expect(try library.files(.templates).isEmpty)
  }

  @Test("a name that two files of one layer bear is refused")
  func twice() throws {
    let folder = try Folder(["gaps/x/a.sql": "", "gaps/y/a.sql": ""])
    let error = #expect(throws: Diagnostic.self) {
      try MethodLibrary(builtIn: folder.path, overlay: nil).files(.gaps)
    }
    #expect(error?.code == "method-file-twice")
    #expect(error?.place?.file.hasSuffix("y/a.sql") == true)
  }

  @Test("an unknown name is refused with the nearest")
  func unknown() throws {
    let folder = try Folder(["rates/standard.yaml": ""])
    let error = #expect(throws: Diagnostic.self) {
      try MethodLibrary(builtIn: folder.path, overlay: nil).file(.rates, named: "standart")
    }
    #expect(error?.code == "unknown-method-file")
    #expect(error?.notes.first == "did you mean `standard`?")
  }

  @Test("a file that is no text is refused with its path")
  func binary() throws {
    let folder = try Folder()
    try folder.write("gaps/a.sql", "")
    try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: folder.path + "/gaps/a.sql"))
    let error = #expect(throws: Diagnostic.self) {
      try MethodLibrary(builtIn: folder.path, overlay: nil).files(.gaps)
    }
    #expect(error?.code == "not-utf8")
  }
}

@Suite("Where the method is looked for")
struct LocateTests {
  func locate(
    _ explicit: String? = nil, _ environment: [String: String] = [:], workbook: String? = nil,
    executable: String = "/nowhere/bin/plumbline"
  ) throws -> MethodLibrary {
    try MethodLibrary.locate(
      explicit: explicit, environment: environment, workbook: workbook, executable: executable)
  }

  @Test("the option comes before the variable, the variable before the installation")
  func order() throws {
    let one = try Folder(["gaps/a.sql": ""])
    let two = try Folder(["gaps/a.sql": ""])
    let prefix = try Folder(["bin/plumbline": "", "share/plumbline/gaps/a.sql": ""])
    let program = prefix.path + "/bin/plumbline"
    let variable = ["PLUMBLINE_METHOD": two.path]
    #expect(try locate(one.path, variable, executable: program).builtIn == one.path)
    #expect(try locate(nil, variable, executable: program).builtIn == two.path)
    #expect(
      try locate(nil, ["PLUMBLINE_METHOD": ""], executable: program).builtIn == real(prefix)
        + "/share/plumbline")
  }

  @Test("an installed program is found through a link, a built one in its checkout")
  func links() throws {
    let prefix = try Folder(["bin/plumbline": "", "share/plumbline/gaps/a.sql": ""])
    let elsewhere = try Folder()
    let link = elsewhere.path + "/pl"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: prefix.path + "/bin/plumbline")
    #expect(try locate(executable: link).builtIn == real(prefix) + "/share/plumbline")

    let checkout = try Folder([
      "Package.swift": "", "gaps/a.sql": "", ".build/x86_64/release/plumbline": "",
    ])
    #expect(
      try locate(executable: checkout.path + "/.build/x86_64/release/plumbline").builtIn == real(checkout))
  }

  @Test("a folder that was asked for and holds no method is an error, not a reason to look on")
  func demanded() throws {
    let empty = try Folder()
    let prefix = try Folder(["bin/plumbline": "", "share/plumbline/gaps/a.sql": ""])
    for (explicit, environment) in [(empty.path, [:]), (nil, ["PLUMBLINE_METHOD": empty.path + "/none"])] {
      let error = #expect(throws: Diagnostic.self) {
        try locate(explicit, environment, executable: prefix.path + "/bin/plumbline")
      }
      #expect(error?.code == "method-not-found")
      #expect(error?.exit == .usage)
    }
  }

  @Test("when there is none, the message names every place")
  func missing() throws {
    let error = #expect(throws: Diagnostic.self) { try locate() }
    #expect(error?.code == "method-not-found")
    #expect(error?.notes.count == 4)
    #expect(error?.notes.contains { $0.contains("/nowhere/share/plumbline") } == true)
  }

  @Test("the folder `method` beside the workbook overlays, if it is there")
  func overlay() throws {
    let builtIn = try Folder(["gaps/a.sql": ""])
    let with = try Folder(["acme.plumb": "", "method/gaps/b.sql": ""])
    let without = try Folder(["acme.plumb": ""])
    #expect(try locate(builtIn.path, workbook: with.path + "/acme.plumb").overlay == with.path + "/method")
    #expect(try locate(builtIn.path, workbook: without.path + "/acme.plumb").overlay == nil)
    #expect(try locate(builtIn.path).overlay == nil)
  }

  private func real(_ folder: Folder) -> String {
    URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path
  }

  @Test("finds what a team changed about the gaps, the built-in file before its own")
  func adjustments() throws {
    let folder = try Folder(["gaps/a.sql": "", "own/gaps.yaml": "b: 1", "gaps.yaml": "a: 1"])
    let library = MethodLibrary(builtIn: folder.path, overlay: folder.path + "/own")
    #expect(try library.adjustments().map(\.text) == ["a: 1", "b: 1"])
    #expect(try MethodLibrary(builtIn: folder.path + "/gaps", overlay: nil).adjustments().isEmpty)
  }
}
