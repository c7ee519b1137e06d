import Catalogue
import Testing

@testable import Database
@testable import Workbook

@Suite("Ids")
struct IdentityTests {
  private func ids(_ desk: Desk) throws -> [Int64] {
    try desk.workbook.connection.all("SELECT id FROM fact ORDER BY rowid") { row throws(DatabaseError) in
      try row.integer(0)
    }
  }

  /// Captures the same on every desk.
  private func work(_ desk: Desk) throws -> [Int64] {
    try (0..<50).map { try desk.add("question", ["text": "Question \($0)"]).id }
  }

  @Test("rise with the order of capture, whatever the clock does")
  func rise() throws {
    for clock in [1_780_000_000, 0, -5_000, 4_102_444_800, .max - 100] {
      let drawn = try work(Desk(clock: clock))
      #expect(zip(drawn, drawn.dropFirst()).allSatisfy { $0 < $1 })
      #expect(drawn.allSatisfy { $0 > 0 })
    }
    let workbook = try Workbook.inMemory()
    let late = try work(Desk(workbook, clock: 1_780_000_000))
    let early = try work(Desk(workbook, clock: 1_700_000_000, seed: 2))
    #expect(
      try #require(late.last) < #require(early.first), "a clock put back must not put facts before older ones")
  }

  @Test("differ between two workbooks that began in the same second")
  func differ() throws {
    let mine = try work(Desk(seed: 1))
    let theirs = try work(Desk(seed: 2))
    #expect(Set(mine).isDisjoint(with: theirs))
  }

  @Test("differ between two copies of a workbook that was begun with a clock ahead of both")
  func copies() throws {
    let ahead = try Desk(clock: 1_900_000_000)
    let before = try work(ahead)
    let copy = try Desk(ahead.workbook.rehearsal(), clock: 1_780_000_000, seed: 3)
    let (mine, theirs) = (try work(Desk(ahead.workbook, clock: 1_780_000_000, seed: 2)), try work(copy))
    #expect(Set(mine).isDisjoint(with: theirs), "a merge would have to refuse them as one")
    #expect(try #require(before.last) < #require((mine + theirs).min()))
  }

  @Test("of journal entries differ too")
  func entries() throws {
    func entries(_ seed: UInt64) throws -> [String] {
      let desk = try Desk(seed: seed)
      _ = try work(desk)
      return try desk.workbook.connection.all("SELECT entry FROM journal") { row throws(DatabaseError) in
        try row.text(0)
      }
    }
    let (mine, theirs) = (try entries(1), try entries(2))
    #expect(mine.count == 50)
    #expect(Set(mine).isDisjoint(with: theirs))
  }
}
