internal import Catalogue
internal import Database
internal import Workbook

/// The waivers that hold today.
///
/// A waiver that names a detail accepts that part only; one that names none accepts all of it.
struct Waivers {
  private var refs: [FindingIdentity: String] = [:]

  init(_ reader: Reader, _ today: CalendarDay) throws {
    let sql = """
      SELECT gap, about, ref, detail FROM waiver WHERE until IS NULL OR until >= :today ORDER BY id
      """
    try reader.query(sql, named: ["today": .text("\(today)")]) { row in
      let identity = FindingIdentity(
        gap: try row.text(0), about: try row.text(1), detail: try row.optionalText(3))
      refs[identity] = try row.text(2)
    }
  }

  func of(_ gap: String, _ about: String, _ detail: String?) -> String? {
    if refs.isEmpty { return nil }
    let whole = refs[FindingIdentity(gap: gap, about: about)]
    return whole ?? detail.flatMap { refs[FindingIdentity(gap: gap, about: about, detail: $0)] }
  }
}
