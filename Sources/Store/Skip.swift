extension Store {
    /// Lets arrows begin after everything that is in the log now, as when history was written together with what would
    /// have followed from it.
    public func skipToEnd(_ arrows: [Arrow]) async throws {
        for arrow in arrows {
            try await write { tx in
                let epoch = try ArrowCursor.claim(arrow.name, in: tx).epoch
                for row in try tx.query("SELECT partition, next FROM fact_partition") {
                    let next: Int64 = try row.get("next")
                    try ArrowCursor.advance(
                        arrow.name, partition: try row.get("partition"), to: next - 1, epoch: epoch, in: tx)
                }
            }
        }
    }
}
