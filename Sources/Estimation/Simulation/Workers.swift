import Glibc
import Synchronization

/// Numbered tasks shared out among threads, the calling one included.
///
/// Tasks are claimed in ascending order, so that those done when a run is stopped are the first so many.
/// What a task writes must depend on its number alone: then the result is the same on any number of
/// threads. The threads are joined before `run` returns.
enum Workers {
  /// Runs tasks 0 ..< count and returns how many were done: all, unless `proceed` said no.
  ///
  /// `proceed` is asked on the calling thread after each of its own tasks, with the number claimed so far.
  static func run(
    count: Int, threads: Int, proceed: (Int) -> Bool = { _ in true }, task: @escaping @Sendable (Int) -> Void
  ) -> Int {
    let job = Job(count: count, task: task)
    let others = (1..<max(1, min(threads, count, 64))).compactMap { _ in start(job) }
    while let number = job.claim() {
      task(number)
      if !proceed(job.claimed) { job.stop() }
    }
    for other in others { pthread_join(other, nil) }
    return job.claimed
  }

  /// A thread that works on the job; nil when the system grants none, and the others do its share.
  private static func start(_ job: Job) -> pthread_t? {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(job)
    let refused = pthread_create(
      &thread, nil,
      { box in
        let job = Unmanaged<Job>.fromOpaque(box!).takeRetainedValue()
        while let number = job.claim() { job.task(number) }
        return nil
      }, box.toOpaque())
    guard refused == 0 else {
      box.release()
      return nil
    }
    return thread
  }

  /// What the threads share.
  private final class Job: Sendable {
    let count: Int
    let task: @Sendable (Int) -> Void
    private let next = Atomic<Int>(0)
    private let stopped = Atomic<Bool>(false)

    init(count: Int, task: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.task = task
    }

    /// The number of the next task, nil when there is none or the run was stopped.
    func claim() -> Int? {
      if stopped.load(ordering: .relaxed) { return nil }
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      return number < count ? number : nil
    }

    var claimed: Int { min(next.load(ordering: .relaxed), count) }

    func stop() { stopped.store(true, ordering: .relaxed) }
  }
}
