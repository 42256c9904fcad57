import Analytics
import Channels
import Journey
import Staff
import Store
import Understanding

/// The live figures, as each role may see them.
extension House {
    struct Board: Codable, Sendable {
        struct Slice: Codable, Sendable {
            let key: String
            let name: String
            let nameEn: String
            let count: Int64
        }

        struct Breakdowns: Codable, Sendable {
            let intent: [Slice]
            let channel: [Slice]
        }

        let at: Timestamp
        let range: Window.Name
        let figures: [Figure]
        let breakdowns: Breakdowns
    }

    func board(_ range: Window.Name, as scope: Scope) async throws -> Board {
        // Administrators all see the same rows.
        let isAll = if case .agent(let colleague) = scope { colleague.role == .administrator } else { false }
        let key = BoardPictures.Key(range: range, scope: isAll ? .system : scope)
        let now = store.ambience.now()
        if let board = pictures.fresh(key, now: now) { return board }
        let board = try await calculate(range, as: scope)
        pictures.keep(board, as: key, at: now)
        return board
    }

    private func calculate(_ range: Window.Name, as scope: Scope) async throws -> Board {
        try await store.read { reader in
            let selection = try selection(range, as: scope, in: reader)
            let figures = Figures()
            let channels = try channels.all(in: reader)
            let intents = try figures.shares(.intent, selection, in: reader).map { share in
                let name = catalogue[share.key]?.name ?? Phrase(zh: "未识别", en: "Not recognised")
                return Board.Slice(key: share.key, name: name.zh, nameEn: name.en, count: share.count)
            }
            let ways = try figures.shares(.channel, selection, in: reader).map { share in
                let name = channels.first { "\($0.id)" == share.key }?.name ?? share.key
                return Board.Slice(key: share.key, name: name, nameEn: name, count: share.count)
            }
            return Board(
                at: reader.now, range: range, figures: try figures.all(selection, in: reader),
                breakdowns: .init(intent: intents, channel: ways))
        }
    }

    func boardJSON(as scope: Scope) async throws -> String {
        String(decoding: try WebJSON.encode(try await board(.today, as: scope)), as: UTF8.self)
    }

    /// An agent's own rows, a supervisor's teams', or all.
    func selection(
        _ range: Window.Name, intent: String? = nil, channel: ChannelID? = nil, as scope: Scope, in reader: Reader
    ) throws -> Selection {
        let window = Window(range, now: reader.now, offsetSeconds: company.offsetSeconds)
        var agents: [AgentID]?
        if case .agent(let colleague) = scope {
            switch colleague.role {
            case .administrator: agents = nil
            case .agent: agents = [colleague.id]
            case .supervisor:
                agents = try staff.agents(as: .system, in: reader).filter { agent in
                    agent.id == colleague.id || agent.team.map { colleague.teams.contains($0.id) } ?? false
                }.map(\.id)
            }
        }
        return Selection(window: window, agents: agents, intent: intent, channel: channel)
    }
}
