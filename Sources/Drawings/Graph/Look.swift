/// How a box looks: shape and line as well as colour, so that none of them is needed alone.
public enum NodeLook: String, CaseIterable, Sendable {
  /// A rectangle.
  case plain
  /// A rectangle with a heavy line: what the drawing is about.
  case strong
  /// A rectangle with a double line: the one that is right, a system of record.
  case record
  /// A rectangle with a dotted line: what stands at the edge.
  case quiet
  /// Round ends: where something begins or ends.
  case terminal
  /// Rounded corners: a step that somebody takes.
  case step
  /// A drum: where something is kept.
  case store
  /// Rounded corners, solid green: an effect that is to happen.
  case invoke
  /// A cut-cornered box with a dashed red line: an effect that is held back.
  case suppress
  /// A slanted box with a heavy violet line: an effect that is replaced by another.
  case override
  /// A trapezium with a blue line: left to people.
  case manual
  /// A hexagon with a dotted amber line: nobody has decided.
  case undecided
}

/// How an arrow looks: weight and pattern of the line as well as colour.
public enum EdgeLook: String, CaseIterable, Sendable {
  /// A solid line.
  case line
  /// A heavy line: what matters most.
  case strong
  /// A dashed line: what matters less, or is not certain.
  case dashed
  /// A dotted line: what is only near.
  case quiet
  /// Solid green: it happens.
  case invoke
  /// Dashed red: it is held back.
  case suppress
  /// Heavy violet: something else happens in its place.
  case override
  /// Long-dashed blue: people do it.
  case manual
  /// Dotted amber: nobody has decided.
  case undecided
}
