import Glibc
import Synchronization

/// The names of files that are being written and of which nothing may be seen, where a handler of signals can find
/// them: it has no other memory. A process writes few at once.
private let count = 16
private nonisolated(unsafe) let names: UnsafeMutablePointer<Atomic<UInt>> = {
  let names = UnsafeMutablePointer<Atomic<UInt>>.allocate(capacity: count)
  for index in 0..<count { (names + index).initialize(to: Atomic(0)) }
  return names
}()

/// A temporary file that goes when the program is ended by a signal.
struct Unfinished {
  private let slot: Int?

  /// Notes a file. One too many is not noted: then it stays behind, as it would after a power cut.
  init(_ path: String) {
    let name = strdup(path)
    slot = (0..<count).first { index in
      names[index].compareExchange(
        expected: 0, desired: UInt(bitPattern: name), ordering: .acquiringAndReleasing
      ).exchanged
    }
    if slot == nil { free(name) }
  }

  /// Forgets the file: it is in its place, or gone.
  func forget() {
    guard let slot else { return }
    free(UnsafeMutableRawPointer(bitPattern: names[slot].exchange(0, ordering: .acquiringAndReleasing)))
  }
}

extension Files {
  /// Has the handler of a signal find the files, and is what it calls: removes those that are unfinished.
  public static func readyToTidy() -> @convention(c) () -> Void {
    _ = names
    return {
      for index in 0..<count {
        // Never freed, for the program ends.
        let name = names[index].exchange(0, ordering: .acquiringAndReleasing)
        if let name = UnsafePointer<CChar>(bitPattern: name) { unlink(name) }
      }
    }
  }
}
