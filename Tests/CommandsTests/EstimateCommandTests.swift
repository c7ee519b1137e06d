import Diagnostics
import Formats
import Foundation
import Terminal
import Testing

@testable import Commands

@Suite("The estimate, as a command")
struct EstimateCommandTests {
  /// The furnished stage with a team, a rate, a deadline and a promise.
  static func stage() throws -> Stage {
    let stage = try Stage.furnished()
    try stage.play(
      """
      set engagement --team-size 2 --focus-hours-per-week 24 --hourly-rate 95 --currency GBP
      set engagement --deadline 2026-09-30 --original-estimate-hours 160
      """)
    return stage
  }

  @Test("tells every section by its word, in every format", arguments: EstimateSections.all)
  func sections(section: String) throws {
    let stage = try Self.stage()
    for format in ["table", "csv", "md"] {
      let outcome = try stage.run("estimate --trials 600 --only \(section) --format \(format)")
      #expect(outcome.status == .done, "\(format): \(outcome.err)")
      #expect(!outcome.out.isEmpty)
    }
  }

  @Test("is well-formed CSV: a row a figure, each with its unit")
  func csv() throws {
    let outcome = try Self.stage().run("estimate --trials 600 --format csv")
    let rows = try CSV.parse(Array(outcome.out.utf8), file: "answer").map { $0.map(\.text) }
    #expect(rows.first == ["section", "row", "column", "unit", "value"])
    let p80 = rows.first { $0[0] == "total" && $0[1] == "P80" && $0[2] == "Effort" && $0[3] == "h" }
    #expect(Double(try #require(p80)[4]) ?? 0 > 0)
  }

  @Test("says in words what is drawn, for who cannot see it")
  func plain() throws {
    let outcome = try Self.stage().run("estimate --trials 600 --plain --only curve,tornado,group")
    #expect(!outcome.out.contains("█") && !outcome.out.contains("•"))
    #expect(outcome.out.contains("Share of the runs: 80%"))
  }

