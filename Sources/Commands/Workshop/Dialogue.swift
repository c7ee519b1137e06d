import Diagnostics
import Terminal
import Workshops

/// An interview on a terminal, or on a page: what is asked is written, answers come from a reader of lines.
///
/// Nothing is ever redrawn, so that a screen reader can follow, and what scrolled by is what happened.
final class Dialogue: Prompter {
  private let lines: any LineReader
  private let output: Output
  private let style: Style
  private let isPlain: Bool
  private var hasExplained = false
  /// Keeps what is shown and typed, without colour, as it comes; nil keeps nothing.
  var transcribe: ((String) throws -> Void)?
  /// Why it could not be kept.
  private var failure: (any Error)?

  /// Asks on `output` and reads from `lines`; `isPlain` leaves out rules and marks.
  init(_ lines: any LineReader, on output: Output, style: Style, isPlain: Bool) {
    self.lines = lines
    self.output = output
    self.style = style
    self.isPlain = isPlain
  }

  func ask(_ prompt: Prompt) throws -> Reply {
    switch prompt.showing {
    case .all: write(PromptPage(prompt, style, width: width, isPlain: isPlain).lines)
    case .question: write(folded(prompt.question, .bold))
    case .line: break
    }
    if let failure { throw failure }
    if !hasExplained, !prompt.isAside {
      hasExplained = true
      write(
        folded(
          "? why · - leave open · ! park · < back · u undo · @who said it · = decision · . next section · q leave",
          .dim))
    }
    // What is pasted belongs to this question: its lines are no answers to the next ones.
    let terminal = lines as? TerminalLineReader
    terminal?.keepsPasteTogether = true
    defer { terminal?.keepsPasteTogether = false }
    let event = try lines.line(prompt: "> ", initial: "") { typed in
      let (replacing, choices) = prompt.completion(of: typed)
      return Completion(
        replacing: replacing, candidates: choices.map { Candidate($0.word, note: $0.note) })
    }
    switch event {
    case .line(let line):
      keep("> \(Visible.line(line))\n")
      return .line(line)
    case .cancelled: return .cancelled
    case .givenUp: return .givenUp
    case .ended: return .ended
    }
  }

  func say(_ message: Message) {
    switch message {
    case .heading(let title, let purpose, let notes):
      let head = notes.isEmpty ? title : "\(title) · \(notes.joined(separator: " · "))"
      write([""] + (isPlain ? ["Section: \(Visible.line(head))"] : [rule(Visible.line(head))]))
      write(folded(purpose))
    case .text(let text): write(folded(text))
    case .note(let text): write(folded(text, .dim))
    case .refusal(let text, let notes):
      write(folded(text.shortened(to: 400), .yellow))
      for note in notes { write(folded("– \(note)", .dim, indent: 2)) }
    case .table(let title, let columns, let rows): write(title, columns, rows)
    case .tests(let title, let tests): write(title, tests)
    }
  }

  private func write(_ title: String, _ columns: [String], _ rows: [[String]]) {
    write([""] + folded(title, .bold))
    guard !rows.isEmpty else { return write(folded("nothing", .dim)) }
    var table = Table(columns.map { Table.Column($0) })
    for row in rows { table.add(row.map { Table.Cell($0.shortened(to: 400)) }) }
    write(text: isPlain ? table.records(style: style) : table.text(width: output.width ?? 100, style: style))
  }

  private func write(_ title: String, _ tests: [ExitTest]) {
    write([""])
    write(folded("Exit of “\(title)”", .bold))
    for test in tests {
      let state = test.open.isEmpty ? "closed" : "open"
      var line = "\(state)  \(test.gap)"
      if !test.open.isEmpty {
        let named = test.open.prefix(5).joined(separator: ", ")
        line += ": \(named)\(test.open.count > 5 ? " and \(test.open.count - 5) more" : "")"
      }
      write(folded(line, test.open.isEmpty ? .green : .yellow, indent: 2))
    }
  }

  // MARK: Lines

  private var width: Int { min(100, output.width ?? 100) }

