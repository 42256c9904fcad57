import HTTPTypes

/// What somebody who wants a page sent.
struct PageWish: Sendable {
    let target: Target
    let headers: HTTPFields
    let isSecure: Bool
}

/// Which path shows which file, and what that page may do.
public struct Pages: Sendable {
    /// One page beside the plain files.
    struct Rule: Sendable {
        /// `/sign-in`; `/app/**` for everything under `/app`, and `/app` itself.
        let pattern: String
        let file: String
        let policy: @Sendable (_ query: [String: String]) async throws -> ContentPolicy

        func matches(_ path: String) -> Bool {
            guard pattern.hasSuffix("/**") else { return path == pattern }
            let root = pattern.dropLast(3)
            return path == root || path.hasPrefix(root + "/")
        }
    }

    let assets: PageAssets
    let rules: [Rule]
    /// Placeholders replaced in HTML and scripts: `__ORIGIN__` → `https://desk.example.com`.
    let replacements: [String: String]

    /// No pages: an interface only.
    public static let none = Pages(assets: .none, rules: [], replacements: [:])

    /// The product's own pages: the app, the sign-in, the widget.
    ///
    /// - Parameter frameAncestors: the origins that may show the widget of a channel, by its public key; empty for an
    ///   unknown key.
    public static func product(
        _ assets: PageAssets, frameAncestors: @escaping @Sendable (_ channelKey: String) async throws -> [String]
    ) -> Pages {
        let closed: @Sendable ([String: String]) async throws -> ContentPolicy = { _ in ContentPolicy() }
        var rules = ["/", "/sign-in", "/app/**"].map { Rule(pattern: $0, file: "/index.html", policy: closed) }
        rules.append(
            Rule(pattern: "/widget", file: "/widget.html") { query in
                ContentPolicy(frameAncestors: try await frameAncestors(query["channel"] ?? ""))
            })
        return Pages(assets: assets, rules: rules, replacements: [:])
    }

    /// A small site that shows one page at `/` and may embed another origin: the demonstration's shop.
    ///
    /// - Parameter replacing: placeholders in its HTML and scripts, and what to write there.
    public static func site(
        _ assets: PageAssets, home: String, embedding origins: [String] = [], replacing: [String: String] = [:]
    ) -> Pages {
        let policy = ContentPolicy(embedded: origins)
        return Pages(
            assets: assets, rules: [Rule(pattern: "/", file: home) { _ in policy }], replacements: replacing)
    }

    /// The answer to a GET; nil when there is no such page.
    func answer(_ wish: PageWish) async throws -> Reply? {
        let path = wish.target.path
        if let rule = rules.first(where: { $0.matches(path) }) {
            guard let asset = assets.asset(rule.file) else { return nil }
            let policy = try await rule.policy(wish.target.query)
            return PageReply.make(asset, wish.headers, replacements, policy: policy)
        }
        // The HTML behind a rule has no address of its own: it would come with another policy.
        guard !path.hasSuffix(".html"), let asset = assets.asset(path) else { return nil }
        return PageReply.make(asset, wish.headers, replacements, policy: nil)
    }
}
