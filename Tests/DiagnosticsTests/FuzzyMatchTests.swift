import Diagnostics
import Testing

@Suite("A fuzzy match")
struct FuzzyMatchTests {
  @Test(
    "finds what has the letters in their order",
    arguments: [
      ("sinst", "stripe.invoice.status", true), ("FL", "finance-lead", true), ("fl", "Finance Lead", true),
      ("lf", "finance-lead", false), ("stripee", "stripe", false), ("ü", "Zürich", true),
      ("日", "東日本", true), ("", "anything", true), ("a", "", false),
    ])
  func finds(typed: String, candidate: String, isFound: Bool) {
    #expect((FuzzyMatch.score(typed, in: candidate) != nil) == isFound)
  }

  @Test(
    "puts first what was most likely meant",
    arguments: [
      ("st", ["best", "stripe"], "stripe"),
      ("is", ["discounts", "stripe.invoice.status"], "stripe.invoice.status"),
      ("inv", ["i.n.v", "invoice"], "invoice"),
      ("inv", ["stripe.invoice", "invoice"], "invoice"),
      ("fl", ["flow", "finance-lead"], "flow"),
      ("DD", ["added", "xero.Invoice.DueDate"], "xero.Invoice.DueDate"),
      ("total", ["two-orders-a-lot", "stripe.invoice.total"], "stripe.invoice.total"),
    ])
  func ranks(typed: String, candidates: [String], best: String) {
    #expect(FuzzyMatch.ranked(typed, candidates) { $0 }.first == best)
    #expect(FuzzyMatch.ranked(typed, candidates.reversed()) { $0 }.first == best)
  }

  @Test("keeps the order of what is equally good, and of everything when nothing is typed")
  func stable() {
    let candidates = ["step-b", "step-a", "step-c"]
    #expect(FuzzyMatch.ranked("step", candidates) { $0 } == candidates)
    #expect(FuzzyMatch.ranked("", ["x", "a"]) { $0 } == ["x", "a"])
  }

  @Test("finds a way through where the first letters found would lead astray")
  func best() throws {
    // Taking the first `s` there is would pass over the word that was meant.
    let meant = try #require(FuzzyMatch.score("status", in: "sales.status"))
    let scattered = try #require(FuzzyMatch.score("status", in: "s-t-a-t-u-s-x"))
    let alone = try #require(FuzzyMatch.score("status", in: "status"))
    #expect(alone > meant && meant > 0 && scattered > 0)
  }

  @Test("takes no more than what begins with more than 64 letters")
  func long() {
    let long = String(repeating: "a", count: 65)
    #expect(FuzzyMatch.score(long, in: long + "b") != nil)
    #expect(FuzzyMatch.score(long, in: "b" + long) == nil)
  }
}
