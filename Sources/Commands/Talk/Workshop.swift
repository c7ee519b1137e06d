import CommandLineKit

extension Plumbline {
  static let workshop = Command<Scene>(
    "workshop", "Leads a workshop, and keeps what came of it", children: Children([minutes]))
}
