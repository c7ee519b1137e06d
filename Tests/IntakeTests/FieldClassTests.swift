import Catalogue
import Testing

@testable import Intake

@Suite("Field classes") struct FieldClassTests {
  @Test("are those of the catalogue")
  func catalogue() throws {
    let attribute = try #require(try Catalogue.kind("field").attribute("class"))
    #expect(attribute.type == .choice(FieldClass.allCases.map(\.rawValue)))
  }

  @Test(
    "splits names into words",
    arguments: [
      ("InvoiceID", ["invoice", "id"]), ("invoice_id", ["invoice", "id"]), ("IDNumber", ["id", "number"]),
      ("lines.data[].unitPrice", ["unit", "price"]),
      ("HTTPServer2", ["http", "server2"]), ("UpdatedDateUTC", ["updated", "date", "utc"]), ("", []),
      ("kebab-case name", ["kebab", "case", "name"]),
    ])
  func words(name: String, expected: [String]) { #expect(nameWords(name) == expected) }

  @Test(
    "are told from format, name and type",
    arguments: [
      ("boolean", nil, "email", FieldClass.flag), ("string", "date", "id", .date),
      ("integer", "unix-time", "created", .date), ("string", "uuid", "x", .identifier),
      ("string", nil, "customer_id", .identifier), ("string", nil, "receipt_email", .email),
      ("string", nil, "EmailAddress", .email),
      ("string", nil, "customer_phone", .phone), ("string", nil, "PhoneNumber", .phone),
      ("string", nil, "phone_type", .text),
      ("integer", nil, "amount_due", .money), ("integer", nil, "total_count", .number),
      ("integer", nil, "days_until_due", .number), ("number", nil, "tax_rate", .number),
      ("string", "decimal", "unit_amount_decimal", .money), ("string", nil, "amount", .text),
      ("string", nil, "DueDate", .date),
      ("string", nil, "created_at", .date), ("string", nil, "status", .status), ("string", nil, "state", .text),
      ("string", nil, "role", .role),
      ("string", nil, "name", .text), ("integer", nil, "age", .number),
      ("string", "ref:customer", "customer", .identifier),
    ] as [(String, String?, String, FieldClass)])
  func classes(type: String, format: String?, name: String, expected: FieldClass) {
    #expect(FieldClass.of(type: type, format: format, name: name, hasCodeList: false) == expected)
  }

  @Test("are not told for objects and arrays") func none() {
    #expect(FieldClass.of(type: "object", format: nil, name: "status", hasCodeList: false) == nil)
    #expect(FieldClass.of(type: "array", format: nil, name: "ids", hasCodeList: false) == nil)
  }

  @Test(
    "a state with a code list is a status, also under another last word",
    arguments: [
      ("state", true), ("order_state", true), ("StatusCode", true), ("statuses", true),
      ("state_of_birth", false), ("estate", false),
    ])
  func status(name: String, expected: Bool) {
    #expect((FieldClass.of(type: "string", format: nil, name: name, hasCodeList: true) == .status) == expected)
  }

  @Test(
    "patterns",
    arguments: [
      ("*", "anything", true), ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "acb", false),
      ("?", "ab", false), ("**a**", "bab", true), ("", "", true),
      ("", "a", false), ("a*b*c*d", "aXbXcXd", true),
    ])
  func glob(pattern: String, name: String, expected: Bool) { #expect(Glob(pattern).matches(name) == expected) }

  @Test("a pattern of many stars takes no exponential time") func manyStars() {
    #expect(!Glob(String(repeating: "*a", count: 200) + "b").matches(String(repeating: "a", count: 5000)))
  }
}
