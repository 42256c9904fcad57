import Channels
import Foundation
import Journey
import Security
import Staff
import Store

/// The first sign-in of a fresh installation: nobody has a default password.
struct FirstRun: Sendable {
    struct Credentials: Codable, Sendable {
        let login: String
        let password: String
        let role: Role
        let name: String
    }

    /// What the operator is shown; empty once the administrator exists.
    let shown: [Credentials]

    /// Makes the administrator if there is no account yet; the demo's accounts were made by its seed.
    static func prepare(_ built: Built, demo: Bool) async throws -> FirstRun {
        if demo { return FirstRun(shown: try DemoSeed.credentials(in: built.options.data)) }
        guard try await built.store.read({ try built.accounts.count(in: $0) }) == 0 else { return FirstRun(shown: []) }
        let password = GeneratedPassword.make(built.store.ambience)
        let account = try await built.accounts.prepare(login: "admin", password: password)
        let draft = AgentDraft(
            login: "admin", name: "管理员", nameEn: "Administrator", role: .administrator, team: nil, skills: [],
            capacity: 5)
        try await built.store.write { tx in
            let agent = try built.staff.addAgent(draft, as: .system, in: tx)
            try built.accounts.create(account, for: agent.id, as: .system, in: tx)
            _ = try built.channels.add(
                .init(name: "网站", greeting: "您好，请问有什么可以帮您？"), kind: .web, as: .system, in: tx)
        }
        return FirstRun(
            shown: [Credentials(login: "admin", password: password, role: .administrator, name: "管理员")])
    }
}
