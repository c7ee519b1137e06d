import Diagnostics
import Glibc

/// A running child with pipes to its three streams.
struct Child {
  private let process: pid_t
  private let input: Int32
  private let out: Int32
  private let err: Int32

  /// How a child ended.
  enum End: Equatable {
    case exited(Int32)
    case killed(Int32)
    case tooLong
    case tooMuch
  }

  /// Starts a program. Its environment holds what layout and fonts need and nothing of this machine's language.
  init(_ path: String, _ words: [String]) throws(Diagnostic) {
    guard let given = Pipe(isSocket: true), let taken = Pipe(), let said = Pipe() else {
      throw Self.failure(path, errno)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, given.reading, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, taken.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, said.writing, STDERR_FILENO)
    // The parent ignores SIGPIPE; a child must not inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let told = ["LC_ALL=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/nonexistent"]
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { word in strdup(word) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = told.map { word in strdup(word) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process = pid_t()
    let code = posix_spawn(&process, path, &actions, &attributes, &argv, &envp)
    given.closeReading()
    taken.closeWriting()
    said.closeWriting()
    guard code == 0 else {
      given.closeWriting()
      taken.closeReading()
      said.closeReading()
      throw Self.failure(path, code)
    }
    self.process = process
    input = given.writing
    out = taken.reading
    err = said.reading
  }

  /// Gives the child its input while taking what it writes, and waits for its end.
  func converse(_ bytes: [UInt8], seconds: Int, limit: Int) -> (end: End, out: [UInt8], err: [UInt8]) {
    var (outBytes, errBytes): ([UInt8], [UInt8]) = ([], [])
    var rest = bytes[...]
    var open = (input: true, out: true, err: true)
    let deadline = Self.milliseconds() + seconds * 1_000
    var cut: End?
    for descriptor in [input, out, err] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
    while open.out || open.err {
      if open.input, rest.isEmpty {
        close(input)
        open.input = false
      }
      var waits = [
        pollfd(fd: open.input ? input : -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: open.out ? out : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: open.err ? err : -1, events: Int16(POLLIN), revents: 0),
      ]
      let left = deadline - Self.milliseconds()
      guard left > 0 else {
        cut = .tooLong
        break
      }
      guard poll(&waits, 3, Int32(min(left, 60_000))) > 0 else { continue }
      if open.input, waits[0].revents != 0, !Self.give(&rest, to: input) {
        close(input)
        open.input = false
      }
      if open.out, waits[1].revents != 0 { open.out = Self.take(&outBytes, from: out) }
      if open.err, waits[2].revents != 0 { open.err = Self.take(&errBytes, from: err) }
      if outBytes.count > limit || errBytes.count > limit {
        cut = .tooMuch
        break
      }
    }
    if open.input { close(input) }
    close(out)
    close(err)
    return (end(cut), outBytes, errBytes)
  }

  /// Waits for the end; one that was cut short is killed first.
  private func end(_ cut: End?) -> End {
    if cut != nil { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    if let cut { return cut }
    // The macros WIFEXITED, WEXITSTATUS and WTERMSIG do not reach Swift.
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
  }

  /// Writes as much as the pipe takes; false when the child reads no more.
  private static func give(_ rest: inout ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    let count = rest.withUnsafeBytes {
      send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    if count >= 0 {
      rest = rest.dropFirst(count)
      return true
    }
    return errno == EAGAIN || errno == EINTR
  }

  /// Reads what there is; false at the end.
  private static func take(_ bytes: inout [UInt8], from descriptor: Int32) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 { bytes += buffer[..<count] }
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
  }

  private static func milliseconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
  }

  private static func failure(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic("program-failed", "\(path) cannot be started: \(String(cString: strerror(code))).")
  }
}

/// Two ends of a pipe, which no other child inherits.
private struct Pipe {
  let reading: Int32
  let writing: Int32

  /// A socket can be written to after the other end is closed without a signal to the whole process.
  init?(isSocket: Bool = false) {
    var ends: [Int32] = [0, 0]
    let stream = Int32(SOCK_STREAM.rawValue)
    guard (isSocket ? socketpair(AF_UNIX, stream, 0, &ends) : pipe(&ends)) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  func closeReading() { close(reading) }
  func closeWriting() { close(writing) }
}