  private func rule(_ title: String) -> String {
    let text = Fitting.truncate("── \(title) ", to: width)
    let rest = max(0, width - DisplayWidth.of(text))
    return style.paint(text + String(repeating: "─", count: rest), .bold)
  }

  private func folded(_ text: String, _ looks: Style.Look..., indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return Fitting.wrap(Visible.lines(text), to: width - indent).map { margin + style.paint($0, looks) }
  }

  private func write(_ lines: [String]) { for line in lines { write(text: line + "\n") } }

  private func write(text: String) {
    output.write(text)
    keep(Style.stripped(text))
  }

  private func keep(_ text: String) {
    do { try transcribe?(text) } catch { failure = failure ?? error }
  }
}

/// One prompt as lines of text.
struct PromptPage {
  private let prompt: Prompt
  private let style: Style
  private let width: Int
  private let isPlain: Bool

  init(_ prompt: Prompt, _ style: Style, width: Int, isPlain: Bool) {
    self.prompt = prompt
    self.style = style
    self.width = width
    self.isPlain = isPlain
  }

  /// The lines, from where it stands to what Enter does.
  var lines: [String] {
    var lines = prompt.isAside ? [] : [""] + standing
    if let subject = prompt.subject, !prompt.isAside { lines += folded(subject.shortened(to: 200), .cyan) }
    for detail in prompt.details { lines += folded(detail.shortened(to: 400), .dim, indent: 2) }
    lines += folded(prompt.question.shortened(to: 800), .bold)
    if let whom = prompt.whom, !prompt.isAside { lines += folded("ask \(whom)", .dim, indent: 2) }
    lines += choices
    if let expects = prompt.expects, prompt.choices.isEmpty {
      lines += folded("it takes \(expects)", .dim, indent: 2)
    }
    if let present = prompt.present {
      let short = present.shortened(to: 400)
      lines += folded("Enter accepts: \(short)", indent: 2)
      if short != present { lines += folded(whole(present), .dim, indent: 2) }
    } else {
      lines += folded("Enter \(prompt.enter)", .dim, indent: 2)
    }
    return lines
  }

  /// Where a text that was shortened is to be seen whole.
  private func whole(_ text: String) -> String {
    let shown = prompt.shownBy.map { ": \($0) shows all of it, e opens it" } ?? ""
    return "(\(text.count) characters\(shown))"
  }

  /// The section, how far along, and what is left of its time.
  private var standing: [String] {
    var parts: [String] = []
    if !prompt.section.isEmpty { parts.append(prompt.section) }
    if let (number, total) = prompt.progress { parts.append("\(number) of \(total)") }
    if let minutes = prompt.minutesLeft {
      parts.append(minutes >= 0 ? "\(minutes) min left" : "\(-minutes) min over")
    }
    if let said = prompt.saidBy { parts.append("said by \(said)") }
    guard !parts.isEmpty else { return [] }
    return folded(parts.joined(separator: " · "), .dim)
  }

  private var choices: [String] {
    guard !prompt.choices.isEmpty else { return [] }
    let words = prompt.choices.enumerated().map { "\($0.offset + 1) \(Visible.line($0.element.word))" }
    // Short words without notes stand on one line.
    if prompt.choices.allSatisfy({ $0.note.isEmpty }), !isPlain {
      return Self.filled(words, width - 2).map { "  " + $0 }
    }
    return zip(words, prompt.choices).flatMap { word, choice in
      folded(choice.note.isEmpty ? word : "\(word) – \(choice.note.shortened(to: 100))", indent: 2)
    }
  }

  /// As many words a line as fit, three columns apart.
  private static func filled(_ words: [String], _ width: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, DisplayWidth.of(last) + 3 + DisplayWidth.of(word) <= width {
        lines[lines.count - 1] = last + "   " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  private func folded(_ text: String, _ looks: Style.Look..., indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return Fitting.wrap(Visible.lines(text), to: max(10, width - indent)).map {
      margin + style.paint($0, looks)
    }
  }
}
