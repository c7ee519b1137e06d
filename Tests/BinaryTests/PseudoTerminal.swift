import Foundation
import Glibc
import Testing

/// The built program on a terminal that a test types at and looks at.
///
/// It is a real pseudo-terminal, and the program leads its session, so that Ctrl-C, Ctrl-Z, a resize and a
/// hang-up come as they do from a person's window.
final class PseudoTerminal {
  /// The program's process.
  let process: pid_t
  private let master: Int32
  /// All that the program has written so far, escape sequences included.
  private(set) var written: [UInt8] = []
  private var searched = 0
  private var ended: Int32?

  /// Starts a program in a folder, on a terminal of this size.
  init(
    _ words: [String] = [], in folder: String, variables: [String: String] = [:], columns: Int = 100,
    rows: Int = 30, executable: String = Program.path
  ) throws {
    var environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("PLUMBLINE_") && !["NO_COLOR", "COLUMNS", "LINES"].contains($0.key)
    }
    environment["TERM"] = "xterm-256color"
    environment["XDG_STATE_HOME"] = folder + "/.state"
    environment.merge(variables) { $1 }
    // All that allocates is done before the fork: the child of a process with threads must not.
    let argv = Self.vector([executable] + words)
    let envp = Self.vector(environment.map { "\($0.key)=\($0.value)" })
    let directory = Self.vector([folder])
    defer { for vector in [argv, envp, directory] { Self.free(vector) } }
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var master: Int32 = -1
    var none = sigset_t()
    sigemptyset(&none)
    let child = forkpty(&master, nil, nil, &size)
    if child == 0 {
      // Threads that run tests may have signals blocked, and the program would inherit that.
      sigprocmask(SIG_SETMASK, &none, nil)
      if chdir(directory[0]!) == 0 { execve(argv[0]!, argv, envp) }
      _exit(127)
    }
    try #require(child > 0, "no pseudo-terminal: \(String(cString: strerror(errno)))")
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    process = child
    self.master = master
  }

  deinit {
    close(master)
    if ended == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
  }

  // MARK: Typing

  /// Types text as it is.
  func send(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else {
        try #require(errno == EAGAIN || errno == EINTR, "the program has left the terminal\n\(screen)")
        collect(milliseconds: 20)
      }
    }
  }

  /// Types a key.
  func send(_ keys: Key...) throws { for key in keys { try send(key.rawValue) } }

  /// A key, as xterm sends it.
  enum Key: String {
    case enter = "\r"
    case tab = "\t"
    case escape = "\u{1B}"
    case backspace = "\u{7F}"
    case delete = "\u{1B}[3~"
    case up = "\u{1B}[A"
    case down = "\u{1B}[B"
    case right = "\u{1B}[C"
    case left = "\u{1B}[D"
    case wordRight = "\u{1B}[1;5C"
    case wordLeft = "\u{1B}[1;5D"
    case home = "\u{1B}[H"
    case end = "\u{1B}[F"
    case shiftTab = "\u{1B}[Z"
    case controlA = "\u{01}"
    case controlC = "\u{03}"
    case controlD = "\u{04}"
    case controlE = "\u{05}"
    case controlG = "\u{07}"
    case controlK = "\u{0B}"
    case controlR = "\u{12}"
    case controlU = "\u{15}"
    case controlW = "\u{17}"
    case controlY = "\u{19}"
    case controlZ = "\u{1A}"
  }

  /// Pastes text as a terminal does that tells a paste from typing.
  func paste(_ text: String) throws {
    try send("\u{1B}[200~" + text.replacing("\n", with: "\r") + "\u{1B}[201~")
  }

  // MARK: Looking

  /// Waits until the program writes a text, escape sequences aside, after what was expected before.
  func expect(_ text: String, within seconds: Double = 20, _ location: SourceLocation = #_sourceLocation) throws
  {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      let rest = Self.stripped(written[searched...])
      if let found = rest.text.range(of: text) {
        let end = rest.text[..<found.upperBound].utf8.count
        searched = rest.places[end - 1] + 1
        return
      }
      let isOver = ContinuousClock.now >= deadline || !collect(milliseconds: 50)
      if isOver {
        let rest = Self.stripped(written[searched...]).text
        if rest.contains(text) { continue }
        try #require(Bool(false), "`\(text)` is not in: \(rest)", sourceLocation: location)
      }
    }
  }

  /// All that was written so far, without its escape sequences.
  var screen: String { Self.stripped(written[...]).text }

  /// Reads what the program has written; false when it has left the terminal.
  @discardableResult
  func collect(milliseconds: Int32 = 0) -> Bool {
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, milliseconds) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
    written += buffer[..<count]
    return true
  }

  /// Gives the terminal another size, and tells the program.
  func resize(columns: Int, rows: Int = 30) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Whether the terminal edits lines and echoes by itself, as a shell expects to find it.
  var isCooked: Bool {
    var mode = termios()
    guard tcgetattr(master, &mode) == 0 else { return false }
    return mode.c_lflag & UInt32(ICANON | ECHO | ISIG) == UInt32(ICANON | ECHO | ISIG)
  }

  // MARK: The end

  /// Sends a signal.
  func signal(_ signal: Int32) { kill(process, signal) }

  /// Waits for the program to end and tells its status, as a shell does: 128 and the signal if one ended it.
  func wait(within seconds: Double = 20, _ location: SourceLocation = #_sourceLocation) throws -> Int32 {
    if let ended { return ended }
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        while collect(milliseconds: 10), wasReading() {}
        let ended = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
        self.ended = ended
        return ended
      }
      collect(milliseconds: 20)
      try #require(
        ContinuousClock.now < deadline, "the program goes on: \(screen)", sourceLocation: location)
    }
  }

  private func wasReading() -> Bool {
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    return poll(&wait, 1, 0) > 0 && Int32(wait.revents) & POLLIN != 0
  }

  // MARK: Helpers

  /// Text without escape sequences, carriage returns and bells; and of each of its bytes, where it stood.
  private static func stripped(_ bytes: ArraySlice<UInt8>) -> (text: String, places: [Int]) {
    var kept: [UInt8] = []
    var places: [Int] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == 0x1B {
        index += 1
        guard index < bytes.endIndex else { break }
        if bytes[index] == UInt8(ascii: "[") {
          index += 1
          while index < bytes.endIndex, !(0x40...0x7E).contains(bytes[index]) { index += 1 }
        }
      } else if byte != 0x0D && byte != 0x07 {
        kept.append(byte)
        places.append(index)
      }
      index += 1
    }
    return (String(decoding: kept, as: UTF8.self), places)
  }

  private static func vector(_ words: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    let vector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
    for (index, word) in words.enumerated() { vector[index] = strdup(word) }
    vector[words.count] = nil
    return vector
  }

  private static func free(_ vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
    var index = 0
    while let word = vector[index] {
      Glibc.free(word)
      index += 1
    }
    vector.deallocate()
  }
}
