import Glibc

/// A running child: its process, and our ends of its three streams.
///
/// Nothing here blocks but `wait`, so that one thread serves several. Standard input is a socket, because a
/// write to a pipe that nobody reads ends the writer.
final class Child {
  struct Refusal: Error { var reason: String }

  let index: Int
  private let job: Job
  private var pid: pid_t = 0
  private var input: Int32
  private var output: Int32
  private var complaints: Int32
  private var written = 0
  private var read: [UInt8] = []
  private var complaint: [UInt8] = []
  private let deadline: Double

  /// No more of a complaint than this is kept.
  private static let mostComplaint = 1 << 16

  init(_ job: Job, index: Int) throws(Refusal) {
    (self.job, self.index) = (job, index)
    deadline = Child.now + job.seconds
    let pairs = try Child.streams()
    (input, output, complaints) = (pairs[0].ours, pairs[1].ours, pairs[2].ours)
    let failure = spawn(pairs.map(\.theirs))
    for pair in pairs { close(pair.theirs) }
    if failure != 0 {
      closeAll()
      throw Refusal(reason: String(cString: strerror(failure)))
    }
    if job.input.isEmpty { shut(&input) }
  }

  deinit { closeAll() }

  /// Waits until one of the children has something to say or to hear, or its time is over.
  static func wait(_ children: [Child]) {
    var events: [pollfd] = []
    var patience = 1.0
    for child in children {
      if child.input >= 0 { events.append(pollfd(fd: child.input, events: Int16(POLLOUT), revents: 0)) }
      for end in [child.output, child.complaints] where end >= 0 {
        events.append(pollfd(fd: end, events: Int16(POLLIN), revents: 0))
      }
      // Both streams are at their ends: it is about to exit, which no stream tells.
      patience = min(patience, child.isSilent ? 0.002 : child.deadline - now)
    }
    poll(&events, nfds_t(events.count), Int32(max(0, patience) * 1_000) + 1)
  }

  /// Writes and reads what can be, without waiting; answers the outcome once there is one.
  func proceed() -> Job.Outcome? {
    feed()
    drain(&output, into: &read, keeping: job.mostOutput + 1)
    drain(&complaints, into: &complaint, keeping: Child.mostComplaint)
    if read.count > job.mostOutput { return kill(as: .tooLong) }
    if isSilent {
      var status: Int32 = 0
      let waited = waitpid(pid, &status, WNOHANG)
      if waited == pid || waited < 0 && errno != EINTR {
        let text = String(decoding: complaint, as: UTF8.self)
        return .ended(status: Child.exitStatus(status), output: read, complaint: text)
      }
    }
    return Child.now >= deadline ? kill(as: .tooSlow) : nil
  }

  private var isSilent: Bool { output < 0 && complaints < 0 }

  private func feed() {
    while input >= 0, written < job.input.count {
      let count = job.input.withUnsafeBytes {
        let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
        return send(input, $0.baseAddress! + written, $0.count - written, flags)
      }
      if count < 0, errno == EAGAIN || errno == EINTR { return }
      if count < 0 { return shut(&input) }
      written += count
    }
    if written == job.input.count { shut(&input) }
  }

  private func drain(_ end: inout Int32, into bytes: inout [UInt8], keeping most: Int) {
    while end >= 0 {
      var failure: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        let got = Glibc.read(end, buffer.baseAddress!, buffer.count)
        failure = got < 0 ? errno : 0
        count = max(0, got)
      }
      if failure == EAGAIN || failure == EINTR { return }
      if piece.isEmpty { return shut(&end) }
      bytes += piece.prefix(max(0, most - bytes.count))
      if bytes.count >= most, most > Child.mostComplaint { return }
    }
  }

  private func kill(as outcome: Job.Outcome) -> Job.Outcome {
    Glibc.kill(pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    closeAll()
    return outcome
  }

  // MARK: Streams

  /// Three pairs of ends: what the child reads, what it writes, what it complains.
  private static func streams() throws(Refusal) -> [(ours: Int32, theirs: Int32)] {
    var pairs: [(ours: Int32, theirs: Int32)] = []
    for _ in 0..<3 {
      var ends: [Int32] = [-1, -1]
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
      guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
        let reason = String(cString: strerror(errno))
        for pair in pairs {
          close(pair.ours)
          close(pair.theirs)
        }
        throw Refusal(reason: reason)
      }
      _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
      pairs.append((ends[0], ends[1]))
    }
    return pairs
  }

  private func spawn(_ ends: [Int32]) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (index, end) in ends.enumerated() { posix_spawn_file_actions_adddup2(&actions, end, Int32(index)) }
    // Whoever ignores SIGPIPE hands that on, and a program that writes to nobody would never end.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let arguments = ([job.program] + job.arguments).map { strdup($0) } + [nil]
    let environment = job.environment.map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    return posix_spawn(&pid, job.program, &actions, &attributes, arguments, environment)
  }

  private func shut(_ end: inout Int32) {
    if end >= 0 { close(end) }
    end = -1
  }

  private func closeAll() {
    shut(&input)
    shut(&output)
    shut(&complaints)
  }

  private static func exitStatus(_ status: Int32) -> Int32 {
    status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  /// Seconds on a clock that is never set.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
