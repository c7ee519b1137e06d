import Diagnostics
import Formats
import Foundation
import Intake
import Testing

/// The real files of `shared/data/openapi` against counts made by another program (`truth/assertions.json`).
@Suite("Real descriptions", .enabled(if: hasSharedData)) struct RealDescriptionTests {
  static let files = [
    "stripe_2020-11-17.json", "stripe_2023-09-12.yaml", "xero_accounting_16.0.0.yaml",
    "xero_accounting_16.1.0.yaml",
    "xero_accounting_9.0.0.yaml",
  ]

  /// Each file is read once; tests only look.
  static let read: [String: SystemSchema] = Dictionary(
    uniqueKeysWithValues: files.compactMap { name in
      guard hasSharedData,
        let data = try? Data(contentsOf: URL(fileURLWithPath: "\(sharedData)/openapi/\(name)")),
        let root = try? Document.parse([UInt8](data), file: name),
        let schema = try? OpenAPI.read(root, file: name)
      else { return nil }
      return (name, schema)
    })
  static let truth = try? Document.parse(
    [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(sharedData)/truth/assertions.json"))), file: "truth")

  @Test("has every schema, field and enumeration", arguments: files) func counts(file: String) throws {
    let schema = try #require(Self.read[file])
    let expected = try #require(Self.truth?["files"]?["openapi/\(file)"])
    let counts = schema.counts
    #expect(counts.schemas == expected["schemas"]?.int)
    #expect(counts.directFields == expected["props_direct"]?.int)
    #expect(counts.fields == expected["props_deep"]?.int)
    #expect(counts.enumerations == expected["enums"]?.int)
    #expect(schema.version == expected["info_version"]?.string)
    #expect(schema.format == "openapi \(expected["version"]?.string ?? "")")
    let biggest = try #require(expected["biggest"]?.sequence)
    #expect(
      schema.representation(biggest[0].string ?? "")?.fields.count { $0.depth == 0 } == biggest[1].int)
  }

  @Test("has the known enumerations") func enumerations() throws {
    let known = try #require(Self.truth?["enums"]?.sequence)
    #expect(known.count == 21)
    for entry in known {
      let file = try #require(entry["file"]?.string).replacingOccurrences(of: "openapi/", with: "")
      let field = try #require(
        Self.read[file]?.field(entry["schema"]?.string ?? "", entry["property"]?.string ?? ""))
      let codes = Self.read[file]?.codes(field.codeList ?? "")
      #expect(codes == entry["values"]?.sequence?.compactMap(\.string), "\(file) \(field.name)")
    }
  }

  @Test("names are unique, and every code list a field names is there", arguments: files)
  func references(file: String) throws {
    let schema = try #require(Self.read[file])
    #expect(schema.isDoubtful == nil)
    let facts = schema.facts(of: "s").map(\.ref)
    #expect(Set(facts).count == facts.count && !schema.notes.contains { $0.code == "reference-clash" })
    #expect(Set(schema.representations.map(\.localName)).count == schema.representations.count)
    let lists = Set(schema.codeLists.map(\.name))
    #expect(lists.count == schema.codeLists.count)
    let names = Set(schema.representations.map(\.localName))
    for representation in schema.representations {
      #expect(Set(representation.fields.map(\.name)).count == representation.fields.count)
      for field in representation.fields {
        if let list = field.codeList { #expect(lists.contains(list)) }
        if let format = field.format, format.hasPrefix("ref:") {
          #expect(names.isSuperset(of: format.dropFirst(4).split(separator: "|").map(String.init)))
        }
        #expect(field.position.line > 0)
      }
    }
  }

  @Test("reads a Stripe invoice as a person would") func stripe() throws {
    let schema = try #require(Self.read["stripe_2023-09-12.yaml"])
    #expect(schema.representation("invoice")?.identifier == "id")
    let customer = try #require(schema.field("invoice", "customer"))
    #expect(
      customer.type == "string" && customer.format == "ref:customer|deleted_customer" && customer.nullable)
    #expect(
      customer.fieldClass == .identifier && customer.meaning == "The ID of the customer who will be billed.")
    let lines = try #require(schema.field("invoice", "lines.data"))
    #expect(
      lines.type == "array" && lines.format == "ref:line_item" && lines.items == "object" && lines.required)
    #expect(schema.field("invoice", "amount_due")?.fieldClass == .money)
    #expect(schema.field("invoice", "created")?.fieldClass == .date)
    #expect(schema.field("invoice", "metadata")?.format == "map")
    #expect(schema.field("customer", "address")?.format == "ref:address")
    let status = try #require(schema.codeLists.first { $0.name == "invoice.status" })
    #expect(status.isStatus && !status.isConstant && status.position.line == 11443)
  }

  @Test("reads a Xero invoice as a person would") func xero() throws {
    let schema = try #require(Self.read["xero_accounting_16.1.0.yaml"])
    #expect(schema.representation("Invoice")?.identifier == "InvoiceID")
    #expect(schema.field("Invoice", "CurrencyCode")?.codeList == "CurrencyCode")
    #expect(schema.field("Invoice", "SubTotal")?.fieldClass == .money)
    #expect(schema.field("Invoice", "SubTotal")?.readOnly == true)
    #expect(schema.field("Invoice", "Date")?.fieldClass == .date)
    #expect(schema.codes("CountryCode")?.contains("NO") == true)
    #expect(schema.codeLists.first { $0.name == "QuoteStatusCodes" }?.isStatus == true)
  }

  @Test("adds requests and responses only when asked") func operations() throws {
    let file = Self.files[1]
    let root = try Document.parse(
      [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(sharedData)/openapi/\(file)"))), file: file)
    let schema = try OpenAPI.read(root, file: file, operations: .included)
    let plain = try #require(Self.read[file]).counts
    #expect(plain.operationSchemas == 0)
    #expect(schema.counts.operationSchemas > 300)
    #expect(schema.counts.fields == plain.fields && schema.counts.enumerations == plain.enumerations)
    #expect(schema.field("PostInvoices.request", "custom_fields[].name")?.required == true)
  }
}