  @Test("has splits that add up to the mean, and a duration with its floor, in JSON")
  func json() throws {
    let node = try Self.stage().run("estimate --trials 2000 --json").json()[0]
    let mean = try #require(node["mean"]?.double)
    for axis in ["entity", "flow", "system"] {
      let parts = node["splits"]?[axis]?.sequence ?? []
      let sum = parts.reduce(0) { $0 + ($1["mean"]?.double ?? 0) }
      #expect(abs(sum / mean - 1) < 0.002, "\(axis)")
    }
    let duration = try #require(node["duration"])
    let (weeks, effort) = (
      duration["weeks"]?["p80"]?.double ?? 0, duration["effort-weeks"]?["p80"]?.double ?? 0
    )
    #expect(weeks >= effort && effort > 0)
    #expect(duration["deadline-probability"]?.double != nil)
    #expect(node["partial"]?.bool == false)
    let closings = node["closings"]?.sequence ?? []
    #expect(
      closings.contains { $0["of"]?.string == "all" } && closings.count { $0["of"]?.string == "gap" } <= 10)
  }

  @Test("tells every figure as one number in the terminal, as JSON, in the history, a baseline and the pack")
  func once() throws {
    let stage = try Self.stage()
    try stage.play("set engagement --hourly-rate 87.5")
    let node = try stage.run("estimate --json").json()[0]
    let rows = try CSV.parse(
      Array(stage.run("estimate --format csv --only total,group,addition,run-cost,flow").out.utf8),
      file: "answer"
    ).map { $0.map(\.text) }
    func cell(_ section: String, _ row: String, _ column: String, _ unit: String) -> Double? {
      rows.first { $0.prefix(4) == [section, row, column, unit] }.flatMap { Double($0[4]) }
    }
    for percentile in ["p10", "p50", "p80", "p90"] {
      let hours = try #require(node[percentile]?.double).rounded()
      #expect(cell("total", percentile.uppercased(), "Effort", "h") == hours)
      #expect(cell("total", percentile.uppercased(), "Cost", "GBP") == (hours * 87.5).rounded())
      #expect(node["cost-\(percentile)"]?.double == (hours * 87.5).rounded())
      #expect(cell("total", percentile.uppercased(), "Effort", "days of 8 h") == (hours / 8).rounded())
    }
    func column(_ section: String, _ column: String, _ unit: String) -> [Double] {
      rows.filter { $0[0] == section && $0[2] == column && $0[3] == unit }.compactMap { Double($0[4]) }
    }
    for (section, name, unit) in [
      ("run-cost", "Year", "h"), ("run-cost", "Year", "GBP"), ("addition", "Mean", "h"),
    ] {
      let figures = column(section, name, unit)
      #expect(figures.dropLast().reduce(0, +) == figures.last, "\(section) in \(unit)")
    }
    let mean = try #require(node["mean"]?.double).rounded()
    #expect(cell("addition", "Mean of the whole", "Mean", "h") == mean)
    #expect(column("flow", "Mean of the whole", "h").reduce(0, +) == mean)
    #expect(node["run-cost-money"]?.double == cell("run-cost", "In all", "Year", "GBP"))

    try stage.play("baseline create v1 --with-open-gaps --reason 'a first look'")
    let kept = try stage.run("estimate history --now --json").json()
    #expect(kept[0]["p80"]?.double == node["p80"]?.double && kept[0]["mean"]?.double == node["mean"]?.double)
    let groups = kept[1]["growth"]?.sequence ?? []
    for part in groups.prefix(5) {
      #expect(part["before"]?.double == cell("group", part["part"]?.string ?? "", "Mean", "h"))
    }
  }

  @Test("has parts that add up in JSON too, to the tenth and the thousandth")
  func tenths() throws {
    let node = try Self.stage().run("estimate --trials 700 --json").json()[0]
    func tenths(_ node: Node?) -> Int { Int(((node?.double ?? .nan) * 10).rounded()) }
    func sum(_ list: Node?, _ key: String) -> Int { (list?.sequence ?? []).reduce(0) { $0 + tenths($1[key]) } }
    #expect(sum(node["groups"], "mean") == tenths(node["base"]))
    #expect(tenths(node["visible"]?["mean"]) + tenths(node["hidden"]?["mean"]) == tenths(node["base"]))
    #expect(tenths(node["base"]) + sum(node["additions"], "mean") == tenths(node["mean"]))
    #expect(sum(node["run-cost-lines"], "hours") == tenths(node["run-cost"]))
    for axis in ["entity", "flow", "system"] {
      #expect(sum(node["splits"]?[axis], "mean") == tenths(node["mean"]))
      #expect(sum(node["splits"]?[axis], "work") == tenths(node["base"]))
      let shares = (node["splits"]?[axis]?.sequence ?? []).reduce(0) { $0 + ($1["share"]?.double ?? 0) }
      #expect(abs(shares - 1) < 1e-9)
    }
  }

  @Test(
    "gives the same bytes on one thread and two, in every format", arguments: ["table", "json", "csv", "md"])
  func threads(format: String) throws {
    let stage = try Self.stage()
    let one = try stage.run("estimate --trials 3000 --threads 1 --format \(format)").out
    #expect(try stage.run("estimate --trials 3000 --threads 2 --format \(format)").out == one)
  }

  @Test("rehearses another scope, and leaves the workbook as it was")
  func whatIf() throws {
    let stage = try Self.stage()
    let before = try stage.run("list flow --json").out
    let scopes = try stage.run("estimate --trials 2000 --what-if 'drop flow F-1' --json").json()
    #expect(scopes.count == 2)
    let p80 = scopes.compactMap { $0["estimate"]?["p80"]?.double }
    #expect(p80.count == 2 && p80[1] < p80[0])
    #expect(scopes[1]["dropped"]?.sequence?.contains { $0.string == "F-1" } == true)
    #expect(
      scopes[1]["dropped"]?.sequence?.contains { $0.string == "EX-1" } == true, "its exception goes with it")
    #expect(try stage.run("list flow --json").out == before)
    let dearer = try stage.run("estimate --trials 2000 --what-if 'set xero --interface file' --json").json()
    #expect(
      dearer[1]["estimate"]?["visible"]?["mean"]?.double ?? 0 > dearer[0]["estimate"]?["visible"]?["mean"]?
        .double ?? 1e9)
  }

  @Test("leaves facts out of the pricing, and a fact that nothing hangs on changes nothing")
  func without() throws {
    let stage = try Self.stage()
    let scopes = try stage.run("estimate --trials 2000 --without F-1 --json").json()
    let items = scopes.compactMap { $0["estimate"]?["items"]?.int }
    #expect(items.count == 2 && items[1] < items[0])
    let same = try stage.run("estimate --trials 2000 --without finance-lead --json").json()
    #expect(same[0]["estimate"]?["items"]?.int == same[1]["estimate"]?["items"]?.int)
  }

  @Test("compares the scopes of a file")
  func file() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "scopes-\(UUID()).yaml").path
    try "scopes:\n  - { name: Small, what-if: drop F-1 }\n  - { name: Bare, without: [F-1, M-1] }\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    let outcome = try Self.stage().run("estimate --trials 600 --scope \(path)")
    #expect(outcome.status == .done, "\(outcome.err)")
    #expect(
      outcome.out.contains("Small") && outcome.out.contains("Bare") && outcome.out.contains("as captured"))
  }

  @Test(
    "refuses what it cannot rehearse or find",
    arguments: [
      ("--what-if 'destroy everything'", "cannot begin with"), ("--what-if drop", "does not say what"),
      ("--what-if 'drop flow nosuch'", "no flow `nosuch`"), ("--without nosuch", "no fact `nosuch`"),
      ("--explain nosuch", "no fact `nosuch`"), ("--only nosuch", "no section `nosuch`"),
      ("--rates nosuch", "nosuch"),
      ("--what-if 'set F-1 --nosuch 3'", "nosuch"), ("histry", "histry"), ("--what-if ''", "empty"),
      ("--without ,", "empty"), ("--what-if 'drop F-1' --what-if 'drop F-1'", "clauses before dropped"),
    ])
  func refused(option: String, word: String) throws {
    let outcome = try Self.stage().run("estimate --trials 600 \(option)")
    #expect(outcome.status != .done)
    #expect(outcome.out.isEmpty && outcome.err.contains(word), "\(outcome.err)")
  }

  @Test(
    "refuses a file of scopes with the place of what is wrong",
    arguments: [
      ("scopes: []", ":1:9"), ("scopes: [{name: A}]", ":1:10"),
      ("scopes:\n  - {name: A, what-if: drop F-1}\n  - {name: A, without: F-1}", ":3:5"),
      ("scopes:\n  - {name: A, what-if: drop F-77}", ":2:5"), ("scopes:\n  - {name: A, without: F-77}", ":2:5"),
      ("scopes:\n  - {name: A, whatif: drop F-1}", ":2:15"),
    ])
  func badFile(text: String, place: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "scopes-\(UUID()).yaml").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let outcome = try Self.stage().run("estimate --trials 600 --scope \(path)")
    #expect(outcome.status != .done && outcome.out.isEmpty)
    #expect(outcome.err.contains(path + place), "\(outcome.err)")
  }

  @Test("explains an item: its lines, their queries, what is open")
  func explain() throws {
    let stage = try Self.stage()
    let outcome = try stage.run("estimate --trials 600 --explain M-1")
    #expect(outcome.out.contains("field-format") && outcome.out.contains("FROM mapping"))
    let node = try stage.run("estimate --trials 600 --explain finance-lead --json").json()[0]
    #expect(node["lines"]?.sequence?.isEmpty == true)
  }

  @Test("explains a flow by the figures that the split by flow tells")
  func explainFlow() throws {
    let stage = try Self.stage()
    let rows = try CSV.parse(
      Array(stage.run("estimate --trials 2000 --only flow --format csv").out.utf8), file: "answer"
    ).map { $0.map(\.text) }
    let name = try #require(rows.first { $0[2] == "Reference" && $0[4] == "F-1" }?[1])
    let told = try stage.run("estimate --trials 2000 --explain F-1 --format md").out
    for column in ["Mean of the work itself", "Mean of the whole"] {
      let hours = try #require(rows.first { $0[1] == name && $0[2] == column }?[4])
      #expect(told.contains(" \(hours) h of the mean of the"), "\(column): \(told)")
    }
  }

  @Test("refuses to drop what there is not, and does not advise to capture it")
  func nothingToDrop() throws {
    let outcome = try Self.stage().run("estimate --trials 600 --what-if 'drop flow paymnts'")
    #expect(outcome.err.contains("plumbline list flow") && !outcome.err.contains("add flow"))
  }

  @Test("takes for granted only what it says: every figure of the card, with its source")
  func assumptions() throws {
    let stage = try Self.stage()
    let told = try stage.run("estimate --trials 600 --only assumption --format csv").out
    for word in [
      "2 / 4 / 12 h", "35% / 45% / 60%", "10% / 15% / 25%", "20%", "15%", "65%", "× 2,", "× 1.5", "× 1.25",
      "25%", "4 h",
      "2 × 12 h for each unit", "6 × 3 h for each unit", "1.6", "Status with one counterpart", "expert default",
      "habit",
    ] { #expect(told.contains(word) || told.contains(word.replacing(",", with: "")), "\(word)") }
    #expect(!told.contains("the card does not say"))
    let md = try stage.run("estimate --trials 600 --only assumption --format md").out
    #expect(md.contains("total = (the work itself × (1 + overheads) + resolving open gaps) × discovery"))
  }

  @Test("is kept under a name, and its growth is that of the facts")
  func history() throws {
    let stage = try Self.stage()
    try stage.play("estimate --trials 2000 --record 'March' -q")
    try stage.play("add flow Refunds --entity invoice --source stripe --target xero")
    try stage.play("estimate --trials 2000 --record 'April' -q")
    let records = try stage.run("estimate history --json").json()
    #expect(records.compactMap { $0["name"]?.string } == ["March", "April"])
    let growth = records[1]["growth"]?.sequence ?? []
    let sum = growth.reduce(0) { $0 + ($1["hours"]?.double ?? 0) }
    let means = records.compactMap { $0["mean"]?.double }
    #expect(means.count == 2 && sum == means[1].rounded() - means[0].rounded())
    #expect(records[1]["differs-in"]?.sequence?.isEmpty == true)
    #expect(try stage.run("estimate history").out.contains("From E-1 (March) to E-2 (April)"))
    #expect(try stage.run("undo").status == .done)
    #expect(try stage.run("estimate history --json").json().count == 1)
  }

  @Test("of another number of runs, seed or card is said not to be like for like")
  func unlike() throws {
    let stage = try Self.stage()
    try stage.play(
      "estimate --trials 2000 --record 'March' -q\nestimate --trials 3000 --seed 4 --record 'April' -q")
    let table = try stage.run("estimate history --format md").out
    #expect(table.contains("other runs, other seed"))
    #expect(table.contains("2\u{202F}000 runs from seed 1 before, 3\u{202F}000 from seed 4 after"))
    let record = try stage.run("estimate history --json").json()[1]
    #expect(record["differs-in"]?.sequence?.compactMap(\.string) == ["runs", "seed"])
    let now = try stage.run("estimate history --now --json").json()
    #expect(now.count == 3 && now[2]["ref"]?.string == "now")
    #expect(now[2]["differs-in"]?.sequence?.isEmpty == true, "played as the last was")
    #expect(now[2]["p80"]?.double == now[1]["p80"]?.double)
    #expect(try stage.run("list estimate --json").json().count == 2, "nothing is kept of it")
  }

  @Test("that somebody added by hand, however wild, is told, and nothing falls over")
  func byHand() throws {
    let stage = try Self.stage()
    let wild = #"[{"id":"semantics","mean":1e300,"told":9223372036854775807},{"id":"x","mean":1,"items":-9}]"#
    try stage.play("add estimate March --plan 400 --parts '\(wild)'")
    #expect(try stage.run("estimate history --now").status == .done)
    #expect(try stage.run("estimate --trials 600 -q").status == .done)
    for line in ["--hourly-rate 99999999999999999999", "--team-size 0.00000000000000000001"] {
      let outcome = try stage.run("set engagement \(line)")
      #expect(outcome.status == .usage && outcome.err.contains("at most 1000000000000"), "\(outcome.err)")
    }
  }

  @Test("of one name is kept once, and what is not captured is not kept")
  func names() throws {
    let stage = try Self.stage()
    try stage.play("estimate --trials 600 --record March -q")
    let again = try stage.run("estimate --trials 600 --record ' March '")
    #expect(again.status == .usage && again.out.isEmpty)
    #expect(again.err.contains("kept already: E-1") && again.err.contains("'March (2)'"))
    for options in ["--record ''", "--record April --what-if 'drop F-1'", "--record April --without F-1"] {
      #expect(try stage.run("estimate --trials 600 \(options)").status == .usage)
    }
    #expect(try stage.run("list estimate --json").json().count == 1)
  }

  @Test("is kept with every baseline, and changes nothing of what is signed")
  func baselines() throws {
    let stage = try Self.stage()
    try stage.play("baseline create v1 --with-open-gaps --reason 'a first look'")
    try stage.play("add flow Refunds --entity invoice --source stripe --target xero")
    try stage.play("baseline create v2 --with-open-gaps --reason 'a second'")
    let records = try stage.run("estimate history --json").json()
    #expect(records.compactMap { $0["baseline"]?.string } == ["v1", "v2"])
    let now = try stage.run("estimate --json").json()[0]
    #expect(records[1]["p80"]?.double == now["p80"]?.double, "the figure that the estimate gives")
    let growth = records[1]["growth"]?.sequence ?? []
    #expect(growth.contains { $0["by-number"]?.double ?? 0 > 0 })
    #expect(growth.allSatisfy { $0["by-card"]?.double == 0 })
    try stage.play("estimate --trials 600 --record March -q")
    let changed = try stage.run("diff v2 --json")
    #expect(!changed.out.contains("E-3"), "\(changed.out)")
  }

  @Test("of too few runs is marked as rough, and of hardly any refused")
  func rough() throws {
    let stage = try Self.stage()
    let few = try stage.run("estimate --trials 200 --only total")
    #expect(few.out.contains("Rough: 200 runs") && !few.err.contains("Rough"), "once")
    for options in ["--only basis", "--format csv", "--what-if 'drop F-1'", "--explain F-1"] {
      #expect(try stage.run("estimate --trials 200 \(options)").err.contains("Rough: 200 runs"), "\(options)")
    }
    #expect(try stage.run("estimate --trials 200 --json").json()[0]["rough"]?.bool == true)
    let enough = try stage.run("estimate --only total")
    #expect(!enough.out.contains("Rough") && !enough.err.contains("Rough"))
    #expect(try stage.run("estimate --trials 99").status == .usage)
  }

  @Test("says which gaps are not priced, so that the number is explained beside that of `check`")
  func gapsCounted() throws {
    let stage = try Self.stage()
    try stage.play("set engagement --deadline 2001-01-31")
    let counts = try stage.run("check --json").out
    #expect(counts.contains("deadline-below-p80"))
    let told = try stage.run("estimate --trials 600 --only addition,basis --format md").out
    #expect(told.contains("1 about the estimate itself (deadline-below-p80)"))
  }

  @Test("ends with the figures so far when somebody asks it to stop, and says so")
  func interrupted() throws {
    let stage = try Stage.furnished(interrupted: true)
    let outcome = try stage.run("estimate --trials 100000 --only total")
    #expect(outcome.status == .interrupted)
    #expect(outcome.out.hasPrefix("Stopped early"))
    let csv = try stage.run("estimate --trials 100000 --only total --format csv").out
    #expect(csv.split(separator: "\r\n").dropFirst().first?.hasPrefix("partial,played,Runs,") == true, "\(csv)")
    #expect(try stage.run("estimate --trials 100000 --format md").out.hasPrefix("## Stopped early"))
    let node = try stage.run("estimate --trials 100000 --json").json()[0]
    #expect(node["partial"]?.bool == true && node["trials"]?.int ?? 0 < 100_000)
    #expect(try stage.run("render --to /nonexistent").status == .interrupted)
  }
}

