import Diagnostics
import Formats
import Foundation
import Intake

/// The real data: `shared/data` beside the repository or beside a folder above it; its tests are skipped
/// where it is absent.
let sharedData: String = {
  var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  while folder.path != "/" {
    folder.deleteLastPathComponent()
    let data = folder.appendingPathComponent("shared/data").path
    if FileManager.default.fileExists(atPath: data) { return data }
  }
  return "shared/data"
}()
let hasSharedData = FileManager.default.fileExists(atPath: sharedData)

func schema(
  _ text: String, schemas: [String] = [], operations: OpenAPI.Operations = .automatic
) throws -> SystemSchema {
  let root = try Document.parse(Array(text.utf8), file: "f.yaml")
  return try OpenAPI.read(root, file: "f.yaml", schemas: schemas, operations: operations)
}

/// The text of a fixture of `Tests/Fixtures/openapi`.
func fixtureText(_ name: String) throws -> String {
  let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/openapi/\(name).yaml")
  return try String(contentsOf: path, encoding: .utf8)
}

/// What is read from a fixture.
func fixture(
  _ name: String, schemas: [String] = [], operations: OpenAPI.Operations = .automatic
) throws -> SystemSchema {
  try schema(fixtureText(name), schemas: schemas, operations: operations)
}

/// Named schemas around which the rest of a small description is written.
func components(_ schemas: String) -> String {
  "openapi: 3.0.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n"
    + schemas.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(
      separator: "\n")
}

func fault(_ body: () throws -> Void) -> Diagnostic? {
  do {
    try body()
    return nil
  } catch {
    return error as? Diagnostic
  }
}

extension SystemSchema {
  func representation(_ name: String) -> RepresentationSchema? {
    representations.first { $0.localName == name }
  }

  func field(_ representation: String, _ name: String) -> FieldSchema? {
    self.representation(representation)?.fields.first { $0.name == name }
  }

  func codes(_ name: String) -> [String]? { codeLists.first { $0.name == name }?.codes.map(\.value) }

  /// `name: type/format` of every field, with `[items]`, `!` if required and `?` if nullable.
  func outline(_ name: String) -> [String] {
    (representation(name)?.fields ?? []).map { field in
      "\(field.name): \(field.type)" + (field.format.map { "/\($0)" } ?? "")
        + (field.items.map { "[\($0)]" } ?? "")
        + (field.required ? "!" : "") + (field.nullable ? "?" : "") + (field.codeList.map { " of \($0)" } ?? "")
    }
  }
}
