extension String {
  /// At most so many characters, the last of them then `…`: what was said at length is not read out again.
  public func shortened(to limit: Int) -> String {
    guard utf8.count > limit, let end = index(startIndex, offsetBy: limit - 1, limitedBy: endIndex),
      end < endIndex, index(after: end) < endIndex
    else { return self }
    return self[..<end] + "…"
  }
}
