import Synchronization

/// Where threads put what they found, each in a place of its own.
final class Slots<Value: Sendable>: Sendable {
  private let found: Mutex<[Value?]>

  init(count: Int) { found = Mutex(Array(repeating: nil, count: count)) }

  func fill(_ number: Int, _ value: Value) { found.withLock { $0[number] = value } }

  /// What was filled in, in the order of the places.
  var values: [Value] { found.withLock { $0.compactMap { $0 } } }
}
