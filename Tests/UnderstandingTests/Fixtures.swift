import Foundation
import Journey
import Store
import Synchronization
import Understanding

/// A clock that stands still, and chance that repeats.
func stillAmbience() -> Ambience {
    let chance = Mutex(SeededChance(seed: 1))
    return Ambience(
        now: { Timestamp(microseconds: 1_750_000_000_000_000) }, random: { chance.withLock { $0.next() } })
}

/// The databases that the stage must behave alike on: SQLite always, PostgreSQL where `MAGPIE_TEST_POSTGRES` has the
/// address of one that may be filled with rubbish.
enum Base: Sendable {
    case sqlite
    case postgres

    static let address = ProcessInfo.processInfo.environment["MAGPIE_TEST_POSTGRES"]
    static let available: [Base] = address == nil ? [.sqlite] : [.sqlite, .postgres]
}

/// A database of one test, which may be closed and opened again.
final class TemporaryDatabase: Sendable {
    private let name = "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
    private let base: Base

    init(_ base: Base) { self.base = base }

    private var path: String { FileManager.default.temporaryDirectory.appending(path: name).path }

    func open() async throws -> Store {
        try await Store(try await location(), migrations: Understanding.schema, ambience: stillAmbience())
    }

    private func location() async throws -> Store.Location {
        guard base == .postgres, let address = Base.address else { return .sqlite(path: path) }
        let (door, name) = (try await Store(.postgres(url: address), migrations: []), name)
        try await door.write { try $0.execute("CREATE SCHEMA IF NOT EXISTS \(name)") }
        try await door.close()
        return .postgres(url: address + "?options=-csearch_path%3D" + name)
    }

    deinit { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
}

/// A folder that is gone when the test is.
final class TemporaryFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "understanding-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    func write(_ text: String, as name: String) throws -> URL {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file
    }

    var models: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return files.filter { $0.hasSuffix(".model") }.sorted()
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// A few sentences of four intents: enough to learn from, quick enough to learn in every test.
enum SmallLessons {
    static let intents = """
        invoice\t发票\tInvoice\tsimple
        buy_insurance\t购买保险\tBuy insurance\tsales
        greeting\t问候\tGreeting\tsocial
        human_agent\t转人工\tAsk for a person\thandover
        """

    static let training = """
        invoice\t能开发票吗
        invoice\t发票怎么开
        invoice\t我要一张电子发票
        invoice\t发票抬头写错了
        invoice\t增值税专用发票可以开吗
        invoice\tcan I get an invoice
        buy_insurance\t想给孩子买保险
        buy_insurance\t我要买一份重疾险
        buy_insurance\t给我妈买医疗险
        buy_insurance\t想投保意外险
        buy_insurance\t买份保险一年多少保费
        buy_insurance\tI want to buy insurance
        greeting\t你好
        greeting\t您好呀
        greeting\t在吗
        greeting\t早上好
        greeting\thello
        greeting\thi there
        human_agent\t转人工
        human_agent\t找个真人
        human_agent\t叫你们客服来
        human_agent\t我要和人说话
        human_agent\tget me a person
        human_agent\thuman agent
        """

    static let outOfScope = """
        out_of_scope\t今天天气怎么样
        out_of_scope\t讲个笑话
        out_of_scope\t北京到上海多远
        out_of_scope\twrite me a poem
        """
}
