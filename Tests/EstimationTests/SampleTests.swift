import Testing

@testable import Estimation

@Suite("Samples")
struct SampleTests {
  @Test("percentiles are those of definition 7")
  func percentiles() {
    let sample = Sample([40, 10, 30, 20])
    #expect(sample.percentile(0) == 10)
    #expect(sample.percentile(0.5) == 25)
    #expect(abs(sample.percentile(0.8) - 34) < 1e-12)
    #expect(sample.percentile(1) == 40)
    #expect(sample.mean == 25)
    #expect(Sample([7]).percentile(0.9) == 7)
  }

  @Test("a share counts the values at or under, those equal too")
  func shares() {
    let sample = Sample([1, 2, 2, 4])
    #expect(sample.share(atMost: 0.5) == 0)
    #expect(sample.share(atMost: 2) == 0.75)
    #expect(sample.share(atMost: 9) == 1)
  }

  static let spreads: [[Double]] = [
    (0..<5000).map { n in Double(n * 7919 % 5000) },
    (0..<5000).map { n in n == 77 ? 1e300 : Double(n % 10) },
    Array(repeating: 3, count: 1000),
    (0..<1000).map { n in Double(-n * n) },
    [-1e308, 1e308] + Array(repeating: 0, count: 98),
    (0..<200).map { n in Double(n % 2) * .leastNonzeroMagnitude },
  ]

  @Test("values are sorted however they are spread", arguments: spreads)
  func sorting(values: [Double]) {
    #expect(values.withUnsafeBufferPointer(bucketSorted) == values.sorted())
  }
}