@Suite("Calibration, as commands")
struct CalibrationCommandTests {
  @Test("holds hours spent against the card, and writes a new one once")
  func calibrate() throws {
    let stage = try Stage.furnished()
    let file = FileManager.default.temporaryDirectory.appending(path: "card-\(UUID()).yaml").path
    #expect(try stage.run("estimate calibrate").status == .usage)
    try stage.play(
      "actual add --line monitoring --hours 16 --about F-1\nactual add --group semantics --hours 9")
    let dry = try stage.run("estimate calibrate --dry-run --to \(file) --json").json()[0]
    #expect(!FileManager.default.fileExists(atPath: file))
    let groups = dry["groups"]?.sequence ?? []
    #expect(groups.compactMap { $0["group"]?.string } == ["semantics", "production"])
    #expect(abs((groups.last?["factor"]?.double ?? 0) - pow(16 / 8, 1.0 / 6)) < 0.02)
    try stage.play("estimate calibrate --to \(file) -q")
    #expect(try stage.run("rates check \(file)").status == .done)
    let told = try stage.run("estimate calibrate --dry-run")
    #expect(told.out.contains("Semantics (1), Production (1)") && told.out.contains("plumbline actual add"))
    let again = try stage.run("estimate calibrate --to \(file)")
    #expect(again.status == .usage && again.err.contains("no card is written over"))
  }

