import Glibc

/// A function of a normal deviate, tabled so that 32 random bits become its value in one multiplication
/// and one addition.
///
/// The top bit is the side of the median, the other 31 bits (made odd) are v, and v / 2³² the share of the
/// tail, so that |z| goes up to 6.23. Between 2ᵉ and 2ᵉ⁺¹ the function is cut into 128 chords, so that the
/// cells shrink with the tail. The cell's number is read off the exponent and the first seven bits of v as
/// a floating-point number. For e^(s·z) the chords lie above the curve by at most 2e-5 of its value while
/// s ≤ 1 (8e-5 up to s = 2), for z itself they are within 1e-5: both far under the sampling error of
/// ten million trials.
final class QuantileTable: @unchecked Sendable {
  // Unchecked because of the chords, which nothing writes after `init`.

  /// Chords in an octave of the tail, and its logarithm.
  private static let cells = 128
  private static let cellBits = 7
  private static let octaves = 31
  private static var half: Int { octaves * cells }

  /// Intercept and slope of each chord: first the low tail, then the high.
  private let chords: UnsafeMutablePointer<SIMD2<Double>>

  /// Tables `function` over the deviates of `grid`.
  init(_ grid: Grid, _ function: (Double) -> Double) {
    chords = .allocate(capacity: 2 * Self.half)
    for cell in 0..<Self.half {
      let (v0, v1) = (Grid.edge(cell), Grid.edge(cell + 1))
      for (side, sign) in [(0, 1.0), (1, -1.0)] {
        let (y0, y1) = (function(sign * grid.deviates[cell]), function(sign * grid.deviates[cell + 1]))
        let slope = (y1 - y0) / (v1 - v0)
        (chords + side * Self.half + cell).initialize(to: SIMD2(y0 - slope * v0, slope))
      }
    }
  }

  deinit { chords.deallocate() }

  /// The bare chords, for the inner loop; valid while the table lives.
  var reader: Reader { Reader(chords: UnsafePointer(chords)) }

  /// The table as the inner loop sees it.
  struct Reader {
    fileprivate let chords: UnsafePointer<SIMD2<Double>>

    /// The function's value for 32 random bits.
    @inline(__always)
    func value(_ bits: UInt32) -> Double {
      let v = Double(Int32(bitPattern: bits & 0x7FFF_FFFF | 1))
      let cell = Int(truncatingIfNeeded: v.bitPattern >> UInt64(52 - cellBits)) &- (1023 << cellBits)
      let side = Int(truncatingIfNeeded: bits >> 31) &* half
      let chord = chords[cell &+ side]
      return chord.x + chord.y * v
    }
  }

  /// The normal deviates at the edges of the cells, shared by all tables.
  struct Grid {
    /// The lower deviate (z ≤ 0) at each edge.
    let deviates: [Double]

    init() { deviates = (0...half).map { Normal.quantile(Self.edge($0) / 0x1p32) } }

    /// The v at which a cell begins.
    static func edge(_ cell: Int) -> Double {
      Double(sign: .plus, exponent: cell / cells, significand: 1 + Double(cell % cells) / Double(cells))
    }
  }
}
