public import Foundation

/// A picture of a document, with what is printed on it: one line of `labels.jsonl`, or a file of the picture's name
/// with `.json`.
public struct LabelledPicture: Sendable, Equatable, Decodable {
    /// File name, inside the folder.
    public let file: String
    /// What the picture shows; free text when the label does not say.
    public let kind: DocumentKind
    /// How the picture was made: `clean`, or the name of what was done to it.
    public let condition: String
    /// Values by field name; `[:]` when only `texts` are given.
    public let fields: [String: String]
    /// Printed texts, for measuring lines.
    public let texts: [String]

    private enum Key: String, CodingKey { case file, image, kind, condition, fields, texts, lines }

    /// Reads a label: `file` (or `image`), `kind`, `condition`, `fields`, `texts` (or `lines`); all but one optional.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        file =
            try values.decodeIfPresent(String.self, forKey: .file)
            ?? values.decodeIfPresent(String.self, forKey: .image) ?? ""
        kind = try values.decodeIfPresent(DocumentKind.self, forKey: .kind) ?? .text
        condition = try values.decodeIfPresent(String.self, forKey: .condition) ?? "clean"
        fields = try values.decodeIfPresent([String: String].self, forKey: .fields) ?? [:]
        texts =
            try values.decodeIfPresent([String].self, forKey: .texts)
            ?? values.decodeIfPresent([String].self, forKey: .lines) ?? []
    }

    private init(_ other: LabelledPicture, file: String) {
        self.file = file
        kind = other.kind
        condition = other.condition
        fields = other.fields
        texts = other.texts
    }

    /// All labelled pictures of a folder, by name. A label without its picture, or a damaged label, is an error.
    public static func all(in folder: URL) throws(MeasuringFailure) -> [LabelledPicture] {
        let list = folder.appending(path: "labels.jsonl")
        let found = FileManager.default.fileExists(atPath: list.path) ? try listed(list) : try besides(folder)
        guard !found.isEmpty else { throw .noLabels(folder.path) }
        for one in found {
            guard !one.file.contains("/"), one.file != "..",
                FileManager.default.fileExists(atPath: folder.appending(path: one.file).path)
            else { throw .noPicture(one.file) }
        }
        return found.sorted { $0.file < $1.file }
    }

    private static func listed(_ list: URL) throws(MeasuringFailure) -> [LabelledPicture] {
        guard let bytes = FileManager.default.contents(atPath: list.path) else { throw .noLabels(list.path) }
        var found: [LabelledPicture] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let one = try? JSONDecoder().decode(LabelledPicture.self, from: line) else {
                throw .badLabel("\(list.lastPathComponent), line \(index + 1)")
            }
            found.append(one)
        }
        return found
    }

    private static func besides(_ folder: URL) throws(MeasuringFailure) -> [LabelledPicture] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
        var found: [LabelledPicture] = []
        for name in names where name.hasSuffix(".json") {
            let stem = name.dropLast(".json".count)
            guard let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path),
                let one = try? JSONDecoder().decode(LabelledPicture.self, from: bytes)
            else { throw .badLabel(name) }
            let picture = names.first { $0.hasPrefix("\(stem).") && !$0.hasSuffix(".json") }
            found.append(LabelledPicture(one, file: one.file.isEmpty ? picture ?? String(stem) : one.file))
        }
        return found
    }
}

/// Why a folder of labelled pictures cannot be measured.
public enum MeasuringFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The folder has no labels.
    case noLabels(String)
    /// A label cannot be read; its place.
    case badLabel(String)
    /// A label names a picture that is not in the folder.
    case noPicture(String)

    /// A sentence for the person who measures.
    public var description: String {
        switch self {
        case .noLabels(let folder): "\(folder) holds neither labels.jsonl nor pictures with .json files beside them"
        case .badLabel(let place): "\(place) is no label: file, kind, condition, fields are expected"
        case .noPicture(let file): "the picture \(file) of a label is not there"
        }
    }
}
