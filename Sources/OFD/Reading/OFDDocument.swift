public import Foundation
import Markup

/// A document inside an OFD package, ready to be shown or searched (GB/T 33190).
///
/// ```swift
/// let document = try OFDDocument(reading: bytes)
/// let words = try document.page(1).text
/// let picture = try document.svg(ofPage: 1)
/// ```
public struct OFDDocument: Sendable {
    /// A page as the document lists it.
    struct PageEntry: Sendable {
        let id: String
        let path: String
    }

    /// The files it is made of.
    public let package: OFDPackage
    /// What it is called; empty where it does not say.
    public let title: String
    let entries: [PageEntry]
    let templates: [String: String]
    let resources: DocumentResources
    let annotations: [String: [String]]
    private let area: ObjectBox

    /// Pages at most.
    public static let pagesMax = 5_000
    /// What one file of XML may be.
    private static let limits = MarkupLimits(
        bytesMax: 16 << 20, depthMax: 64, elementsMax: 300_000, attributesMax: 1_500_000)

    /// Opens a document of a package given as bytes.
    ///
    /// - Parameter index: which one of the package, from 0; most have one.
    /// - Throws: `ReadingRefusal`.
    public init(reading bytes: Data, document index: Int = 0) throws(ReadingRefusal) {
        let package: OFDPackage
        do {
            package = try OFDPackage(reading: bytes)
        } catch {
            throw .package(error)
        }
        try self.init(package, document: index)
    }

    /// Opens a document of a package.
    public init(_ package: OFDPackage, document index: Int = 0) throws(ReadingRefusal) {
        self.package = package
        let bodies = try Self.element("OFD.xml", in: package).all("DocBody")
        guard bodies.indices.contains(index) else { throw .file("OFD.xml", "there is no document \(index + 1)") }
        title = bodies[index].first("DocInfo")?.first("Title")?.trimmedText ?? ""
        guard let location = bodies[index].first("DocRoot")?.trimmedText else {
            throw .file("OFD.xml", "the document has no DocRoot")
        }
        let path = try Self.resolve(location, from: "OFD.xml", package)
        let root = try Self.element(path, in: package)
        let common = root.first("CommonData")
        area = Self.area(common?.first("PageArea")) ?? ObjectBox(x: 0, y: 0, width: 210, height: 297)
        var entries: [PageEntry] = []
        for page in root.first("Pages")?.all("Page") ?? [] {
            guard let id = page.attribute("ID"), let location = page.attribute("BaseLoc") else { continue }
            entries.append(PageEntry(id: id, path: try Self.resolve(location, from: path, package)))
        }
        guard entries.count <= Self.pagesMax else { throw .tooLarge("more than \(Self.pagesMax) pages") }
        self.entries = entries
        var templates: [String: String] = [:]
        for template in common?.all("TemplatePage") ?? [] {
            guard let id = template.attribute("ID"), let location = template.attribute("BaseLoc") else { continue }
            templates[id] = try Self.resolve(location, from: path, package)
        }
        self.templates = templates
        var resources = DocumentResources()
        for location in (common?.all("PublicRes") ?? []) + (common?.all("DocumentRes") ?? []) {
            let file = try Self.resolve(location.trimmedText, from: path, package)
            // Some documents name resources that they do not need and do not have.
            guard package[file] != nil else { continue }
            resources.add(try Self.element(file, in: package), file: file, in: package)
        }
        self.resources = resources
        annotations = try Self.annotations(root, from: path, package)
    }

    /// How many pages there are.
    public var pageCount: Int { entries.count }

