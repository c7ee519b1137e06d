/// A workflow trace: a business process, step by step, with what each step sets off and what is decided about it.
public struct ProcessTrace: Sendable, Equatable {
  /// The reference of the process: `P-1`.
  public var ref: String
  /// What it is called.
  public var name: String
  /// What sets it off.
  public var trigger: String?
  /// How it ends when all is well.
  public var outcome: String?
  /// The person who answers for it.
  public var owner: String?
  /// How often it happens, a month.
  public var perMonth: String?
  /// Its steps, in their order; those without a place come last, as they were captured.
  public var steps: [Step] = []
  /// What nobody has decided yet, by the reference of the fact it is about.
  public var open: [String: [OpenThing]] = [:]

  /// One thing a system or person does.
  public struct Step: Sendable, Equatable {
    /// Its reference: `ST-4`.
    public var ref: String
    /// Its place; nil is not known. Steps with one place are branches.
    public var order: Int?
    /// The name of the system it happens in.
    public var system: String?
    /// Who or what does it.
    public var actor: String?
    /// What is done.
    public var action: String
    /// When it is done, if not always.
    public var condition: String?
    /// The name of what it is done to.
    public var entity: String?
    /// The state that leaves.
    public var resultingState: String?
    /// What it sets off, in the order of capture.
    public var effects: [Effect] = []
  }

  /// What a step sets off.
  public struct Effect: Sendable, Equatable {
    /// Its reference: `EF-2`.
    public var ref: String
    /// What happens.
    public var what: String
    /// What sort of effect it is: `notification`.
    public var sort: String?
    /// The name of the system it happens in; the step's where nothing else was said.
    public var system: String?
    /// When it happens, if not always.
    public var condition: String?
    /// What the integration does about it.
    public var decision: Decision
    /// What keeps both sides consistent.
    public var mechanism: String?
    /// What keeps it from happening twice.
    public var firesTwiceRule: String?
    /// The person who decides, or decided.
    public var owner: String?
    /// Why it is decided so.
    public var reason: String?
  }

  /// What the integration does about an effect. A word and a symbol each, so that no colour has to be told apart;
  /// the symbols are those of the pack.
  public enum Decision: String, Sendable, CaseIterable {
    case invoke, suppress, override, manual, undecided

    /// The symbol beside the word, one column wide.
    public var symbol: String {
      switch self {
      case .invoke: "●"
      case .suppress: "✕"
      case .override: "↷"
      case .manual: "◇"
      case .undecided: "○"
      }
    }
  }

  /// Something that nobody has decided yet.
  public struct OpenThing: Sendable, Equatable {
    /// The name of the gap, or the reference of the question.
    public var name: String
    /// What is open, in words.
    public var text: String
    /// The person to ask, where known.
    public var ask: String?
    /// The day by which an answer is due.
    public var due: String?

    /// Puts one together.
    public init(name: String, text: String, ask: String? = nil, due: String? = nil) {
      self.name = name
      self.text = text
      self.ask = ask
      self.due = due
    }
  }

  /// The references of the process, its steps and their effects.
  public var refs: [String] { [ref] + steps.flatMap { [$0.ref] + $0.effects.map(\.ref) } }

  /// Every effect, in the order of the steps.
  public var effects: [Effect] { steps.flatMap(\.effects) }

  /// The person to ask about an effect that is not decided: who decides it, or who answers for the process.
  public func decider(of effect: Effect) -> String? { effect.owner ?? owner }
}
