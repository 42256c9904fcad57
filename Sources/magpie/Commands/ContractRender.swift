import ArgumentParser
import Expressions
import Foundation
import Journey
import OFD

extension Contract {
    /// `magpie contract render`: a template and data become an OFD file.
    struct Render: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "render", abstract: "Fill a template with data and write the contract as OFD (GB/T 33190).",
            discussion: """
                The template is XML (docs/engines/ofd.md), the data are one JSON object. Pictures are looked for \
                beside the template. The same template, data and --date give the same bytes.
                """)
        @Argument(help: "The template, XML.") var template: String
        @Argument(help: "The data, JSON.") var data: String
        @Option(help: "The contract to write.") var out: String
        @Option(help: "The day of making, YYYY-MM-DD; today unless given.") var date: String?
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            let source = try ContractSource(template: template, data: data)
            let document = try source.document()
            let package = try ContractFile.about(template) { try document.package(createdAt: try time()) }
            let bytes = try ContractFile.about(template) { try package.written(compression: .deflated) }
            try CommandFile.write(bytes, to: out)
            let pages = package.paths.count { $0.hasSuffix("/Content.xml") }
            print(
                try Printed.json(
                    Report(file: out, title: document.title, pages: pages, bytes: bytes.count)))
        }

        private func time() throws -> Date {
            guard let date else { return Ambience.live.now().date }
            // Noon in China is the same day there and in UTC.
            let noon = "\(date)T04:00:00Z"
            guard let time = try? Date(noon, strategy: .iso8601) else {
                throw ValidationError("--date is \(date), not YYYY-MM-DD.")
            }
            // 30 February would be read as 2 March.
            guard time.ISO8601Format() == noon else {
                throw ValidationError("--date is \(date), which is no day of the calendar written as YYYY-MM-DD.")
            }
            return time
        }

        struct Report: Encodable {
            let file, title: String
            let pages, bytes: Int
        }
    }
}

/// A template and its data on disk.
struct ContractSource {
    private let template: ContractTemplate
    private let data: ContractData
    private let folder: URL

    init(template path: String, data dataPath: String) throws {
        template = try ContractFile.about(path) { try ContractTemplate(xml: CommandFile.data(path)) }
        data = try ContractFile.about(dataPath) { try ContractData(json: CommandFile.data(dataPath)) }
        folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    }

    func document() throws -> FlowDocument {
        do {
            return try template.document(for: data, filling: Self.fill, files: file)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// Places are filled by the same template language as scripts.
    private static func fill(_ text: String, _ value: (String) -> String?) throws -> String {
        do {
            return try Template.parse(text).render(value)
        } catch let unfilled as Template.Unfilled {
            throw ContractSourceFault(unfilled.complaints.map { $0.message(in: .english) }.joined(separator: "; "))
        } catch let complaint as Complaint {
            throw ContractSourceFault("\(complaint.message(in: .english)) Wrong in: \(text.prefix(80))")
        }
    }

    private func file(_ name: String) throws -> Data {
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
            throw ContractSourceFault("it is not beside the template")
        }
        guard let bytes = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path) else {
            throw ContractSourceFault("it cannot be read")
        }
        return bytes
    }
}

/// What is wrong with a template or its data, as a sentence.
struct ContractSourceFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
