/// How references are made from names.
public enum Reference {
  /// A name as a word to type: "Finance lead" is `finance-lead`. Letters and digits of any script stay;
  /// everything between them becomes one hyphen. Empty when there are none.
  public static func slug(_ name: String) -> String {
    var slug = ""
    var pending = false
    for character in name.lowercased() {
      if character.isLetter || character.isNumber {
        if pending, !slug.isEmpty { slug.append("-") }
        pending = false
        slug.append(character)
      } else {
        pending = true
      }
    }
    return slug
  }
}
