import ArgumentParser
import Foundation

/// Who comes, and to which server: written by the benchmark that prepared the sessions over HTTP.
struct Plan: Decodable, Sendable {
    /// Somebody with an open conversation.
    struct Visitor: Decodable, Sendable {
        let token: String
        let conversation: String?
        /// The last message's number.
        let after: Int?
    }

    /// A colleague who is signed in.
    struct Agent: Decodable, Sendable {
        /// The `Cookie` header of the session.
        let cookie: String
        let id: String
    }

    let host: String
    let port: Int
    let path: String
    /// The server's process; its CPU time and memory are read from `/proc`.
    let pid: Int
    let visitors: [Visitor]
    let agents: [Agent]
    /// What visitors write, one after the other.
    let texts: [String]

    init(file: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("\(file) cannot be read.")
        }
        self = try JSONDecoder().decode(Plan.self, from: data)
    }
}

/// The option that every command has.
struct PlanFile: ParsableArguments {
    @Option(help: "JSON with host, port, path, pid, visitors, agents and texts.") var plan: String

    func read() throws -> Plan { try Plan(file: plan) }
}

/// How reports are printed.
enum Printed {
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func quoted(_ text: String) throws -> String { try json(text) }
}
