import Glibc

/// One run of trials over the whole plan: the unit of work of a thread.
///
/// A block is short enough for its sums to stay in the first-level cache while the items pass by.
struct Block {
  /// Trials in a block; even, because a random word serves two trials.
  static let length = 512

  let plan: Plan
  let number: Int
  let results: TrialRows
  private var first: Int { number * Block.length }

  /// Simulates the block's trials and writes them to their places in `results`.
  func simulate() {
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: (4 + plan.factors.count) * Block.length)
    defer { scratch.deallocate() }
    func lane(_ n: Int) -> UnsafeMutablePointer<Double> { scratch + n * Block.length }

    fillFactors(shared: lane(0), own: lane(1), factors: lane(4))
    for batch in plan.batches {
      let scaled = lane(1)
      let factor = lane(4 + batch.factor)
      for t in 0..<Block.length { scaled[t] = batch.distribution.scale * factor[t] }
      let sums = results.row(batch.row) + first
      let table = plan.factors[batch.factor].own.reader
      // A queue is summed apart: it is part of the group's sum, and may be the longest there is.
      let sink = batch.isQueue ? lane(3) : sums
      if batch.isQueue { sink.update(repeating: 0, count: Block.length) }
      for item in batch.items {
        add(item, floor: batch.distribution.floor, scaled: scaled, table: table, to: sink)
      }
      if batch.isQueue { enqueue(sink, to: sums) }
    }
    finish(base: lane(0), before: lane(1), draw: lane(2), total: results.row(results.totalRow) + first)
  }

  /// Adds one person's queue to its row, and keeps the longest of all queues.
  private func enqueue(_ queue: UnsafeMutablePointer<Double>, to sums: UnsafeMutablePointer<Double>) {
    let longest = results.row(results.queueRow) + first
    for t in 0..<Block.length {
      sums[t] += queue[t]
      longest[t] = max(longest[t], queue[t])
    }
  }

  /// The exponentials common to a group and shape: e^(shape·(√common·G + √group·C)).
  private func fillFactors(
    shared: UnsafeMutablePointer<Double>, own: UnsafeMutablePointer<Double>,
    factors: UnsafeMutablePointer<Double>
  ) {
    spread(plan.common, plan.deviate, into: shared)
    var row = -1
    for (index, factor) in plan.factors.enumerated() {
      if factor.row != row {
        row = factor.row
        draw(plan.rows[row], plan.deviate, into: own)
      }
      let lane = factors + index * Block.length
      for t in 0..<Block.length {
        lane[t] = exp(factor.shape * (plan.commonWeight * shared[t] + plan.groupWeight * own[t]))
      }
    }
  }

  /// The inner loop: one item's hours added to the sums of its group, two trials a random word.
  ///
  /// Hours under nought, which a triple that is nearly symmetric can yield far out, count as none: so no
  /// item ever makes a scope cheaper.
  @inline(__always)
  private func add(
    _ item: RandomStream, floor: Double, scaled: UnsafeMutablePointer<Double>, table: QuantileTable.Reader,
    to sums: UnsafeMutablePointer<Double>
  ) {
    var state = item.state(at: first / 2)
    var t = 0
    while t < Block.length {
      let word = RandomStream.next(&state)
      let low = floor + scaled[t] * table.value(UInt32(truncatingIfNeeded: word))
      let high = floor + scaled[t + 1] * table.value(UInt32(truncatingIfNeeded: word >> 32))
      sums[t] += low > 0 ? low : 0
      sums[t + 1] += high > 0 ? high : 0
      t += 2
    }
  }

  /// One stream's values through a table.
  private func draw(_ stream: RandomStream, _ table: QuantileTable, into lane: UnsafeMutablePointer<Double>) {
    var state = stream.state(at: first / 2)
    let reader = table.reader
    for t in stride(from: 0, to: Block.length, by: 2) {
      let word = RandomStream.next(&state)
      lane[t] = reader.value(UInt32(truncatingIfNeeded: word))
      lane[t + 1] = reader.value(UInt32(truncatingIfNeeded: word >> 32))
    }
  }

  /// An even sequence's values through a table.
  private func spread(_ sequence: EvenSequence, _ table: QuantileTable, into lane: UnsafeMutablePointer<Double>)
  {
    let reader = table.reader
    for t in 0..<Block.length { lane[t] = reader.value(sequence.bits(first + t)) }
  }

  /// total = (base · (1 + overheads) + resolve) · discovery, with what overheads and discovery add.
  private func finish(
    base: UnsafeMutablePointer<Double>, before: UnsafeMutablePointer<Double>,
    draw lane: UnsafeMutablePointer<Double>, total: UnsafeMutablePointer<Double>
  ) {
    for t in 0..<Block.length { base[t] = 0 }
    for row in 0..<plan.resolveRow {
      let hours = results.row(row) + first
      for t in 0..<Block.length { base[t] += hours[t] }
    }
    let resolve = results.row(plan.resolveRow) + first
    for t in 0..<Block.length { before[t] = base[t] + resolve[t] }
    for (index, overhead) in plan.overheads.enumerated() {
      draw(overhead.stream, overhead.table, into: lane)
      for t in 0..<Block.length {
        let share = overhead.distribution.floor + overhead.distribution.scale * lane[t]
        total[t] = base[t] * (share > 0 ? share : 0)
        before[t] += total[t]
      }
      results.note(total, block: number, column: index)
    }
    if let discovery = plan.discovery {
      spread(plan.widening, discovery, into: lane)
      for t in 0..<Block.length { total[t] = before[t] * lane[t] }
    } else {
      for t in 0..<Block.length { total[t] = before[t] }
    }
    results.note(before, block: number, column: plan.overheads.count)
  }
}

/// e^x, by a name that closures can take.
func exponential(_ x: Double) -> Double { exp(x) }
