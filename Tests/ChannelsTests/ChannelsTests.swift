import Channels
import Foundation
import Journey
import Store
import Testing

@Suite("The ways in")
struct ChannelsTests {
    let channels = Channels()
    static let boss = Scope.agent(Colleague(id: Ambience.live.id(), role: .administrator, teams: []))

    func add(
        _ settings: Channels.Settings = .init(name: "官网"), kind: Channel.Kind = .web, key: String? = nil,
        as scope: Scope = boss, in store: Store
    ) async throws -> Channel {
        try await store.write { [channels] in try channels.add(settings, kind: kind, key: key, as: scope, in: $0) }
    }

    @Test("A channel is found as it was added, by id and by key", arguments: Base.available)
    func adding(_ base: Base) async throws {
        try await withStore(base) { store in
            let settings = Channels.Settings(
                name: "商城", allowedOrigins: ["https://shop.example:443/", "http://localhost:3000"],
                greeting: "您好！\n请问有什么可以帮您？", webhookURL: "https://hooks.example/in")
            let channel = try await add(settings, kind: .app, in: store)
            #expect(channel.allowedOrigins == ["https://shop.example", "http://localhost:3000"])
            #expect((channel.name, channel.greeting) == (settings.name, settings.greeting))
            #expect(channel.webhookURL == settings.webhookURL)
            let second = try await add(.init(name: "App", webhookURL: ""), key: "shop-app", in: store)
            #expect(second.webhookURL == nil, "an empty address is none")
            #expect(second.allowedOrigins == [])
            let (byID, byKey, all) = try await store.read { [channels] in
                (
                    try channels.find(channel.id, in: $0), try channels.active(key: channel.key, in: $0),
                    try channels.all(in: $0)
                )
            }
            #expect(byID == channel)
            #expect(byKey == channel)
            #expect(all == [channel, second])
        }
    }

    @Test("Each kind of channel can be kept", arguments: Channel.Kind.allCases)
    func kinds(_ kind: Channel.Kind) async throws {
        try await withStore { store in
            let channel = try await add(kind: kind, in: store)
            let found = try await store.read { [channels] in try channels.find(channel.id, in: $0) }
            #expect(found?.kind == kind)
        }
    }

    @Test("A key belongs to one channel; without one, keys and secrets are drawn")
    func keys() async throws {
        try await withStore { store in
            let (first, second) = (try await add(key: "demo", in: store), try await add(in: store))
            #expect(first.key == "demo")
            #expect(second.key.count == 16)
            #expect(first.secret != second.secret)
            let error = await #expect(throws: StoreFailure.self) { try await add(key: "demo", in: store) }
            #expect(error?.reason == .conflict)
        }
    }

    @Test("A secret is 32 bytes in the form of Standard Webhooks; a new one takes the old one's place at once")
    func rotating() async throws {
        try await withStore { store in
            let (channel, bystander) = (try await add(in: store), try await add(in: store))
            let secret = try await store.write { [channels] in
                try channels.rotateSecret(of: channel.id, as: Self.boss, in: $0)
            }
            #expect(secret != channel.secret)
            for text in [secret, channel.secret] {
                #expect(text.hasPrefix("whsec_"))
                #expect(Data(base64Encoded: String(text.dropFirst(6)))?.count == 32)
            }
            let kept = try await store.read { [channels] in try channels.all(in: $0) }
            #expect(kept.map(\.secret) == [secret, bystander.secret])
            var same = try #require(kept.first)
            same.secret = channel.secret
            #expect(same == channel, "nothing else has changed")
        }
    }

    @Test("A change sets all that a person may set, and leaves key, kind and secret alone", arguments: Base.available)
    func changing(_ base: Base) async throws {
        try await withStore(base) { store in
            let channel = try await add(
                .init(name: "A", allowedOrigins: ["https://a.example"], webhookURL: "https://a.example/h"), in: store)
            let changed = try await store.write { [channels] in
                try channels.change(
                    channel.id, to: .init(name: "B", active: false, greeting: "Hi"), as: Self.boss, in: $0)
            }
            #expect((changed.name, changed.active, changed.greeting) == ("B", false, "Hi"))
            #expect(changed.allowedOrigins == [])
            #expect(changed.webhookURL == nil)
            #expect((changed.key, changed.kind, changed.secret) == (channel.key, channel.kind, channel.secret))
            let found = try await store.read { [channels] in try channels.find(channel.id, in: $0) }
            #expect(found == changed)
        }
    }

