import Analytics
import Journey
import Screens
import Store

/// The live board and what is behind each of its figures.
enum BoardRoutes {
    /// A conversation behind a figure, with what it adds to it.
    struct Behind: Codable, Sendable {
        let item: InboxItem
        let contribution: Double

        private enum Key: String, CodingKey { case contribution }

        init(item: InboxItem, contribution: Double) { (self.item, self.contribution) = (item, contribution) }

        init(from decoder: any Decoder) throws {
            item = try InboxItem(from: decoder)
            contribution = try decoder.container(keyedBy: Key.self).decode(Double.self, forKey: .contribution)
        }

        func encode(to encoder: any Encoder) throws {
            try item.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(contribution, forKey: .contribution)
        }
    }

    private static let rowsMax: Int64 = 200
    private static let range = QueryField("range", .text, "today, 7d or 30d")

    static func all(_ house: House) -> [Route] {
        [
            .get("/api/v1/board", .agent(.agent), "The live figures", query: [range]) { call in
                try await house.board(try window(call), as: try call.scope())
            },
            .get(
                "/api/v1/board/{kpi}/conversations", .agent(.agent), "The conversations behind a figure",
                query: [
                    range, QueryField("intent"), QueryField("channel", .id), QueryField("cursor"),
                    QueryField("limit", .number),
                ]
            ) { call in try await behind(call, house) },
        ]
    }

    private static func window(_ call: Call) throws -> Window.Name {
        guard let window = Window.Name(rawValue: call.query["range"] ?? "today") else {
            throw InputRefusal.malformed(field: "range")
        }
        return window
    }

    private static func behind(_ call: Call, _ house: House) async throws -> Page<Behind> {
        guard let indicator = Indicator(rawValue: call.parameter("kpi")) else {
            throw InputRefusal.unknown(field: "kpi")
        }
        let skip = Int(try call.number("cursor", in: 0...Int64(Int32.max), usual: 0))
        let limit = Int(try call.number("limit", in: 1...rowsMax, usual: 50))
        let (range, channel) = (try window(call), try call.queryID("channel", as: ChannelID.self))
        let intent = call.query["intent"].flatMap { $0.isEmpty ? nil : $0 }
        let scope = try call.scope()
        return try await house.store.read { reader in
            let selection = try house.selection(range, intent: intent, channel: channel, as: scope, in: reader)
            let parts = try Figures().contributions(to: indicator, selection, in: reader)
                .filter { $0.conversation != nil }
            let page = parts.dropFirst(skip).prefix(limit)
            let items = Dictionary(
                try InboxScreen().these(page.compactMap(\.conversation), as: scope, in: reader).map { ($0.id, $0) }
            ) { first, _ in first }
            let rows = page.compactMap { part in
                part.conversation.flatMap { items[$0] }.map { Behind(item: $0, contribution: part.numerator) }
            }
            return Page(items: rows, next: parts.count > skip + limit ? "\(skip + limit)" : nil)
        }
    }
}
