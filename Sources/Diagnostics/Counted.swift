/// A number with its noun: "1 entry", "3 entries".
public func counted(_ number: Int, _ one: String, _ several: String? = nil) -> String {
  "\(number) \(number == 1 ? one : several ?? one + "s")"
}