    @Test("A channel that is switched off or does not exist lets nobody in")
    func closed() async throws {
        try await withStore { store in
            let channel = try await add(.init(name: "A", active: false), in: store)
            func open(_ key: String) async throws {
                _ = try await store.read { [channels] in try channels.active(key: key, in: $0) }
            }
            await #expect(throws: ChannelRefusal.inactive) { try await open(channel.key) }
            await #expect(throws: ChannelRefusal.unsupported) { try await open("fax") }
            await #expect(throws: ChannelRefusal.unsupported) { try await open("") }
            _ = try await store.write { [channels] in
                try channels.change(channel.id, to: .init(name: "A"), as: Self.boss, in: $0)
            }
            try await open(channel.key)
            let nowhere: ChannelID = Ambience.live.id()
            await #expect(throws: ChannelRefusal.unsupported) {
                try await store.write { [channels] in try channels.rotateSecret(of: nowhere, as: .system, in: $0) }
            }
            await #expect(throws: ChannelRefusal.unsupported) {
                try await store.write { [channels] in
                    try channels.change(nowhere, to: .init(name: "A"), as: .system, in: $0)
                }
            }
        }
    }

    @Test("Only administrators set channels up", arguments: [Role.agent, .supervisor])
    func rights(_ role: Role) async throws {
        try await withStore { store in
            let channel = try await add(as: .system, in: store)
            let scope = Scope.agent(Colleague(id: Ambience.live.id(), role: role, teams: []))
            for scope in [scope, .customer(Ambience.live.id())] {
                await #expect(throws: ScopeRefusal.self) { try await add(as: scope, in: store) }
                await #expect(throws: ScopeRefusal.self) {
                    try await store.write { [channels] in try channels.rotateSecret(of: channel.id, as: scope, in: $0) }
                }
                await #expect(throws: ScopeRefusal.self) {
                    try await store.write { [channels] in
                        try channels.change(channel.id, to: .init(name: "B"), as: scope, in: $0)
                    }
                }
            }
            try await expect(store.read { [channels] in try channels.all(in: $0) }, is: [channel])
        }
    }

    static let bad: [(Channels.Settings, String)] = [
        (.init(name: ""), "name"), (.init(name: " "), "name"), (.init(name: "a\u{0}"), "name"),
        (.init(name: String(repeating: "渠", count: 81)), "name"),
        (.init(name: "A", greeting: String(repeating: "你", count: 401)), "greeting"),
        (.init(name: "A", greeting: "a\u{0}b"), "greeting"),
        (.init(name: "A", allowedOrigins: ["shop.example"]), "allowedOrigins"),
        (.init(name: "A", allowedOrigins: (0...50).map { "https://a\($0).example" }), "allowedOrigins"),
        (.init(name: "A", webhookURL: "https://127.0.0.1/"), "webhookURL"),
        (.init(name: "A", webhookURL: "http://hooks.example/"), "webhookURL"),
    ]

    @Test("Settings that cannot be kept are refused with the field at fault, when adding and when changing")
    func badSettings() async throws {
        try await withStore { store in
            let channel = try await add(in: store)
            for (settings, field) in Self.bad {
                let added = await #expect(throws: (any Error).self) { try await add(settings, in: store) }
                let changed = await #expect(throws: (any Error).self) {
                    try await store.write { [channels] in
                        try channels.change(channel.id, to: settings, as: Self.boss, in: $0)
                    }
                }
                for error in [added, changed] {
                    let refusal = error as? any Refusal
                    #expect(refusal?.field == field)
                    #expect(refusal?.reason == .badInput)
                    #expect(refusal.map { !$0.sentence.zh.isEmpty && !$0.sentence.en.isEmpty } == true)
                }
            }
            try await expect(store.read { [channels] in try channels.all(in: $0) }, is: [channel])
        }
    }

    @Test("For a demo webhooks may go to this machine")
    func demo() async throws {
        try await withStore { store in
            let open = Channels(allowsPrivateWebhooks: true)
            let channel = try await store.write {
                try open.add(.init(name: "A", webhookURL: "http://127.0.0.1:9000/h"), kind: .api, as: .system, in: $0)
            }
            #expect(channel.webhookURL == "http://127.0.0.1:9000/h")
        }
    }
}
