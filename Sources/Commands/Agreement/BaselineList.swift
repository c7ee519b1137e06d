import Agreements
import CommandLineKit
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let baselineList = Command<Scene>(
    "list", "Lists the baselines",
    examples: [Example("plumbline baseline list", "what was frozen, when, with which digest")]
  ) { arguments, scene in
    let baselines = try Baseline.all(scene.workbook(arguments))
    if arguments.flag("json") {
      scene.print(json: Node(baselines.map(\.json)))
      return .done
    }
    var table = Table(["Baseline", "When", "Who", "Items", "Blockers", "Digest"].map { Table.Column($0) })
    for baseline in baselines {
      table.add(
        [
          baseline.fact.ref, baseline.at, baseline.who, "\(baseline.count)",
          baseline.openBlockers.map(String.init) ?? "", baseline.digest,
        ].map { Table.Cell($0) })
    }
    scene.print(table, arguments)
    if baselines.isEmpty { scene.say("Nothing is frozen yet: plumbline baseline create NAME", arguments) }
    return .done
  }
}

extension Baseline {
  /// As `baseline list --json` tells it.
  var json: Node { Node(object: members) }

  var members: [(String, Node)] {
    [
      ("ref", Node(fact.ref)), ("at", Node(at)), ("who", Node(who)), ("digest", Node(digest)),
      ("form", Node(form)),
      ("entry", Node(entry)), ("head", Node(head)), ("items", Node(count)), ("open-gaps", Node(openGaps)),
      ("open-blockers", Node(openBlockers)), ("reason", Node(reason)), ("note", Node(note)),
    ]
  }
}
