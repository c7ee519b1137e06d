/// An output that keeps what is written, for tests and for pages that are built before they are shown.
public final class MemoryOutput {
  /// The output to write to.
  public let output: Output
  private let store: Store

  private final class Store {
    var bytes: [UInt8] = []
    var failure: Int32 = 0
  }

  /// Makes an empty one; as a terminal it has `width` columns.
  public init(isTerminal: Bool = false, width: Int = 80) {
    let store = Store()
    self.store = store
    output = Output("memory", isTerminal: isTerminal, width: { width }) { bytes in
      if store.failure == 0 { store.bytes.append(contentsOf: bytes) }
      return store.failure
    }
  }

  /// What was written so far.
  public var text: String {
    output.flush()
    return String(decoding: store.bytes, as: UTF8.self)
  }

  /// Makes every further write fail with this `errno`: `ENOSPC` for a full disk, `EPIPE` for a reader who
  /// went away.
  public func fail(_ code: Int32) { store.failure = code }
}
