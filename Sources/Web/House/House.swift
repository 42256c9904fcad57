public import Analytics
public import Channels
public import Conversations
public import Customers
import Journey
public import Routing
public import Scripts
public import Security
public import Staff
public import Store
public import Understanding

/// The doors that pages and programs come through, side by side. Made once, by the executable.
public struct House: Sendable {
    public let store: Store
    public let channels: Channels
    public let conversations: Conversations
    public let customers: Customers
    public let staff: Staff
    public let understanding: Understanding
    public let routing: Routing
    public let catalogue: IntentCatalogue
    public let scripts: Scripts
    public let suggestions: SuggestionLog
    public let analytics: Analytics
    public let company: Company
    public let vault: Vault
    public let accounts: Accounts
    public let sessions: Sessions
    public let audit: AuditLog
    public let visitorKey: PurposeKey
    public let hub: Hub
    public let presence: PresenceKeeper
    let pictures = BoardPictures()

    public init(
        store: Store, channels: Channels, conversations: Conversations, customers: Customers, staff: Staff,
        understanding: Understanding, catalogue: IntentCatalogue, routing: Routing, scripts: Scripts,
        suggestions: SuggestionLog, analytics: Analytics, company: Company,
        vault: Vault, accounts: Accounts, sessions: Sessions, audit: AuditLog, visitorKey: PurposeKey, hub: Hub,
        presence: PresenceKeeper
    ) {
        self.store = store
        self.channels = channels
        self.conversations = conversations
        self.customers = customers
        self.staff = staff
        self.understanding = understanding
        self.routing = routing
        self.catalogue = catalogue
        self.scripts = scripts
        self.suggestions = suggestions
        self.analytics = analytics
        self.company = company
        self.vault = vault
        self.accounts = accounts
        self.sessions = sessions
        self.audit = audit
        self.visitorKey = visitorKey
        self.hub = hub
        self.presence = presence
    }
}
