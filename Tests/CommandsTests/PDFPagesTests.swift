import Testing

@testable import Commands

@Suite("The contents of a PDF have the numbers of its pages")
struct PDFPagesTests {
  /// Three pages in a tree of two branches, whose objects are in no order.
  private static let pdf = """
    %PDF-1.4
    9 0 obj
    <</Type /Pages
    /Count 1
    /Kids [2 0 R]
    /Parent 7 0 R>>
    endobj
    8 0 obj
    <</Type /Pages
    /Count 2
    /Kids [5 0 R 3 0 R]
    /Parent 7 0 R>>
    endobj
    7 0 obj
    <</Type /Pages
    /Count 3
    /Kids [8 0 R 9 0 R]>>
    endobj
    6 0 obj
    <</main: [5 0 R /XYZ 0 8 0]
    /summary#2Fwho [3 0 R /XYZ 0 1 0]
    /summary#2F [3 0 R /XYZ 0 8 0]
    /gaps#2F [2 0 R /XYZ 0 8 0]
    /lost#2F [44 0 R /XYZ 0 8 0]>>
    endobj
    """

  @Test("found by the places of the documents")
  func numbers() {
    let found = PDFPages.numbers(of: ["summary/", "gaps/", "lost/", "none/"], in: Array(Self.pdf.utf8))
    #expect(found == ["summary/": 2, "gaps/": 3])
  }

  @Test(
    "and none where a file is of another make",
    arguments: ["", "%PDF-1.7", "<</Type /Pages\n", "/summary#2F [3"])
  func others(text: String) {
    #expect(PDFPages.numbers(of: ["summary/"], in: Array(text.utf8)).isEmpty)
  }

  @Test("set at the end of a line of the contents, and nowhere else")
  func page() {
    let line = "<li><a class=l href=\"#summary/\">1 Summary</a></li>\n"
    let html = "<p><a href=\"#summary/\">x</a></p><div class=inside><ol>\n\(line)</ol></div>\(line)"
    let page = PDFPages.page(Array(html.utf8), with: ["summary/": 2, "gaps/": 3])
    let set = String(decoding: page, as: UTF8.self)
    #expect(set == html.replacing("1 Summary</a></li>", with: "1 Summary</a><i>2</i></li>", maxReplacements: 1))
    let without = Array("<p>no contents</p>".utf8)
    #expect(PDFPages.page(without, with: ["summary/": 2]) == without)
  }
}
