import Testing

@testable import Catalogue

@Suite("Names and days")
struct NameTests {
  @Test(
    "A name becomes a word to type",
    arguments: [
      ("Finance lead", "finance-lead"), ("  Finance — lead!  ", "finance-lead"), ("O'Brien", "o-brien"),
      ("Müller & Söhne", "müller-söhne"), ("株式会社 例", "株式会社-例"), ("S/4HANA", "s-4hana"), ("a.b=c", "a-b-c"),
      ("--x--", "x"),
      ("", ""), ("🙂", ""), ("…", ""), ("v2", "v2"),
    ])
  func slugs(name: String, slug: String) {
    #expect(Reference.slug(name) == slug)
    #expect(Reference.slug(slug) == slug, "a slug of a slug is itself")
  }

  @Test(
    "Days are what the calendar says",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-03-31", 20_543),
      ("0001-01-01", -719_162),
      ("9999-12-31", 2_932_896), ("0000-03-01", -719_468),
    ])
  func days(text: String, number: Int) throws {
    #expect(try #require(CalendarDay(text)).number == number)
    #expect(CalendarDay(number: number).description == text)
  }

  @Test("A day a week of eight centuries comes back as it was written, one after the other")
  func everyDay() throws {
    var before: CalendarDay?
    for number in stride(from: -140_000, through: 150_000, by: 7) {
      let day = CalendarDay(number: number)
      #expect(CalendarDay(day.description) == day)
      if let before, before.description >= day.description { Issue.record("\(before) is not before \(day)") }
      before = day
    }
  }

  @Test(
    "A day that does not exist is none",
    arguments: [
      "", "2026", "2026-03", "2026-03-32", "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-01", "2026-01-00",
      "26-01-01", " 2026-01-01", "2026-01-01 ", "2026/01/01", "-026-01-01", "2026-01-1a", "99999-01-01",
    ])
  func noDay(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test(
    "A moment is told in UTC to the second",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_827_696, "2000-02-29T12:34:56Z"),
      (1_774_965_909, "2026-03-31T14:05:09Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"),
    ])
  func moments(seconds: Int, text: String) {
    let moment = Moment(seconds: seconds)
    #expect(moment.description == text)
    #expect(moment.day.description == String(text.prefix(10)))
    #expect(Moment(seconds: seconds - 1) < moment)
  }
}
