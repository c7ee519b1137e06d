import Glibc

/// The distribution a triple is read as: `x = floor + scale · e^(shape · z)`, z standard normal.
///
/// With (L, M, H) as P10, P50 and P90 the fit is exact: θ = (L·H − M²) / (L + H − 2M) is the floor,
/// M − θ the scale, ln((H − θ) / (M − θ)) / 1.28155 the shape. It is the only shifted lognormal through
/// the three points, and it leans to the right, as work does.
public struct ShiftedLognormal: Equatable, Sendable {
  /// θ, the value that is approached from above; negative for triples that are nearly symmetric.
  public let floor: Double
  /// M − θ, how far the median lies over the floor.
  public let scale: Double
  /// s, the standard deviation of the logarithm of what lies over the floor.
  public let shape: Double

  /// Fits a triple, or says why it cannot be fitted.
  public init(_ triple: Triple) throws(Misfit) {
    let (low, likely, high) = (triple.low, triple.likely, triple.high)
    guard low.isFinite, likely.isFinite, high.isFinite else { throw .notFinite }
    guard low >= 0 else { throw .negative }
    guard low < likely, likely < high else { throw .notAscending }
    guard low + high > 2 * likely else { throw .notSkewed }
    floor = (low * high - likely * likely) / (low + high - 2 * likely)
    scale = likely - floor
    shape = log((high - floor) / scale) / Normal.tenth
    // L + H may exceed 2M by so little that the floor runs away and the shape is lost in rounding.
    guard floor > -1e6 * likely, shape.isFinite, shape > 0 else { throw .notSkewed }
  }

  /// A multiplier with median 1 whose P90 is `ratio` and whose P10 is 1 / ratio; ratio ≥ 1.
  init(medianOneWithP90 ratio: Double) {
    floor = 0
    scale = 1
    shape = log(ratio) / Normal.tenth
  }

  /// The value at a standard normal deviate.
  public func value(at z: Double) -> Double { floor + scale * exp(shape * z) }

  /// The value below which the share `p` lies, 0 < p < 1.
  public func quantile(_ p: Double) -> Double { value(at: Normal.quantile(p)) }

  /// The mean, θ + (M − θ)·e^(s²/2).
  public var mean: Double { floor + scale * exp(shape * shape / 2) }

  /// The covariance with another whose normal deviate correlates by `rho`:
  /// a₁a₂·e^((s₁² + s₂²)/2)·(e^(s₁s₂ρ) − 1), a = M − θ.
  public func covariance(with other: ShiftedLognormal, rho: Double) -> Double {
    scale * other.scale * exp((shape * shape + other.shape * other.shape) / 2)
      * expm1(shape * other.shape * rho)
  }

  /// Why a triple has no shifted lognormal through it.
  public enum Misfit: Error, Equatable, Sendable {
    /// A figure is infinite or not a number.
    case notFinite
    /// The low figure is under nought.
    case negative
    /// Not low < likely < high.
    case notAscending
    /// The likely value lies in the middle or above: low + high ≤ 2 · likely.
    case notSkewed

    /// The rule that is broken, as a sentence.
    public var rule: String { rule(likely: "likely") }

    /// The rule with another word for the likely value.
    func rule(likely: String) -> String {
      switch self {
      case .notFinite: "Each of the three figures must be a finite number."
      case .negative: "Hours cannot be under 0."
      case .notAscending: "It must hold that low < \(likely) < high."
      case .notSkewed:
        "It must hold that low + high > 2 × \(likely): work overruns by more than it underruns."
      }
    }
  }
}
