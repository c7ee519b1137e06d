/// The sums of every trial: a row a group, one for the resolve work, one for the total, one for the longest
/// queue of decisions.
///
/// This is all that a simulation keeps, so memory does not depend on the number of items. Blocks write to
/// separate places; reading is for when they are done.
final class TrialRows: @unchecked Sendable {
  // Unchecked because the blocks share it: each writes only its own stretch of each row.

  private let values: UnsafeMutablePointer<Double>
  private let notes: UnsafeMutablePointer<Double>
  private let capacity: Int
  private let columns: Int
  /// The trials asked for.
  let trials: Int
  let blocks: Int
  let totalRow: Int
  /// The resolve hours of the person with the most of them, trial by trial.
  var queueRow: Int { totalRow + 1 }

  /// Room for `trials` trials of `rows` rows, a total and a queue, and of `columns` sums noted on the way.
  init(trials: Int, rows: Int, columns: Int) {
    self.trials = trials
    self.columns = columns
    blocks = (trials + Block.length - 1) / Block.length
    capacity = blocks * Block.length
    totalRow = rows
    values = .allocate(capacity: capacity * (rows + 2))
    values.initialize(repeating: 0, count: capacity * (rows + 2))
    notes = .allocate(capacity: blocks * columns)
    notes.initialize(repeating: 0, count: blocks * columns)
  }

  deinit {
    values.deallocate()
    notes.deallocate()
  }

  /// The place of a row's first trial.
  func row(_ row: Int) -> UnsafeMutablePointer<Double> { values + row * capacity }

  /// Keeps the sum of a block's lane, as far as it belongs to the trials asked for.
  func note(_ lane: UnsafeMutablePointer<Double>, block: Int, column: Int) {
    var sum = 0.0
    for t in 0..<min(Block.length, trials - block * Block.length) { sum += lane[t] }
    notes[block * columns + column] = sum
  }

  /// The mean of a noted column over the first blocks: added block by block, whichever thread did them.
  func mean(column: Int, blocks: Int) -> Double {
    var sum = 0.0
    for block in 0..<blocks { sum += notes[block * columns + column] }
    return sum / Double(done(blocks))
  }

  /// The trials in the first so many blocks.
  func done(_ blocks: Int) -> Int { min(trials, blocks * Block.length) }

  /// The sums of some rows, trial by trial, over the first blocks.
  func sample(_ rows: [Int], blocks: Int) -> Sample {
    var sums = [Double](repeating: 0, count: done(blocks))
    for row in rows {
      let values = self.row(row)
      for t in sums.indices { sums[t] += values[t] }
    }
    return Sample(sums)
  }
}
