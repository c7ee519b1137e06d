import Agreements
import CommandLineKit
import Formats
import Terminal
import Workbook

/// What the votes say of one fact: of the item that it is part of.
struct Agreed {
  /// The item.
  let item: String
  /// The votes that stand and cover it, each with what became of the item since; nil while it holds, or where it was
  /// agreed to anew.
  let votes: [(vote: StandingApproval, superseded: Supersession.Entry?)]

  /// Asks the votes; costs nothing where nobody has voted.
  init(of fact: Fact, _ workbook: Workbook) throws {
    let reader = try workbook.reader()
    guard try !reader.rows("SELECT 1 FROM approval LIMIT 1").rows.isEmpty else {
      (item, votes) = (fact.ref, [])
      return
    }
    let item = try workbook.item(of: fact)
    let frozen = Set(
      try reader.rows("SELECT baseline_id FROM baseline_item WHERE ref = :ref", named: ["ref": .text(item)])
        .rows
        .map { $0[0] })
    self.item = item
    votes = try StandingApproval.all(workbook, reader)
      .filter { $0.covers(item) && frozen.contains(.integer($0.baseline.id)) }
      .map { vote in (vote, vote.superseded.first { $0.ref == item }) }
  }

  /// Whether a yes still holds, in a few words.
  func standing(_ vote: StandingApproval, _ superseded: Supersession.Entry?) -> String {
    if let by = vote.renewed[item] { return "agreed anew: \(by)" }
    guard let superseded else { return "holds" }
    return "superseded: \(superseded.told)" + (vote.amended[item].map { ", \($0) asks" } ?? "")
  }

  /// As `show --json` tells it.
  var json: Node {
    Node(
      votes.map { vote, superseded in
        Node(object: [
          ("ref", Node(vote.ref)), ("item", Node(item)), ("baseline", Node(vote.baseline.ref)),
          ("person", Node(vote.person)), ("role", Node(vote.role)), ("vote", Node(vote.vote)),
          ("at", Node(vote.at)), ("superseded", superseded?.json ?? .null),
          ("amendment", Node(vote.amended[item])), ("agreed-anew", Node(vote.renewed[item])),
        ])
      })
  }
}

extension Scene {
  /// Tells who agreed to a fact, and whether that still holds.
  func tell(_ agreed: Agreed, _ arguments: CommandLineKit.Arguments) {
    guard !agreed.votes.isEmpty else { return }
    print("\nVotes on \(Visible.line(agreed.item))")
    var table = Table(["Vote", "Baseline", "Who", "Role", "Says", "Now"].map { Table.Column($0) })
    for (vote, superseded) in agreed.votes {
      let now = vote.isYes ? agreed.standing(vote, superseded) : ""
      table.add([vote.ref, vote.baseline.ref, vote.person, vote.role, vote.vote, now].map { Table.Cell($0) })
    }
    print(table, arguments)
  }
}

extension Node {
  /// The same mapping with one more member at its end.
  func adding(_ name: String, _ value: Node) -> Node {
    Node(.mapping((mapping ?? []) + [Entry(key: name, value: value)]))
  }
}
