import Testing

@testable import Programs

@Suite("Another program")
struct JobTests {
  static func shell(_ script: String, input: String = "", seconds: Double = 20, most: Int = 1 << 20) -> Job {
    Job("/bin/sh", ["-c", script], input: Array(input.utf8), seconds: seconds, mostOutput: most)
  }

  @Test("reads what it is given and answers what it writes, its status and its complaint")
  func ends() {
    let outcome = Self.shell("cat; echo bad >&2; exit 7", input: "hello").run()
    #expect(outcome == .ended(status: 7, output: Array("hello".utf8), complaint: "bad\n"))
  }

  @Test("may read and write more than any buffer holds")
  func large() {
    let input = [UInt8](repeating: 65, count: 3_000_000)
    let job = Job("/bin/cat", input: input)
    #expect(job.run() == .ended(status: 0, output: input, complaint: ""))
  }

  @Test("may leave what it is given unread")
  func unread() {
    let input = String(repeating: "x", count: 1_000_000)
    #expect(Self.shell("exit 3", input: input).run() == .ended(status: 3, output: [], complaint: ""))
  }

  @Test("is killed when its time is over, also when it has closed its streams")
  func tooSlow() {
    #expect(Self.shell("exec sleep 60", seconds: 0.1).run() == .tooSlow)
    #expect(Self.shell("exec >&- 2>&-; exec sleep 60", seconds: 0.1).run() == .tooSlow)
  }

  @Test("is killed when it writes too much")
  func tooLong() {
    #expect(Self.shell("exec yes", most: 100_000).run() == .tooLong)
  }

  @Test("that is not there is said not to start")
  func missing() {
    #expect(Job("/nowhere/at/all").run() == .notStarted("No such file or directory"))
  }

  @Test("sees nothing of our environment")
  func environment() {
    let outcome = Job("/usr/bin/env", environment: ["ONLY=this"]).run()
    #expect(outcome == .ended(status: 0, output: Array("ONLY=this\n".utf8), complaint: ""))
  }

  @Test("runs beside others, and the answers keep the order of the jobs")
  func several() {
    let jobs = (0..<9).map { Self.shell("sleep 0.0\(9 - $0); echo \($0)") }
    let outcomes = Job.run(jobs, atOnce: 3)
    for (index, outcome) in outcomes.enumerated() {
      #expect(outcome == .ended(status: 0, output: Array("\(index)\n".utf8), complaint: ""))
    }
  }

  @Test("is found along a path, in whole folders only")
  func found() {
    #expect(findProgram("sh", along: "/nowhere:/bin") == "/bin/sh")
    #expect(findProgram("sh", along: "bin::.") == nil)
    #expect(findProgram("no-such-program", along: nil) == nil)
    #expect(findProgram("bin", along: "/usr") == nil, "a folder is no program")
  }
}
