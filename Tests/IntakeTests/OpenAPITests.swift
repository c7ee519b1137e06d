import Diagnostics
import Intake
import Testing

@Suite("OpenAPI") struct OpenAPITests {
  @Test("3.1: type arrays, null, const, oneOf of constants") func types() throws {
    let schema = try fixture("types-3.1")
    #expect(schema.format == "openapi 3.1.0")
    #expect(
      schema.outline("Customer") == [
        "CustomerID: string!", "name: string!", "nickname: string?", "age: integer?", "mixed: string",
        "measured: number",
        "either: string/date?", "tags: array[string] of Customer.tags", "pair: array[string]", "free: any",
        "kind: string of Customer.kind", "status: string of Customer.status",
        "country: string of Customer.country",
        "old: boolean", "secret: string/password",
      ])
    #expect(schema.representation("Customer")?.identifier == "CustomerID")
    #expect(schema.representation("Customer")?.definition == "Somebody who buys.")
    #expect(schema.field("Customer", "name")?.example == "Ada")
    #expect(schema.field("Customer", "name")?.maxLength == 80)
    #expect(schema.field("Customer", "nickname")?.defaultValue == "")
    #expect(schema.field("Customer", "either")?.meaning == "The day of the first order.")
    #expect(schema.field("Customer", "old")?.deprecated == true)
    #expect(schema.field("Customer", "secret")?.writeOnly == true)
    #expect(schema.field("Customer", "CustomerID")?.readOnly == true)
    #expect(schema.codes("Customer.tags") == ["vip", "blocked"])
    #expect(schema.codes("Customer.country") == ["NO", "SE"])
    let status = try #require(schema.codeLists.first { $0.name == "Customer.status" })
    #expect(
      status.codes.map { [$0.value, $0.label, $0.meaning] } == [
        ["open", "Open", "May order."], ["closed", "Closed", "May not order."],
      ])
    #expect(schema.codeLists.first { $0.name == "Customer.country" }?.codes.first?.meaning == "Norway")
    #expect(!schema.notes.contains { $0.summary.contains("Customer.status") })
  }

  @Test("Swagger 2.0: definitions, body, form and responses") func swagger() throws {
    let schema = try fixture("swagger-2", operations: .included)
    #expect(schema.format == "swagger 2.0")
    #expect(
      schema.outline("Order") == [
        "id: integer/int64!", "note: string?", "ship_date: string/date-time", "status: string of Order.status",
        "buyer: object/ref:Person",
      ])
    #expect(schema.codeLists[0].codes.map(\.label) == ["PLACED_BY_CUSTOMER", nil])
    #expect(schema.outline("placeOrder.request") == ["coupon: string"])
    #expect(schema.outline("placeOrder.response.404") == ["reason: string"])
    #expect(schema.representation("placeOrder.response") == nil)
    let form = "post_labels_id.request"
    #expect(schema.outline(form) == ["name: string!", "size: string of \(form).size"])
    #expect(schema.field(form, "name")?.meaning == "The name to print.")
    #expect(schema.representation(form)?.source == .operation("POST /labels/{id}"))
    #expect(schema.counts.schemas == 2 && schema.counts.operationSchemas == 3)
    #expect(schema.field("Person", "email")?.fieldClass == .email)
    #expect(schema.field("Person", "phone")?.fieldClass == .phone)
  }

  @Test("allOf is merged, anyOf and oneOf are united with a note") func composition() throws {
    let schema = try fixture("composition")
    #expect(
      schema.outline("Invoice") == [
        "id: string/uuid!", "status: string! of Base.status", "total: number/decimal!",
        "currency: string of Currency",
        "tags: array[string]", "billing: object/ref:Address?", "delivery: object", "delivery.city: string",
        "delivery.zip_code: string", "delivery.floor: integer", "payer: string/ref:Person|Company",
        "contact: object/ref:Person?", "method: object", "method.kind: string! of Invoice.method.kind",
        "method.iban: string", "method.last4: string", "copied: string of Base.status",
      ])
    let id = try #require(schema.field("Invoice", "id"))
    #expect(id.readOnly && id.meaning == "Never changes." && id.inheritedFrom == nil)
    #expect(schema.field("Invoice", "status")?.inheritedFrom == "Base")
    #expect(schema.field("Invoice", "delivery.city")?.inheritedFrom == "Address")
    #expect(schema.field("Invoice", "delivery.floor")?.inheritedFrom == nil)
    #expect(schema.field("Invoice", "payer")?.alternatives == ["string", "ref:Person", "ref:Company"])
    #expect(schema.field("Invoice", "payer")?.maxLength == 40)
    #expect(schema.field("Invoice", "billing")?.meaning == "Where it is sent.")
    #expect(schema.field("Invoice", "total")?.meaning == "In the currency of the account.")
    #expect(schema.representation("Invoice")?.definition == "A demand for payment.")
    #expect(schema.codes("Invoice.method.kind") == ["bank", "card"])
    #expect(schema.codeLists.first { $0.name == "Currency" }?.isShared == true)
    #expect(schema.codeLists.count == 3)
    #expect(schema.namedTypes == ["Money", "Tags"])
    #expect(schema.outline("Party") == ["name: string!", "born: string/date", "vat_id: string"])
    #expect(schema.representation("Party")?.definition == "Whoever takes part.")
    #expect(schema.outline("Odd") == ["way: object/ref:Text~1with space/slash"])
    let notes = schema.notes.filter { $0.code == "types-united" }
    #expect(notes.map(\.severity).allSatisfy { $0 == .note })
    #expect(
      notes.map(\.summary) == [
        "`Invoice.payer` may be string or ref:Person or ref:Company; it is kept as one.",
        "`Invoice.method` may be one of 2 objects; their fields are kept together.",
        "`Party` may be one of 2 objects; their fields are kept together.",
      ])
  }

  @Test("nested objects become dotted fields, arrays and maps are marked") func nesting() throws {
    let schema = try fixture("nesting")
    #expect(
      schema.outline("Order") == [
        "lines: object", "lines.has_more: boolean", "lines.data: array[object]", "lines.data[].sku: string!",
        "lines.data[].state: string of Order.lines.data[].state", "lines.data[].parts: array[array]",
        "lines.data[].parts[][].weight: number", "rates: object/map[object]", "rates{}.value: number",
        "labels: object/map[string]", "statuses: array[string] of Order.statuses",
      ])
    #expect(schema.outline("Rows") == ["cell: string"])
    #expect(schema.outline("UsesRows") == ["rows: array/ref:Rows[object]"])
    #expect(schema.codeLists.map(\.isStatus) == [true, true])
    #expect(schema.field("Order", "lines.data[].sku")?.depth == 3)
  }

  @Test("circles of references are cut and noted") func cycles() throws {
    let schema = try fixture("cycles")
    #expect(
      schema.outline("Person") == [
        "parent: object/ref:Person", "children: array/ref:Person[object]", "deputy: object",
        "deputy.since: string/date",
      ])
    #expect(schema.outline("Self") == ["own: string"])
    #expect(schema.namedTypes == ["Ping", "Pong", "Nest"])
    #expect(schema.outline("Holder").first == "ping: any")
    #expect(schema.notes.filter { $0.code == "reference-cycle" }.count >= 4)
  }

  @Test("references out of the file or to nothing, and odd words, are noted with their place")
  func references() throws {
    let schema = try fixture("references")
    #expect(schema.outline("Order") == ["id: strng!", "money: any/ref:common.yaml#/Money", "custom: any"])
    let notes = schema.notes.map {
      "\($0.code) \($0.place!.line!):\($0.place!.column!) \($0.notes.first ?? "")"
    }
    #expect(
      Set(notes) == [
        "unknown-type 9:20 nearest: string", "required-ignored 9:37 ",
        "external-reference 10:23 `Order.money` is kept, without what stands there.",
        "unresolved-reference 11:24 nearest: Customer", "required-undeclared 7:22 ",
      ])
  }

  @Test("objects of requests and responses are read when asked, plain references never")
  func operations() throws {
    #expect(try fixture("operations").representations.map(\.localName) == ["Invoice", "Fault"])
    let left = try #require(try fixture("operations").notes.first { $0.code == "operations-left-out" })
    #expect(left.severity == .note)
    #expect(left.summary == "4 objects that only requests and responses have were left out.")
    #expect(left.remedies == ["plumbline import openapi f.yaml --system SYSTEM --operations always"])
    for choice in [OpenAPI.Operations.included, .omitted] {
      #expect(try fixture("operations", operations: choice).notes.isEmpty)
    }
    let schema = try fixture("operations", operations: .included)
    #expect(
      schema.representations.dropFirst(2).map(\.localName) == [
        "listInvoices.response", "createInvoice.request", "createInvoice.response.400",
        "get_invoices_id_lines.response",
      ])
    #expect(
      schema.outline("listInvoices.response") == ["data: array/ref:Invoice[object]", "has_more: boolean"])
    #expect(schema.outline("createInvoice.request") == ["amount: integer!"])
    #expect(schema.outline("get_invoices_id_lines.response") == ["text: string"])
    #expect(schema.counts.schemas == 2 && schema.counts.operationSchemas == 4)
  }

  @Test("a description without named objects is read from its operations") func onlyOperations() throws {
    let schema = try schema(
      """
      openapi: 3.0.0
      paths:
        /a: {post: {operationId: make, requestBody: {content: {application/json: {schema: {properties: {x: {type: string}}}}}}}}
      """)
    #expect(schema.outline("make.request") == ["x: string"])
  }

  @Test("labels and meanings of codes come from extensions and from lists in descriptions")
  func meanings() throws {
    let schema = try fixture("meanings")
    func explained(_ name: String) -> [String] {
      schema.codeLists.first { $0.name == name }?.codes.map {
        "\($0.value)|\($0.label ?? "")|\($0.meaning ?? "")"
      } ?? []
    }
    #expect(
      explained("Listed") == [
        "PAID||all of it was paid", "OPEN||something is due", "void||nothing counts: forget it", "DRAFT||",
      ])
    #expect(explained("Parallel") == ["1|One|the first", "2|Two|the second"])
    #expect(explained("Microsoft") == ["a|Ay|", "b|Bee|second"])
    #expect(explained("Flags") == ["true||"])
    #expect(schema.field("User", "deep")?.codeList == "Deep")
    #expect(schema.field("User", "state")?.codeList == "Listed")
    #expect(schema.counts.enumerations == 5 && schema.counts.schemas == 6)
    #expect(schema.version == "2")
  }

  @Test(
    "patterns choose schemas, as written first, then in any case",
    arguments: [
      (["Order"], ["Order"]), (["order"], ["Order"]), (["*er*"], ["Order", "Customer"]),
      (["?rder", "Customer"], ["Order", "Customer"]),
      (["*"], ["Order", "Customer"]),
    ])
  func patterns(patterns: [String], expected: [String]) throws {
    #expect(try fixture("references", schemas: patterns).representations.map(\.localName) == expected)
  }

  @Test("a pattern finds requests and responses only where it fits no named schema") func operationPatterns()
    throws
  {
    #expect(try fixture("operations", schemas: ["*Invoice"]).representations.map(\.localName) == ["Invoice"])
    #expect(
      try fixture("operations", schemas: ["createinvoice.*"]).representations.map(\.localName)
        == ["createInvoice.request", "createInvoice.response.400"])
  }

  @Test("a pattern that fits nothing names the nearest") func unknownPattern() throws {
    let error = try #require(fault { _ = try fixture("references", schemas: ["Ordr", "Customr", "*"]) })
    #expect(error.code == "unknown-schema" && error.summary == "No schema is called `Ordr`.")
    #expect(error.notes == ["nearest: Order", "No schema is called `Customr`."])
  }
}
