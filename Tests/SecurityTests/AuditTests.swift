import Journey
import Store
import Testing

@testable import Security

@Suite("The audit log") struct AuditTests {
    /// Twelve rows by all kinds of actors.
    func fill(_ house: House) async throws {
        let actors: [Scope] = [.system, .customer(.fresh()), house.boss]
        for number in 0..<12 {
            try await house.store.write { tx in
                let entry = AuditEntry(
                    "thing.done", on: "thing/\(number)", detail: ["n": "\(number)", "名": "值"],
                    address: number % 2 == 0 ? "10.0.0.\(number)" : nil)
                _ = try house.security.audit.record(entry, as: actors[number % 3], in: tx)
            }
        }
    }

    func damage(_ house: House, _ statements: String...) async throws {
        try await house.store.write { tx in for statement in statements { _ = try tx.execute(statement) } }
    }

    @Test("Numbers run without a gap, also under concurrent writers, and the log verifies")
    func whole() async throws {
        try await House.visit { house in
            #expect(try await house.security.audit.verify().isWhole)
            await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try await house.store.write { tx in
                            _ = try house.security.audit.record(
                                AuditEntry("thing.done", on: "thing/\(number)"), as: .system, in: tx)
                            if number % 5 == 0 { throw Unexpected(what: "rolled back") }
                        }
                    }
                }
                while let result = await group.nextResult() { _ = result }
            }
            let verdict = try await house.security.audit.verify()
            #expect(verdict == AuditVerdict(rows: 160, firstBad: nil, fault: nil))
            let rows = try await house.store.read { try house.security.audit.list(limit: 500, as: house.boss, in: $0) }
            #expect(rows.map(\.number) == (1...160).reversed())
        }
    }

    @Test(
        "A change of any column of any row is found in that row",
        arguments: [
            "at = at + 1", "actor_kind = 'customer!'", "actor = 'x'", "action = action || ' '", "object = 'thing/99'",
            "detail = '{}'", "address = '6.6.6.6'", "previous = zeroblob(31)", "hash = zeroblob(32)",
        ])
    func changed(change: String) async throws {
        try await House.visit { house in
            try await fill(house)
            for number in 1...12 {
                try await damage(
                    house, "CREATE TABLE saved AS SELECT * FROM audit",
                    "UPDATE audit SET \(change) WHERE number = \(number)")
                let verdict = try await house.security.audit.verify()
                #expect(verdict.fault == .changed && verdict.firstBad == Int64(number), "\(verdict)")
                try await damage(
                    house, "DELETE FROM audit", "INSERT INTO audit SELECT * FROM saved", "DROP TABLE saved")
            }
            #expect(try await house.security.audit.verify().isWhole)
        }
    }

    @Test("A row taken out anywhere is found, at the end as well")
    func deleted() async throws {
        try await House.visit { house in
            try await fill(house)
            for number in 1...12 {
                try await damage(
                    house, "CREATE TABLE saved AS SELECT * FROM audit", "DELETE FROM audit WHERE number = \(number)")
                let verdict = try await house.security.audit.verify()
                #expect(verdict.fault == (number == 12 ? .truncated : .missing))
                #expect(verdict.firstBad == Int64(number))
                try await damage(
                    house, "DELETE FROM audit", "INSERT INTO audit SELECT * FROM saved", "DROP TABLE saved")
            }
        }
    }

    @Test("Two rows that changed places, and a row put in between with the rest moved on, are found")
    func moved() async throws {
        try await House.visit { house in
            try await fill(house)
            try await damage(
                house, "UPDATE audit SET number = -1 WHERE number = 4", "UPDATE audit SET number = 4 WHERE number = 5",
                "UPDATE audit SET number = 5 WHERE number = -1")
            #expect(try await house.security.audit.verify().firstBad == 4)
        }
        try await House.visit { house in
            try await fill(house)
            try await damage(
                house, "UPDATE audit SET number = -number - 1 WHERE number >= 6",
                "UPDATE audit SET number = -number WHERE number < 0",
                """
                INSERT INTO audit SELECT 6, at, actor_kind, actor, action, object, detail, address, previous, hash
                FROM audit WHERE number = 5
                """)
            #expect(try await house.security.audit.verify().firstBad == 6)
        }
    }

    @Test("Rows rewritten with right hashes, and a row added at the end, fail at the seal")
    func rewritten() async throws {
        try await House.visit { house in
            try await fill(house)
            try await house.store.write { tx in
                guard let head = try AuditStore.head(in: tx)?.head else { throw Unexpected(what: "no head") }
                let entry = AuditEntry("thing.invented", on: "thing/13")
                let row = try AuditRow(entry, number: 13, at: tx.now, as: .system, previous: head.hash)
                try AuditStore.insert(row, in: tx)
            }
            var verdict = try await house.security.audit.verify()
            #expect(verdict.fault == .unsealed && verdict.firstBad == 13)
            // The head moved along, with the only seal that the forger can make: one under another key.
            let forger = try #require(MasterKey(bytes: Array(repeating: 5, count: 32))).derived("audit-head")
            try await house.store.write { tx in
                let last = try #require(try AuditStore.rows(after: 12, limit: 1, in: tx).first)
                let head = AuditHead(number: 13, hash: last.hash)
                try AuditStore.move(head, seal: head.seal(with: forger), in: tx)
            }
            verdict = try await house.security.audit.verify()
            #expect(verdict.fault == .headForged)
        }
    }

    @Test("The whole database put back to an earlier day is found with a head kept elsewhere")
    func rolledBack() async throws {
        try await House.visit { house in
            try await fill(house)
            let early = try await house.security.audit.head()
            try await damage(
                house, "CREATE TABLE saved AS SELECT * FROM audit",
                "CREATE TABLE saved_head AS SELECT * FROM audit_head")
            try await fill(house)
            let text = try await house.security.audit.head().text
            let kept = try #require(AuditHead(text))
            #expect(try await house.security.audit.verify(containing: early).isWhole)
            #expect(try await house.security.audit.verify(containing: kept).isWhole)
            try await damage(
                house, "DELETE FROM audit", "DELETE FROM audit_head", "INSERT INTO audit SELECT * FROM saved",
                "INSERT INTO audit_head SELECT * FROM saved_head")
            #expect(try await house.security.audit.verify().isWhole, "by itself it looks whole")
            #expect(try await house.security.audit.verify(containing: kept).fault == .rolledBack)
            for text in ["", ":", "1", "1:ab", "x:" + String(repeating: "0", count: 64)] {
                #expect(AuditHead(text) == nil)
            }
        }
    }

    @Test("A log emptied and made to look new is found, because there are accounts")
    func emptied() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            try await damage(
                house, "DELETE FROM audit", "UPDATE audit_head SET number = 0, hash = NULL, seal = NULL")
            let verdict = try await house.security.audit.verify()
            #expect(verdict.fault == .truncated && verdict.firstBad == 1)
        }
    }

    @Test("If the log cannot be written, the deed is not done")
    func failsClosed() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known")
            let session = try await house.signIn("known").signedIn().session
            try await damage(house, "UPDATE audit_head SET seal = zeroblob(32)")
            await #expect(throws: AuditRefusal.notWritable) {
                try await house.store.write { tx in
                    try house.security.accounts.setActive(false, of: agent, as: house.boss, in: tx)
                }
            }
            #expect(try await house.security.sessions.find(session.token) != nil)
            await #expect(throws: AuditRefusal.notWritable) { try await house.signIn("known") }
            try await damage(house, "DELETE FROM audit_head")
            await #expect(throws: AuditRefusal.notWritable) { try await house.hire("another") }
            #expect(try await house.store.read { try house.security.accounts.count(in: $0) } == 1)
            #expect(try await house.security.audit.verify().fault == .headForged)
        }
    }

    @Test("Listing filters by action, actor, object and time, and is for administrators")
    func listing() async throws {
        try await House.visit { house in
            try await fill(house)
            func numbers(_ filter: AuditLog.Filter, _ limit: Int = 100) async throws -> [Int64] {
                try await house.store.read {
                    try house.security.audit.list(filter, limit: limit, as: house.boss, in: $0).map(\.number)
                }
            }
            #expect(try await numbers(.init(before: 5)) == [4, 3, 2, 1])
            #expect(try await numbers(.init(), 2) == [12, 11])
            #expect(try await numbers(.init(object: "thing/3")) == [4])
            #expect(try await numbers(.init(action: "other")) == [])
            #expect(try await numbers(.init(from: house.clock.now.adding(seconds: 1))) == [])
            let clerk = Scope.agent(Colleague(id: .fresh(), role: .supervisor, teams: []))
            await #expect(throws: ScopeRefusal.self) {
                try await house.store.read { try house.security.audit.list(as: clerk, in: $0) }
            }
        }
    }
}
