import Analytics
import AsyncHTTPClient
import Channels
import Connectors
import Conversations
import Customers
import Foundation
import Journey
import Logging
import Routing
import Scripts
import Security
import Staff
import Store
import Understanding
import Web

/// Everything, wired. The one place that knows all stages.
struct Built: Sendable {
    /// What the operator decides.
    struct Options: Sendable {
        var data: String
        var database: String?
        var allowsPrivateWebhooks = false
        /// The demo speaks for its company; a real installation begins without invented answers.
        var demo = false
    }

    let options: Options
    let store: Store
    let key: MasterKey
    let audit: AuditLog
    let sessions: Sessions
    let accounts: Accounts
    let vault: Vault
    let channels: Channels
    let conversations: Conversations
    let customers: Customers
    let staff: Staff
    let understanding: Understanding
    let catalogue: IntentCatalogue
    let interpreter: Interpreter
    let routing: Routing
    let scripts: Scripts
    let suggestions: SuggestionLog
    let answers: AutomaticAnswers
    let analytics: Analytics
    let products: ProductFacts
    let hub: Hub
    let words: CompanyWords
    /// China has had one time zone and no summer time since 1991.
    let offsetSeconds: Int64 = 8 * 3600

    static let migrations: [Migration] =
        Security.schema + Staff.schema + Channels.schema + Customers.schema + Conversations.schema
        + Understanding.schema + Routing.schema + Scripts.schema + Analytics.schema

    init(_ options: Options, ambience: Ambience = .live, logger: Logger) async throws {
        self.options = options
        try FileManager.default.createDirectory(atPath: options.data, withIntermediateDirectories: true)
        store = try await Store(Self.location(options), migrations: Self.migrations, ambience: ambience)
        key = try MasterKey.open(inDirectory: options.data, ambience: ambience)
        audit = AuditLog(store: store, key: key)
        sessions = Sessions(store: store, key: key, audit: audit)
        accounts = Accounts(
            store: store, key: key, audit: audit, sessions: sessions, passwords: Passwords(ambience: ambience))
        vault = Vault(key: key, audit: audit)
        hub = Hub()
        channels = Channels(allowsPrivateWebhooks: options.allowsPrivateWebhooks)
        conversations = Conversations(live: hub.live)
        customers = Customers()
        staff = Staff()
        understanding = Understanding()
        routing = Routing()
        suggestions = SuggestionLog()
        analytics = Analytics()
        words = try CompanyWords()
        catalogue = try IntentCatalogue(tsv: words.intents)
        interpreter = Interpreter(
            model: try words.model(in: options.data, logger: logger), catalogue: catalogue,
            entities: EntityRules(lexicon: try ProductLexicon(tsv: words.lexicon)))
        products = words.products
        answers = AutomaticAnswers(options.demo ? words.company.automatic_answers : [:])
        scripts = Scripts(
            attributes: try ScriptSchema(
                intents: catalogue.intents.map(\.label), products: products.byWord.keys.sorted()))
    }

    static func location(_ options: Options) -> Store.Location {
        if let url = options.database { return .postgres(url: url) }
        return .sqlite(path: options.data + "/magpie.sqlite")
    }

    /// What sends webhooks, to wherever the channel says at that moment.
    func webhooks(_ client: HTTPClient) -> WebhookSender {
        let (store, channels) = (store, channels)
        let isPrivate: @Sendable (String) -> Bool = { WebhookAddress.isPrivate($0) }
        return WebhookSender(
            client: client, store: store, isPrivate: options.allowsPrivateWebhooks ? nil : isPrivate
        ) { destination in
            guard let id = destination.split(separator: "/").last.flatMap({ ChannelID(String($0)) }),
                let channel = try await store.read({ try channels.find(id, in: $0) }), channel.active,
                let address = channel.webhookURL
            else { return nil }
            return WebhookSender.Target(address: address, secret: channel.secret)
        }
    }

    /// The doors for the web.
    func house(company: Company, presence: PresenceKeeper) -> House {
        House(
            store: store, channels: channels, conversations: conversations, customers: customers, staff: staff,
            understanding: understanding, catalogue: catalogue, routing: routing, scripts: scripts,
            suggestions: suggestions, analytics: analytics, company: company, vault: vault, accounts: accounts,
            sessions: sessions, audit: audit, visitorKey: key.derived("visitor-token"), hub: hub,
            presence: presence)
    }
}
