import Glibc

/// One run of another program as a child: what it is given, and the bounds it is held to.
public struct Job: Sendable {
  /// The path of the program.
  public var program: String
  /// What follows its name on the command line. No shell reads it.
  public var arguments: [String]
  /// What it reads on standard input.
  public var input: [UInt8]
  /// Its environment, `NAME=value`: nothing of ours is handed on, so that a locale or a setting of the person
  /// who runs us cannot change what comes out.
  public var environment: [String]
  /// After so many seconds it is killed.
  public var seconds: Double
  /// More bytes than these on standard output, and it is killed.
  public var mostOutput: Int

  /// Describes a run.
  public init(
    _ program: String, _ arguments: [String] = [], input: [UInt8] = [],
    environment: [String] = ["LC_ALL=C", "PATH=/usr/local/bin:/usr/bin:/bin"], seconds: Double = 20,
    mostOutput: Int = 64 << 20
  ) {
    self.program = program
    self.arguments = arguments
    self.input = input
    self.environment = environment
    self.seconds = seconds
    self.mostOutput = mostOutput
  }

  /// How a run ended.
  public enum Outcome: Equatable, Sendable {
    /// It exited by itself, with this status (128 and the signal's number when one ended it).
    case ended(status: Int32, output: [UInt8], complaint: String)
    /// It was killed when its time was over.
    case tooSlow
    /// It was killed when it had written too much.
    case tooLong
    /// It could not be started, for this reason.
    case notStarted(String)
  }

  /// Runs one program and waits for it.
  public func run() -> Outcome { Job.run([self], atOnce: 1)[0] }

  /// Runs programs, so many at a time, and answers their outcomes in the order of the jobs.
  public static func run(_ jobs: [Job], atOnce most: Int) -> [Outcome] {
    var outcomes = [Outcome?](repeating: nil, count: jobs.count)
    var running: [Child] = []
    var next = 0
    while next < jobs.count || !running.isEmpty {
      while running.count < max(1, most), next < jobs.count {
        do throws(Child.Refusal) {
          running.append(try Child(jobs[next], index: next))
        } catch {
          outcomes[next] = .notStarted(error.reason)
        }
        next += 1
      }
      if running.isEmpty { continue }
      Child.wait(running)
      running.removeAll { child in
        guard let outcome = child.proceed() else { return false }
        outcomes[child.index] = outcome
        return true
      }
    }
    return outcomes.map { $0! }
  }
}

/// The path of the program of a name, looked for along `path` as a shell does; nil when it is not there.
///
/// A name with a slash is a path already. Empty and relative parts of `path` are passed over: a folder that
/// somebody happens to stand in is no place to take a program from.
public func findProgram(_ name: String, along path: String?) -> String? {
  if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
  for folder in (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") where folder.hasPrefix("/") {
    let candidate = "\(folder)/\(name)"
    var status = stat()
    if stat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(candidate, X_OK) == 0 {
      return candidate
    }
  }
  return nil
}
