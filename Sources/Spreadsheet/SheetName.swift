/// Names for sheets that every reader accepts.
///
/// Excel allows 31 UTF-16 units, none of `[]:*?/\`, no `'` at either end, not `History`, and no two that
/// differ only in case (support.microsoft.com, "Rename a worksheet").
public struct SheetNames {
  private var used: Set<String> = ["history"]

  /// Begins with no name taken.
  public init() {}

  /// A name like the one wanted, which nothing else in this workbook has.
  public mutating func name(_ wanted: String) -> String {
    var plain = String(wanted.map { "[]:*?/\\".contains($0) || $0.isNewline || $0 < " " ? " " : $0 })
    while plain.hasPrefix("'") || plain.hasPrefix(" ") { plain.removeFirst() }
    plain = Self.cut(plain, to: 31)
    if plain.isEmpty { plain = "Sheet" }
    var name = plain
    var number = 2
    while !used.insert(name.lowercased()).inserted {
      let ending = " \(number)"
      name = Self.cut(plain, to: 31 - ending.utf16.count) + ending
      number += 1
    }
    return name
  }

  private static func cut(_ text: String, to units: Int) -> String {
    var cut = text
    while cut.utf16.count > units { cut.removeLast() }
    while cut.hasSuffix("'") || cut.hasSuffix(" ") { cut.removeLast() }
    return cut
  }
}
