public import Diagnostics
import Glibc

/// A terminal with editing: the keys of readline, history, completion with a list, pasted lines one by one.
///
/// The terminal is raw only while a line is being read. Between lines it is as it was found, so that what a
/// command does in between, an editor of texts say, finds what it expects.
public final class TerminalLineReader: LineReader {
  /// Earlier lines, oldest first, for the arrow keys and Ctrl-R. Whoever reads sets what belongs to it.
  public var history: [String] = []

  /// Called once when nobody has typed for a moment, told how to see that somebody types again; what it
  /// returns becomes the prompt. nil leaves the prompt, and it is called again after the next pause.
  public var idle: ((_ isTyping: () -> Bool) -> String?)?

  /// Whether lines that are pasted are one answer, line breaks and all, rather than as many lines.
  public var keepsPasteTogether = false

  private let input: Int32
  private let output: Output
  private let style: Style
  private let interruptions: Interruptions
  private var decoder = KeyDecoder()
  private var pasted: [String] = []
  private var cut = ""
  private var painter = Painter()
  private var hasHungUp = false

  /// Reads from a terminal and draws on `output`. A Ctrl-C that `interruptions` noted before a line is read
  /// cancels that line.
  public init(output: Output, style: Style, interruptions: Interruptions, descriptor: Int32 = 0) {
    self.interruptions = interruptions
    input = descriptor
    self.output = output
    self.style = style
  }

  /// Forgets what was pasted or typed ahead and nobody has asked for yet; tells how many lines that were.
  public func forgetPasted() -> Int {
    defer { pasted = [] }
    return pasted.count { !$0.isEmpty }
  }

  /// Asks for one line; pasted lines that wait are handed out without asking.
  public func line(
    prompt: String, initial: String, completing: (String) -> Completion
  ) throws(Diagnostic) -> LineEvent {
    var prompt = prompt
    if let end = prompt.lastIndex(of: "\n") {
      output.write(String(prompt[...end]))
      prompt = String(prompt[prompt.index(after: end)...])
    }
    var editor = LineEditor(
      initial + (pasted.first ?? ""), history: history, cut: cut, keepsPasteTogether: keepsPasteTogether)
    painter.forget()
    if pasted.count > 1 {
      pasted.removeFirst()
      let line = editor.buffer.text
      draw(prompt, editor, isLast: true)
      output.write("\r\n")
      return .line(line)
    }
    pasted = []
    // The watch first: Ctrl-C is a signal until the terminal is raw.
    let watch = SignalWatch([SIGINT, SIGWINCH, SIGCONT, SIGTERM, SIGHUP])
    guard !hasHungUp, let raw = RawMode(input, output: output) else {
      watch.end()
      return .ended
    }
    defer {
      // Before the watch ends, so that no signal finds a raw terminal.
      raw.end()
      watch.end()
      cut = editor.cut
    }
    try takeTypedAhead(watch, raw)
    draw(prompt, editor)
    while true {
      let next = try key(watch, raw) { newPrompt in
        prompt = newPrompt ?? prompt
        draw(prompt, editor)
      }
      guard let key = next else {
        hasHungUp = true
        return .ended
      }
      let outcome = editor.handle(key, completing: completing)
      switch outcome {
      case .more: if !decoder.isWaiting { draw(prompt, editor) }
      case .clear:
        output.write("\u{1B}[H\u{1B}[2J")
        painter.forget()
        draw(prompt, editor)
      case .suspend:
        draw(prompt, editor, isLast: true)
        output.write("\r\n")
        raw.end()
        kill(0, SIGTSTP)
        raw.take()
        painter.forget()
        draw(prompt, editor)
      case .line(let line):
        pasted = editor.pasted
        draw(prompt, editor, isLast: true)
        output.write("\r\n")
        return .line(line)
      case .cancelled, .ended:
        draw(prompt, editor, isLast: true)
        output.write(outcome == .cancelled ? "^C\r\n" : "\r\n")
        guard outcome == .cancelled else { return .ended }
        return editor.buffer.text.isEmpty ? .cancelled : .givenUp
      }
    }
  }

  // MARK: Keys

  /// The next key; nil when the terminal is gone. A window that was resized is drawn anew meanwhile.
  private func key(
    _ watch: SignalWatch, _ raw: RawMode, redraw: (_ prompt: String?) -> Void
  ) throws(Diagnostic) -> Key? {
    while true {
      if let key = decoder.next() { return key }
      // An escape that begins a sequence comes with the rest of it; alone it is a key.
      let event = try watch.wait(for: input, milliseconds: decoder.isWaiting ? 50 : idle == nil ? -1 : 150)
      switch event {
      case nil where !decoder.isWaiting: rest(redraw)
      case nil:
        if let key = decoder.next(nothingFollows: true) { return key }
        // Half a paste: its end is still on its way.
        if try watch.wait(for: input, milliseconds: 1_000) == .input, !fill() { return nil }
      case .input: if !fill() { return nil }
      case .signals(let signals):
        obey(signals, watch, raw)
        redraw(nil)
      }
    }
  }

  private func rest(_ redraw: (_ prompt: String?) -> Void) {
    let prompt = idle? { [input] in
      var wait = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      return poll(&wait, 1, 0) > 0
    }
    guard let prompt else { return }
    idle = nil
    redraw(prompt)
  }

  private func obey(_ signals: Set<Int32>, _ watch: SignalWatch, _ raw: RawMode) {
    if let fatal = signals.intersection([SIGTERM, SIGHUP]).first {
      raw.end()
      watch.end()
      raise(fatal)
    }
    if signals.contains(SIGINT) { decoder.feed([3]) }
    if signals.contains(SIGCONT) {
      raw.take()
      painter.forget()
    }
  }

  /// What was typed while the terminal was not raw. A Ctrl-D of then comes as a zero (the kernel's
  /// drivers/tty/n_tty.c keeps an end of file so), and is meant as if typed now.
  private func takeTypedAhead(_ watch: SignalWatch, _ raw: RawMode) throws(Diagnostic) {
    if interruptions.take() { decoder.feed([3]) }
    switch try watch.wait(for: input, milliseconds: 0) {
    case .input: _ = fill { $0 == 0 ? 4 : $0 }
    case .signals(let signals): obey(signals, watch, raw)
    case nil: break
    }
  }

  private func fill(_ reading: (UInt8) -> UInt8 = { $0 }) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(input, &buffer, buffer.count)
    if count > 0 { decoder.feed(buffer[..<count].map(reading)) }
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
  }

  // MARK: Drawing

  private func draw(_ prompt: String, _ editor: LineEditor, isLast: Bool = false) {
    let size = size
    var picture = Painter.Picture(
      prompt: prompt, before: editor.buffer.before, after: editor.buffer.after)
    if isLast {
      picture = .init(prompt: prompt, before: editor.buffer.text, after: "")
    } else if let search = editor.search {
      picture.prompt = (search.hasFailed ? "not found" : "search") + " `\(Visible.line(search.wanted))`: "
    } else if let menu = editor.menu {
      let free = min(10, size.rows - Layout(picture, columns: size.columns, height: size.rows).rows.count)
      picture.below = MenuLines.lines(menu, columns: size.columns, rows: free, style: style)
    }
    output.write(painter.paint(picture, columns: size.columns, height: size.rows))
    output.flush()
  }

  private var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(input, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (output.width ?? 80, 24) }
    return (max(4, Int(size.ws_col)), max(2, Int(size.ws_row)))
  }
}
