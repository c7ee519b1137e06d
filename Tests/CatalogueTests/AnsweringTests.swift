import Catalogue
import Testing

@Suite("Who answers for a fact")
struct AnsweringTests {
  @Test("is found by attributes that name a person or another fact", arguments: Catalogue.kinds.map(\.name))
  func attributes(name: String) throws {
    let kind = try Catalogue.kind(name)
    for path in kind.answeredBy + kind.answeredTechnicallyBy {
      let type = try #require(kind.attribute(path)?.type, "\(kind.name) has no \(path)")
      switch type {
      case .reference, .references: break
      default: Issue.record("\(path) of \(kind.withArticle) names no fact")
      }
    }
    #expect(Set(kind.answeredBy).isSuperset(of: kind.answeredTechnicallyBy))
  }

  @Test("is known of what a fact stands under before it is asked of the fact")
  func order() {
    let order = Catalogue.inOrderOfAnswering.map(\.name)
    #expect(Set(order + ["person"]) == Set(Catalogue.kinds.map(\.name)))
    for (place, kind) in Catalogue.inOrderOfAnswering.enumerated() {
      for name in kind.answeredBy {
        guard case .reference(let others)? = kind.attribute(name)?.type else { continue }
        #expect(Set(order[place...].dropFirst()).isDisjoint(with: others), "\(kind.name): \(name)")
      }
    }
  }
}
