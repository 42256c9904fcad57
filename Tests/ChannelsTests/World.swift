import Channels
import Foundation
import Journey
import Store
import Testing

/// The databases that the stage must behave alike on: SQLite always, PostgreSQL where `MAGPIE_TEST_POSTGRES` has the
/// address of one that may be filled with rubbish.
enum Base: Sendable {
    case sqlite
    case postgres

    static let address = ProcessInfo.processInfo.environment["MAGPIE_TEST_POSTGRES"]
    static let available: [Base] = address == nil ? [.sqlite] : [.sqlite, .postgres]
}

/// Opens an empty store with the channels' tables, runs the test, and throws the store away.
func withStore(_ base: Base = .sqlite, _ body: (Store) async throws -> Void) async throws {
    let name = "ways_" + Ambience.live.id(of: EntrySubject.self).description.filter { $0 != "-" }
    let folder = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var location = Store.Location.sqlite(path: folder.appending(path: "test.db").path)
    if base == .postgres, let address = Base.address {
        let door = try await Store(.postgres(url: address), migrations: [])
        try await door.write { try $0.execute("CREATE SCHEMA \(name)") }
        try await door.close()
        location = .postgres(url: address + "?options=-csearch_path%3D" + name)
    }
    let store = try await Store(location, migrations: Channels.schema)
    do {
        try await body(store)
    } catch {
        try await store.close()
        throw error
    }
    try await store.close()
}

/// `#expect` for a value that is asked for with `try await`.
func expect<Value: Equatable & Sendable>(
    _ found: Value, is wanted: Value, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(found == wanted, comment, sourceLocation: sourceLocation)
}
