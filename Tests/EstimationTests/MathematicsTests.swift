import Testing

@testable import Estimation

@Suite("The mathematics of a triple")
struct MathematicsTests {
  // Found as roots of mpmath's ncdf with 40 digits.
  @Test(
    "the normal quantile is right to the last digits",
    arguments: [
      (0.5, 0.0), (0.9, 1.2815515655446004), (0.975, 1.959963984540054), (0.1, -1.2815515655446004),
      (0.001, -3.090232306167814), (1e-10, -6.361340902404056), (1e-15, -7.941345326170997),
      (1e-100, -21.273453560965324),
      (1e-300, -37.0470962993612),
    ])
  func normalQuantile(p: Double, z: Double) {
    #expect(abs(Normal.quantile(p) - z) <= 4e-15 * max(1, abs(z)))
  }

  @Test("quantile and share undo each other, and the ends are infinite")
  func normalRoundTrip() {
    for p in stride(from: 0.001, to: 1, by: 0.001) {
      #expect(abs(Normal.share(below: Normal.quantile(p)) - p) < 1e-14)
    }
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1) == .infinity)
  }

  @Test("a fitted triple has exactly its three figures as P10, P50 and P90", arguments: Cards.standard.lines)
  func exactQuantiles(line: RateCard.Line) throws {
    for (p, hours) in [(0.1, line.hours.low), (0.5, line.hours.likely), (0.9, line.hours.high)] {
      #expect(abs(line.distribution.quantile(p) / hours - 1) < 1e-12)
    }
  }

  @Test(
    "a triple that no shifted lognormal goes through is refused with the rule it breaks",
    arguments: [
      (Triple(1, 2, 3), ShiftedLognormal.Misfit.notSkewed), (Triple(1, 2, 2.5), .notSkewed),
      (Triple(2, 2, 5), .notAscending), (Triple(1, 5, 4), .notAscending), (Triple(3, 2, 9), .notAscending),
      (Triple(-1, 2, 9), .negative), (Triple(1, .nan, 9), .notFinite), (Triple(1, 2, .infinity), .notFinite),
      (Triple(1, 2, 3 + 1e-12), .notSkewed),
    ])
  func misfits(triple: Triple, misfit: ShiftedLognormal.Misfit) {
    #expect(throws: misfit) { try ShiftedLognormal(triple) }
  }

  @Test("the mean agrees with a fine sum over quantiles")
  func mean() throws {
    let distribution = try ShiftedLognormal(Triple(2, 4, 12))
    let n = 200_000
    let sum = (0..<n).reduce(0.0) { $0 + distribution.quantile((Double($1) + 0.5) / Double(n)) }
    #expect(abs(sum / Double(n) / distribution.mean - 1) < 1e-4)
  }

  @Test(
    "a tabled quantile lies within the documented bound of the exact one", arguments: [0.1, 0.5, 0.8, 1, 2])
  func tableError(shape: Double) {
    let grid = QuantileTable.Grid()
    let lognormal = QuantileTable(grid) { exponential(shape * $0) }
    let plain = QuantileTable(grid) { $0 }
    let bound = shape <= 1 ? 2e-5 : 8e-5
    var state: UInt64 = 7
    for n in 0..<40_000 {
      // Random ones, and every power of two with its neighbours on both sides of the median.
      let word = UInt32(truncatingIfNeeded: RandomStream.next(&state))
      let tail = n < 30_000 ? word & 0x7FFF_FFFF : (UInt32(1) << (n % 31)) &+ UInt32(n / 31 % 3) &- 1
      for side: UInt32 in [0, 1] {
        let p = Double(tail & 0x7FFF_FFFF | 1) / 0x1p32
        let z = side == 0 ? Normal.quantile(p) : -Normal.quantile(p)
        let bits = side << 31 | tail & 0x7FFF_FFFF
        #expect(abs(lognormal.reader.value(bits) / exponential(shape * z) - 1) < bound)
        #expect(abs(plain.reader.value(bits) - z) < 1e-5)
      }
    }
  }

  @Test("the generator yields the published first words of SplitMix64")
  func splitMix() {
    var state: UInt64 = 1_234_567
    let words = (0..<3).map { _ in RandomStream.next(&state) }
    #expect(words == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test("words have an address, and depend on seed and name")
  func addresses() {
    let stream = RandomStream(seed: 1, name: "a".utf8)
    var walking = stream.state(at: 0)
    for _ in 0..<10 { _ = RandomStream.next(&walking) }
    #expect(walking == stream.state(at: 10))
    #expect(stream.state(at: 0) != RandomStream(seed: 2, name: "a".utf8).state(at: 0))
    #expect(stream.state(at: 0) != RandomStream(seed: 1, name: "b".utf8).state(at: 0))
  }

  @Test("an even sequence puts the same number in every tenth of the interval")
  func even() {
    for axis in [EvenSequence.Axis.first, .second] {
      let sequence = EvenSequence(axis, from: RandomStream(seed: 3, name: "x".utf8))
      var tenths = [Int](repeating: 0, count: 10)
      for trial in 0..<10_000 { tenths[Int(Double(sequence.bits(trial)) / 0x1p32 * 10)] += 1 }
      #expect(tenths.allSatisfy { abs($0 - 1000) <= 5 })
    }
  }
}
