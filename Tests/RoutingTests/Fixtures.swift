import Journey
import Routing
import Staff
import Store

/// An agent as tests need one: on duty, with five places, unless said otherwise.
func agent(
    _ number: Int, skills: [String: Int] = [:], capacity: Int = 5, presence: Presence = .online, active: Bool = true
) -> Agent {
    Agent(
        id: id(number), login: "agent-\(number)", name: "客服\(number)", nameEn: "Agent \(number)", role: .agent,
        team: nil, skills: skills.map { Skill(name: $0.key, level: $0.value) }.sorted { $0.name < $1.name },
        capacity: capacity, active: active, presence: presence, presenceAt: Timestamp(microseconds: 0))
}

/// The same number gives the same id, and smaller numbers smaller ids.
func id<Subject>(_ number: Int) -> ID<Subject> {
    ID(at: Timestamp(microseconds: Int64(number) * 1000), random: (0, 0))
}

/// A request that came in at the start of the test's clock.
func waiting(
    _ number: Int, customer: Int? = nil, since: Timestamp = TestClock().now, intent: String? = nil,
    skill: String? = nil, additional: [String] = [], priority: Int = 0, standing: Waiting.Standing = .normal,
    language: String = "zh"
) -> Waiting {
    Waiting(
        conversation: id(number), customer: id(customer ?? number), since: since, intent: intent, skill: skill,
        additional: additional, priority: priority, standing: standing, language: language)
}

extension Routing {
    /// Queues and places at once.
    func serve(_ waiting: Waiting, among agents: [Agent], in tx: Transaction) throws -> Placement? {
        try enqueue(waiting, in: tx)
        return try place(waiting.conversation, among: agents, in: tx)
    }
}
