import Journey

/// Every route of the product, in the order of the road.
public enum ProductRoutes {
    /// - Parameters:
    ///   - origin: where pages are served, for the embed code.
    ///   - retry: asks an arrow to try a stream again.
    public static func all(
        _ house: House, version: String, origin: String, retry: @escaping @Sendable (String, String) -> Void
    ) -> [Route] {
        OperationsRoutes.all(house, version: version, retry: retry) + SessionRoutes.all(house)
            + VisitorRoutes.all(house) + AppRoutes.all(house) + ConversationRoutes.all(house)
            + PanelRoutes.all(house) + FeedRoutes.all(house) + CustomerRoutes.all(house) + DealRoutes.all(house)
            + BoardRoutes.all(house) + ScriptRoutes.all(house) + StaffRoutes.all(house)
            + ChannelRoutes.all(house, origin: origin) + AuditRoutes.all(house)
    }
}
