/// Sorts values in time linear in their number when they are spread as sums of hours are.
///
/// They are dealt into as many even buckets as there are values, and each bucket is sorted; sums that a
/// simulation yields put a handful in each. Values that all crowd into one bucket cost what the library's
/// sort costs. All values must be finite.
func bucketSorted(_ values: UnsafeBufferPointer<Double>) -> [Double] {
  guard values.count > 64, let least = values.min(), let most = values.max(), least < most else {
    return values.sorted()
  }
  let scale = Double(values.count - 1) / (most - least)
  guard scale.isFinite, (most - least).isFinite else { return values.sorted() }
  // Rising with the value, so that whole buckets are in order.
  func bucket(_ value: Double) -> Int { Int((value - least) * scale) }

  var ends = [Int32](repeating: 0, count: values.count)
  for value in values { ends[bucket(value)] += 1 }
  var start: Int32 = 0
  for index in ends.indices { (ends[index], start) = (start, start + ends[index]) }
  return [Double](unsafeUninitializedCapacity: values.count) { sorted, count in
    count = values.count
    for value in values {
      let index = bucket(value)
      sorted.initializeElement(at: Int(ends[index]), to: value)
      ends[index] += 1
    }
    var first = 0
    for end in ends {
      if Int(end) - first > 1 { sorted[first..<Int(end)].sort() }
      first = Int(end)
    }
  }
}
