extension Store {
    /// Lets arrows begin after everything that is in the log now, as when history was written together with what
    /// would have followed from it.
    public func skipToEnd(_ arrows: [Arrow]) async throws {
        for arrow in arrows {
            try await write { tx in
                let (epoch, positions) = try ArrowCursor.claim(arrow.name, in: tx)
                for row in try tx.query("SELECT partition, next FROM fact_partition") {
                    let (partition, next) = (
                        try row.get("partition", as: Int.self), try row.get("next", as: Int64.self)
                    )
                    guard next - 1 > positions[partition] else { continue }
                    try ArrowCursor.advance(arrow.name, partition: partition, to: next - 1, epoch: epoch, in: tx)
                }
            }
        }
    }
}
