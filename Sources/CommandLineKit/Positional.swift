/// An argument known by its place: `REF` in `show REF`.
public struct Positional: Sendable, Equatable {
  /// How many words it takes.
  public enum Arity: Sendable, Equatable {
    /// Exactly one.
    case one
    /// One or none.
    case optional
    /// At least so many, without end. Only one positional of a command may be of this arity.
    case many(atLeast: Int)
  }

  /// Its name, in lower case; help shows it in capitals.
  public var name: String
  /// How many words it takes.
  public var arity: Arity
  /// What its words may be.
  public var values: Values
  /// What it is, in a sentence.
  public var help: String

  /// Describes an argument.
  public init(_ name: String, _ help: String, arity: Arity = .one, values: Values = .any) {
    self.name = name
    self.arity = arity
    self.values = values
    self.help = help
  }

  /// The fewest words it takes.
  var least: Int {
    switch arity {
    case .one: 1
    case .optional: 0
    case .many(let atLeast): atLeast
    }
  }

  /// The most words it takes.
  var most: Int {
    switch arity {
    case .one, .optional: 1
    case .many: .max
    }
  }

  /// `REF`, `[REF]`, `REF…` or `[REF…]`.
  var usage: String {
    let word = name.uppercased() + (most > 1 ? "…" : "")
    return least == 0 ? "[\(word)]" : word
  }

  /// Deals `count` words out: each positional its fewest, then what is left from the first to the last.
  ///
  /// `SOURCE… TARGET` gives the last word to TARGET. The sum is less than `count` if there are too many
  /// words, and the last positionals get less than their fewest if there are too few.
  static func deal(_ count: Int, to positionals: [Positional]) -> [Int] {
    var spare = max(0, count - positionals.reduce(0) { $0 + $1.least })
    var left = count
    return positionals.map { positional in
      let extra = min(spare, positional.most == .max ? .max : positional.most - positional.least)
      let share = min(left, positional.least + extra)
      spare -= extra
      left -= share
      return share
    }
  }
}