  @Test("leaves out, and names, what nothing can be held against")
  func unfit() throws {
    let stage = try Stage.furnished()
    try stage.play("add actual --group nosuch --hours 5\nadd actual --line approval --hours 5")
    let outcome = try stage.run("estimate calibrate")
    #expect(outcome.status == .usage && outcome.err.contains("A-1") && outcome.err.contains("A-2"))
  }

  @Test(
    "captures hours of lines and groups that there are",
    arguments: [
      "--line nosuch --hours 2", "--group nosuch --hours 2", "--hours 2", "--line runbook",
      "--line runbook --group workflow --hours 2", "--line runbook --hours 0",
    ])
  func refused(options: String) throws {
    #expect(try Stage.furnished().run("actual add \(options)").status == .usage)
  }
}

@Suite("Rate cards, as commands")
struct RatesCommandTests {
  static func card(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "card-\(UUID()).yaml").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("are shown, listed and found sound")
  func sound() throws {
    let stage = try Stage.furnished()
    #expect(try stage.run("rates check").status == .done)
    #expect(try stage.run("rates show").out.contains("standard-endpoint"))
    #expect(try stage.run("rates list --json").json().contains { $0["name"]?.string == "standard" })
    #expect(try stage.run("rates show --json").json()[0]["lines"]?.sequence?.isEmpty == false)
  }

