public import Foundation
import Journey

/// Script nodes as they are kept in a file: a JSON array of objects with snake-case names.
///
/// `code`, `trade`, `category`, `title_zh`, `title_en`, `condition`, `template` and `priority` must be there; `stage`,
/// `legal_note` and `active` may be.
public enum ScriptFile {
    /// Nodes of one file.
    public static let nodesMax = 10_000

    private struct Node: Decodable {
        let code, trade, category, titleZh, titleEn, condition, template: String
        let stage, legalNote: String?
        let priority: Int
        let active: Bool?
    }

    /// Reads the nodes; what is wrong with the file's form is refused with the place in it.
    ///
    /// Conditions and templates are not looked at here: the door checks each when it comes in.
    public static func read(_ json: Data) throws -> [ScriptDraft] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let nodes: [Node]
        do {
            nodes = try decoder.decode([Node].self, from: json)
        } catch let error as DecodingError {
            throw ScriptRefusal.badFile(place: place(of: error))
        }
        guard nodes.count <= nodesMax else { throw ScriptRefusal.badFile(place: "[\(nodesMax)]") }
        return nodes.map { node in
            ScriptDraft(
                code: node.code, trade: node.trade, category: node.category, stage: node.stage,
                title: Phrase(zh: node.titleZh, en: node.titleEn), condition: node.condition, template: node.template,
                priority: node.priority, legalNote: node.legalNote, active: node.active ?? true)
        }
    }

    /// `[12].priority`; empty when the file is no JSON at all.
    private static func place(of error: DecodingError) -> String {
        let path: [any CodingKey]
        switch error {
        case .keyNotFound(let key, let context): path = context.codingPath + [key]
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            path = context.codingPath
        @unknown default: path = []
        }
        return path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
    }
}
