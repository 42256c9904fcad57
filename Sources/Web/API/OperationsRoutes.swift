import Journey
import Store

/// The product itself: what it is, what it set aside, the demo's switches.
enum OperationsRoutes {
    struct About: Codable, Sendable {
        struct Named: Codable, Sendable {
            let name: String
            let nameEn: String
        }

        let name: String
        let version: String
        let demo: Bool
        let company: Named
        let shopURL: String?
        let demoAccounts: [Company.Demo.Account]?
    }

    struct Visitors: Codable, Sendable {
        let on: Bool
        let perMinute: Double?
    }

    struct Retry: Codable, Sendable {
        let arrow: String
        let stream: String
    }

    static func all(_ house: House, version: String, retry: @escaping @Sendable (String, String) -> Void) -> [Route] {
        let about = About(
            name: "Magpie", version: version, demo: house.company.demo != nil,
            company: .init(name: house.company.name.zh, nameEn: house.company.name.en),
            shopURL: house.company.demo?.shopURL, demoAccounts: house.company.demo?.accounts)
        return [
            .get("/api/v1/about", .anyone, "What this is") { _ in about },
            .get("/api/v1/parked", .agent(.supervisor), "Streams that had to be set aside") { _ in
                StaffRoutes.Items(items: try await house.store.read { try ParkedStream.all(in: $0) })
            },
            .post("/api/v1/parked/retry", .agent(.administrator), "Try a stream again") {
                (call: Call, again: Retry) in
                retry(again.arrow, again.stream)
                return Empty()
            },
            .get("/api/v1/demo/visitors", .agent(.agent), "Whether simulated visitors come") { _ in
                guard let demo = house.company.demo else { throw InputRefusal.unknown(field: "demo") }
                let (on, perMinute) = await demo.visitors()
                return Visitors(on: on, perMinute: perMinute)
            },
            .put("/api/v1/demo/visitors", .agent(.agent), "Let simulated visitors come, or not") {
                (call: Call, change: Visitors) in
                guard let demo = house.company.demo else { throw InputRefusal.unknown(field: "demo") }
                await demo.setVisitors(change.on, change.perMinute)
                let (on, perMinute) = await demo.visitors()
                return Visitors(on: on, perMinute: perMinute)
            },
        ]
    }
}