    /// Reads a page, numbered from 1.
    ///
    /// - Throws: `ReadingRefusal`.
    public func page(_ number: Int) throws(ReadingRefusal) -> OFDPage {
        guard (1...max(1, entries.count)).contains(number), !entries.isEmpty else { throw .missing("page \(number)") }
        let entry = entries[number - 1]
        let root = try Self.element(entry.path, in: package)
        var own = resources
        for location in root.all("PageRes") {
            let file = try Self.resolve(location.trimmedText, from: entry.path, package)
            if package[file] != nil { own.add(try Self.element(file, in: package), file: file, in: package) }
        }
        var reading = ObjectReading(own)
        var below: [PageObject] = []
        var above: [PageObject] = []
        var templateArea: ObjectBox?
        for use in root.all("Template") {
            guard let id = use.attribute("TemplateID"), let path = templates[id] else { continue }
            let template = try Self.element(path, in: package)
            templateArea = templateArea ?? Self.area(template.first("Area"))
            let objects = try Self.objects(template, &reading)
            if use.attribute("ZOrder") == "Foreground" { above += objects } else { below += objects }
        }
        let objects = try Self.objects(root, &reading)
        for path in annotations[entry.id] ?? [] { above += try annotationObjects(path, &reading) }
        return OFDPage(
            number: number, id: entry.id, area: Self.area(root.first("Area")) ?? templateArea ?? area,
            objects: below + objects + above, resources: own)
    }

    /// The paper of a page that the document lists under an identifier, without what is on it.
    func paper(ofPage id: String) throws(ReadingRefusal) -> ObjectBox {
        guard let entry = entries.first(where: { $0.id == id }) else { throw .missing("page \(id)") }
        let root = try Self.element(entry.path, in: package)
        if let own = Self.area(root.first("Area")) { return own }
        for use in root.all("Template") {
            guard let id = use.attribute("TemplateID"), let path = templates[id] else { continue }
            if let area = Self.area(try Self.element(path, in: package).first("Area")) { return area }
        }
        return area
    }

    /// Layers from the back to the front.
    private static func objects(
        _ root: Element, _ reading: inout ObjectReading
    ) throws(ReadingRefusal) -> [PageObject] {
        let layers = root.all("Content").flatMap { $0.all("Layer") }
        var objects: [PageObject] = []
        for kind in ["Background", "Body", "Foreground"] {
            for layer in layers where (layer.attribute("Type") ?? "Body") == kind {
                objects += try reading.layer(layer)
            }
        }
        return objects
    }

    private func annotationObjects(
        _ path: String, _ reading: inout ObjectReading
    ) throws(ReadingRefusal) -> [PageObject] {
        guard package[path] != nil else { return [] }
        var objects: [PageObject] = []
        for annotation in try Self.element(path, in: package).all("Annot") {
            guard annotation.attribute("Visible") != "false", let appearance = annotation.first("Appearance"),
                let box = ObjectBox(appearance.attribute("Boundary"))
            else { continue }
            let inside = try reading.read(appearance.children, layer: nil, depth: 0)
            objects.append(.group(inside, Placement(box: box, matrix: nil)))
        }
        return objects
    }

    private static func annotations(
        _ root: Element, from path: String, _ package: OFDPackage
    ) throws(ReadingRefusal) -> [String: [String]] {
        var files: [String: [String]] = [:]
        guard let location = root.first("Annotations")?.trimmedText else { return files }
        let list = try resolve(location, from: path, package)
        guard package[list] != nil else { return files }
        for page in try element(list, in: package).all("Page") {
            guard let id = page.attribute("PageID"), let file = page.first("FileLoc")?.trimmedText else { continue }
            files[id, default: []].append(try resolve(file, from: list, package))
        }
        return files
    }

    private static func area(_ element: Element?) -> ObjectBox? {
        guard let element else { return nil }
        for name in ["PhysicalBox", "ApplicationBox", "ContentBox"] {
            guard let box = ObjectBox(element.first(name)?.trimmedText), box.width > 0, box.height > 0 else { continue }
            return box
        }
        return nil
    }

    static func element(_ path: String, in package: OFDPackage) throws(ReadingRefusal) -> Element {
        guard let bytes = package[path] else { throw .missing(path) }
        do {
            return try Element.parse(bytes, limits: limits)
        } catch {
            throw .file(path, "\(error)")
        }
    }

    private static func resolve(
        _ location: String, from file: String, _ package: OFDPackage
    ) throws(ReadingRefusal) -> String {
        do {
            let path = try package.resolve(location, from: file)
            if package[path] != nil { return path }
            // Written on a system where names differ in case only by accident; two such names are refused anyway.
            let folded = PackagePath.folded(path)
            return package.paths.first { PackagePath.folded($0) == folded } ?? path
        } catch {
            throw .package(error)
        }
    }
}
