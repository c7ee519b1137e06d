import Diagnostics
import Glibc
import Testing

@testable import Terminal

@Suite("Output")
struct OutputTests {
  /// Counts the pieces that reach a sink.
  final class Pieces {
    var sizes: [Int] = []
    var code: Int32 = 0
  }

  private func output(isTerminal: Bool, _ pieces: Pieces) -> Output {
    Output("standard output", isTerminal: isTerminal) { bytes in
      pieces.sizes.append(bytes.count)
      return pieces.code
    }
  }

  @Test("A file is written to in pieces of 64 KiB, a terminal at once")
  func buffering() throws {
    let file = Pieces()
    let out = output(isTerminal: false, file)
    for _ in 0..<100 { out.write(String(repeating: "x", count: 1000)) }
    #expect(file.sizes == [66_000])
    try out.finish()
    #expect(file.sizes == [66_000, 34_000])
    let screen = Pieces()
    let terminal = output(isTerminal: true, screen)
    terminal.write("a")
    terminal.write("bc")
    #expect(screen.sizes == [1, 2])
  }

  @Test("A full disk is reported once at the end, and nothing more is tried")
  func fullDisk() {
    let pieces = Pieces()
    pieces.code = ENOSPC
    let out = output(isTerminal: false, pieces)
    for _ in 0..<1000 { out.write(String(repeating: "x", count: 1000)) }
    #expect(pieces.sizes.count == 1)
    #expect(out.hasFailed)
    let error = #expect(throws: Diagnostic.self) { try out.finish() }
    #expect(error?.code == "output-error")
    #expect(error?.exit == .data)
    #expect(error?.summary == "standard output cannot be written: No space left on device.")
  }

  @Test("A failure of the very last piece is reported too")
  func lastPiece() {
    let memory = MemoryOutput()
    memory.output.write("short")
    memory.fail(EIO)
    #expect(throws: Diagnostic.self) { try memory.output.finish() }
  }

  @Test("A reader who went away is no failure")
  func closedPipe() throws {
    let memory = MemoryOutput(isTerminal: true)
    memory.fail(EPIPE)
    memory.output.write("a")
    memory.output.write("b")
    try memory.output.finish()
    #expect(memory.output.isClosed)
    #expect(memory.text == "")
  }

  @Test("What is on the screen is in the order it was written")
  func order() {
    let seen = Order()
    // A terminal that is slow to take what it is given, as far as the other output can tell.
    let out = Output("out", isTerminal: true) { bytes in
      seen.text += String(decoding: bytes, as: UTF8.self)
      return 0
    }
    let err = Output("err", isTerminal: true, after: out) { bytes in
      seen.text += String(decoding: bytes, as: UTF8.self)
      return 0
    }
    out.write("1")
    err.write("2")
    out.write("3")
    #expect(seen.text == "123")
  }

  private final class Order { var text = "" }

  @Test("Only a terminal has a width, and never an absurd one")
  func width() {
    #expect(MemoryOutput(width: 80).output.width == nil)
    #expect(MemoryOutput(isTerminal: true, width: 132).output.width == 132)
    #expect(MemoryOutput(isTerminal: true, width: 0).output.width == 20)
  }

  @Test("A pipe gets every byte, also when it takes few at a time and does not block")
  func pipe() async throws {
    var ends: [Int32] = [0, 0]
    #expect(Glibc.pipe(&ends) == 0)
    let (reader, writer) = (ends[0], ends[1])
    _ = fcntl(writer, F_SETFL, O_NONBLOCK)
    let text = String(repeating: "0123456789", count: 50_000)
    let reading = Task.detached {
      var count = 0
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let taken = read(reader, &buffer, buffer.count)
        if taken <= 0 { return count }
        count += taken
      }
    }
    let out = Output.descriptor(writer, "pipe", columns: 80)
    #expect(!out.isTerminal)
    out.write(text)
    try out.finish()
    close(writer)
    #expect(await reading.value == text.utf8.count)
    close(reader)
  }

  @Test("A full device is noticed", .enabled(if: access("/dev/full", W_OK) == 0))
  func devFull() {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let out = Output.descriptor(descriptor, "standard output", columns: 80)
    out.write("x")
    #expect(throws: Diagnostic.self) { try out.finish() }
  }
}

@Suite("Style")
struct StyleTests {
  @Test(
    "Colour is for terminals that want it",
    arguments: [
      (true, ["TERM": "xterm"], true), (false, ["TERM": "xterm"], false), (true, ["TERM": "dumb"], false),
      (true, [:], false), (true, ["TERM": ""], false), (true, ["TERM": "xterm", "NO_COLOR": "1"], false),
      (true, ["TERM": "xterm", "NO_COLOR": ""], true),
    ] as [(Bool, [String: String], Bool)])
  func when(isTerminal: Bool, environment: [String: String], expected: Bool) {
    #expect(Style(isTerminal: isTerminal) { environment[$0] }.isOn == expected)
  }

  @Test("Text is set apart line by line, or left alone")
  func paint() {
    let style = Style(isOn: true)
    #expect(style.paint("a", .bold, .red) == "\u{1B}[1;31ma\u{1B}[0m")
    #expect(style.paint("a\n\nb", .dim) == "\u{1B}[2ma\u{1B}[0m\n\n\u{1B}[2mb\u{1B}[0m")
    #expect(style.paint("a", []) == "a")
    #expect(style.paint("", .bold) == "")
    #expect(Style.plain.paint("a", .bold) == "a")
  }
}

@Suite("Progress")
struct ProgressTests {
  @Test("It is drawn on a terminal when the percentage changes, and taken away")
  func drawn() {
    let memory = MemoryOutput(isTerminal: true)
    do {
      var progress = Progress("importing", total: 1000, on: memory.output)
      for _ in 0..<25 { progress.advance() }
      #expect(memory.text == "\rimporting 0%\rimporting 1%\rimporting 2%")
    }
    #expect(memory.text.hasSuffix("\r            \r"))
  }

  @Test("It is silent without a terminal, when quiet, and for nothing")
  func silent() {
    let file = MemoryOutput()
    let screen = MemoryOutput(isTerminal: true)
    var first = Progress("x", total: 10, on: file.output)
    first.advance(by: 5)
    var second = Progress("x", total: 10, on: screen.output, isQuiet: true)
    second.advance(by: 5)
    var third = Progress("x", total: 0, on: screen.output)
    third.advance(by: 5)
    #expect(file.text == "" && screen.text == "")
  }

  @Test("It fits a narrow window and never passes 100")
  func narrow() {
    let memory = MemoryOutput(isTerminal: true, width: 20)
    var progress = Progress(String(repeating: "long ", count: 20) + "\u{1B}[2J", total: 3, on: memory.output)
    progress.advance(by: .max / 2)
    #expect(!memory.text.contains("\u{1B}"))
    #expect(memory.text.count == 20)
  }
}
