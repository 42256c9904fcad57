import Foundation
import Markup

/// Fonts, pictures, colours and drawings that pages refer to by number (section 7.9).
struct DocumentResources {
    /// A font as the document describes it.
    struct Font: Equatable {
        let name: String
        let family: String?
        let isBold: Bool
        let isItalic: Bool
        let isSerif: Bool
        /// Where its file is in the package, if the document carries it.
        let file: String?
    }

    private(set) var fonts: [String: Font] = [:]
    /// Paths and formats of pictures.
    private(set) var pictures: [String: (path: String, format: String)] = [:]
    /// Drawings that several objects share.
    private(set) var composites: [String: Element] = [:]
    private(set) var paints = PaintReading()

    mutating func add(_ root: Element, file: String, in package: OFDPackage) {
        let base = root.attribute("BaseLoc")
        func path(_ location: String) -> String? {
            let inside = base.map { $0.hasSuffix("/") ? $0 + location : "\($0)/\(location)" }
            let candidates = [inside, location].compactMap(\.self).compactMap { try? package.resolve($0, from: file) }
            return candidates.first { package[$0] != nil }
        }
        for font in root.descendants("Font") {
            guard let id = font.attribute("ID") else { continue }
            fonts[id] = Font(
                name: font.attribute("FontName") ?? "", family: font.attribute("FamilyName"),
                isBold: font.attribute("Bold") == "true", isItalic: font.attribute("Italic") == "true",
                isSerif: font.attribute("Serif") == "true",
                file: font.first("FontFile").flatMap { path($0.trimmedText) })
        }
        for media in root.descendants("MultiMedia") {
            guard let id = media.attribute("ID"), let location = media.first("MediaFile")?.trimmedText,
                let found = path(location)
            else { continue }
            pictures[id] = (found, media.attribute("Format") ?? "")
        }
        for unit in root.descendants("CompositeGraphicUnit") + root.descendants("CompositeGraphicUnits") {
            if let id = unit.attribute("ID") { composites[id] = unit }
        }
        for parameter in root.descendants("DrawParam") {
            if let id = parameter.attribute("ID") { paints.parameters[id] = parameter }
        }
        for space in root.descendants("ColorSpace") {
            if let id = space.attribute("ID") { paints.colourSpaces[id] = space.attribute("Type") ?? "RGB" }
        }
    }
}
