public import Catalogue
public import Diagnostics
import Files
import Glibc
public import Terminal

/// The world as a command may touch it; tests put another in its place.
public struct Environment {
  /// Where data and talk go.
  public var streams: Streams
  /// An environment variable.
  public var variable: (String) -> String?
  /// The present moment.
  public var now: () -> Moment
  /// A number drawn by chance.
  public var chance: () -> UInt64
  /// The path that the program was started by, links followed.
  public var executable: String
  /// The folder that relative paths start from; "" for the process's own.
  public var directory: String
  /// All of standard input, read when a command asks for `-`.
  public var input: () throws(Diagnostic) -> [UInt8]

  /// Whoever answers when a command asks: nil when there is nobody. `plain` wants nothing drawn.
  public var lines: (_ plain: Bool) -> (any LineReader)? = { _ in nil }

  /// Makes a text in the person's editor from what there is, nil when it was given up; nil without an editor.
  public var edit: ((String) throws(Diagnostic) -> String?)?

  /// What Ctrl-C does while a command runs.
  public var interruptions = Interruptions.none

  /// The name of the account that runs this, if there is one.
  public var login: () -> String? = { nil }

  /// Waits so many seconds.
  public var pause: (Double) -> Void = { _ in }

  /// Files that this world has besides those of the disk, by the name they are asked for: the schemas of a gap's
  /// example.
  var ownFiles: [String: [UInt8]] = [:]

  /// Puts a world together.
  public init(
    streams: Streams, variable: @escaping (String) -> String?, now: @escaping () -> Moment,
    chance: @escaping () -> UInt64, executable: String, directory: String = "",
    input: @escaping () throws(Diagnostic) -> [UInt8]
  ) {
    self.streams = streams
    self.variable = variable
    self.now = now
    self.chance = chance
    self.executable = executable
    self.directory = directory
    self.input = input
  }

  /// The world of this process. The clock stands still at `SOURCE_DATE_EPOCH` where that is set, so that
  /// packs can be made again byte by byte (reproducible-builds.org/specs/source-date-epoch).
  public static func process() -> Environment {
    let variable = { (name: String) -> String? in getenv(name).map { String(cString: $0) } }
    let stopped = variable("SOURCE_DATE_EPOCH").flatMap(Int.init)
    var random = SystemRandomNumberGenerator()
    var environment = Environment(
      streams: .standard(environment: variable), variable: variable,
      now: { Moment(seconds: stopped ?? time(nil)) }, chance: { random.next() },
      executable: (try? Files.link("/proc/self/exe")) ?? CommandLine.arguments[0],
      input: { () throws(Diagnostic) in try Files.read("/dev/stdin") })
    environment.pause = { usleep(UInt32($0 * 1_000_000)) }
    let streams = environment.streams
    if let editor = ["VISUAL", "EDITOR"].lazy.compactMap(variable).first(where: { !$0.isEmpty }) {
      let folder = variable("TMPDIR") ?? "/tmp"
      environment.edit = { (text) throws(Diagnostic) in try TextEditor.edit(text, with: editor, in: folder) }
    }
    let interruptions = Interruptions.process(tidy: Files.readyToTidy())
    environment.interruptions = interruptions
    let isDumb = ["", "dumb"].contains(variable("TERM") ?? "")
    environment.lines = { plain in
      guard streams.canAsk else { return nil }
      return plain || isDumb
        ? PlainLineReader(output: streams.err, interruptions: interruptions)
        : TerminalLineReader(
          output: streams.err, style: streams.errStyle, interruptions: interruptions)
    }
    environment.login = { getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } }
    return environment
  }

  /// A path as this world sees it.
  func path(_ given: String) -> String { Files.join(directory, given) }

  /// The whole of a file that a command names.
  func read(_ given: String) throws(Diagnostic) -> [UInt8] {
    if let own = ownFiles[given] { return own }
    return try Files.read(path(given))
  }
}