  @Test(
    "are refused with line and column",
    arguments: [
      ("extends: standard\nlines:\n  - id: runbook\n    hours: [2, 4, 6]\n", ":4:12", "cannot be fitted"),
      ("extends: standard\nlines:\n  - id: runbook\n    units: SELECT ref FROM flwo\n", ":4:28", "flow"),
      (
        "extends: standard\nlines:\n  - id: runbook\n    units: |\n      SELECT ref,\n        nam FROM flow\n",
        ":6:9", "name"
      ),
      ("extends: standard\nlines:\n  - id: runbook\n    units: SELECT name FROM flow\n", ":4:12", "not `ref`"),
      ("extends: standrd\n", ":1:10", "did you mean `standard`?"),
      (
        "extends: standard\nlines:\n  - id: runbok\n    likely: 3\n    spread: m\n", ":3:9",
        "did you mean `runbook`?"
      ),
      ("extends: standard\noverheads:\n  - { id: testng, share: [0.1, 0.2, 0.4] }\n", ":3:11", "`testing`?"),
      ("extends: standard\nrun-cost:\n  - { id: reviws, hours: 3 }\n", ":3:11", "`reviews`?"),
      ("extends: standard\ngroups:\n  - { id: workflw, visible: true }\n", ":3:11", "`workflow`?"),
      (
        "extends: standard\nlines:\n  - id: effect-suppressed\n    undecided: { gaps: [efect-undecided], becomes: effect-invoked }\n",
        ":3:5", "effect-undecided"
      ),
    ])
  func refused(text: String, place: String, word: String) throws {
    let path = try Self.card(text)
    let outcome = try Stage.furnished().run("rates check \(path)")
    #expect(outcome.status != .done)
    #expect(outcome.err.contains(path + place), "\(outcome.err)")
    #expect(outcome.err.contains(word))
    #expect(
      outcome.err.split(separator: "\n").count { $0.hasPrefix("error:") } == 1, "one mistake, one message")
  }
}
