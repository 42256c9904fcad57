import DemoAssets
import Foundation
import Journey
import Logging
import Understanding

/// The words that come with the product: a company's intents, answers, scripts and products, as a start and for the
/// demo. Embedded when the binary was built.
struct CompanyWords: Sendable {
    struct Company: Decodable, Sendable {
        struct Team: Decodable, Sendable { let code, name, name_en: String }
        struct Skill: Decodable, Sendable {
            let name: String
            let level: Int
        }
        struct Agent: Decodable, Sendable {
            let login, name, name_en, role, team: String
            let skills: [Skill]
            let capacity: Int
        }
        struct Product: Decodable, Sendable {
            let code, name, name_en, trade, type: String
            let price_fen: Int
            let keywords: [String]
        }
        struct Province: Decodable, Sendable {
            let name: String
            let weight: Double
        }
        let name_zh, name_en: String
        let teams: [Team]
        let agents: [Agent]
        let products: [Product]
        let provinces: [Province]
        let family_names, given_names: [String]
        let automatic_answers: [String: Phrase]
    }

    /// A file that should have been embedded is missing: the build is broken.
    struct Missing: Error, CustomStringConvertible {
        let name: String
        var description: String { "the binary was built without Demo/\(name)" }
    }

    let company: Company
    let intents: String
    let lexicon: String

    init() throws {
        company = try JSONDecoder().decode(Company.self, from: Self.file("company.json"))
        intents = String(decoding: try Self.file("intents/intents.tsv"), as: UTF8.self)
        lexicon = String(decoding: try Self.file("products_lexicon.tsv"), as: UTF8.self)
    }

    static func file(_ name: String) throws -> Data {
        var length = 0
        guard let bytes = magpie_demo_file(name, &length) else { throw Missing(name: name) }
        return Data(bytes: bytes, count: length)
    }

    /// The intent model: kept beside the database, trained when it is missing or the sentences changed.
    func model(in folder: String, logger: Logger) throws -> IntentModel {
        let lessons = URL(fileURLWithPath: folder).appending(path: "models/lessons")
        try FileManager.default.createDirectory(at: lessons, withIntermediateDirectories: true)
        let training = lessons.appending(path: "train.tsv")
        let outOfScope = lessons.appending(path: "out_of_scope.tsv")
        try Self.file("intents/train.tsv").write(to: training, options: .atomic)
        try Self.file("intents/out_of_scope.tsv").write(to: outOfScope, options: .atomic)
        let shelf = ModelShelf(folder: URL(fileURLWithPath: folder).appending(path: "models"))
        let (model, outcome) = try shelf.model(for: .init(training: training, outOfScope: outOfScope))
        logger.info("intent model", metadata: ["version": "\(model.version)", "outcome": "\(outcome)"])
        return model
    }

    /// What scripts and routing need to know of the products.
    var products: ProductFacts {
        var trades: [String: String] = [:]
        var byWord: [String: [ProductFacts.Product]] = [:]
        let canonical = Set(
            lexicon.split(whereSeparator: \.isNewline).compactMap { $0.split(separator: "\t").first.map(String.init) })
        for product in company.products {
            for word in product.keywords where canonical.contains(word) {
                trades[word] = product.trade
                byWord[word, default: []].append(.init(type: product.type, price: product.price_fen / 100))
            }
        }
        return ProductFacts(trades: Trades(byProduct: trades), byWord: byWord)
    }
}
