import Foundation
import Markup

/// A package seen by its signatures: where their lists are, which pages and signature fields there are, and the digests
/// of its files, each taken once.
struct SignedContract {
    /// One document's list of signatures.
    struct List {
        /// Where `Signatures.xml` is.
        let path: String
        let entries: [SignatureList.Entry]
    }

    /// Protected files of all signatures together, counted as often as they are protected.
    static let referencesMax = 50_000

    let package: OFDPackage
    private(set) var lists: [List] = []
    private(set) var fields: [SignatureField] = []
    /// Page numbers, from 1, by the page's identifier.
    private(set) var pages: [String: Int] = [:]
    private var digests: [String: [UInt8]] = [:]
    private var claimed: Set<String> = []
    private var references = 0

    init(_ package: OFDPackage) throws(SigningFailure) {
        self.package = package
        guard let root = package["OFD.xml"] else { throw .package("OFD.xml is missing") }
        for body in try SignatureMarkup.root(root, named: "OFD").all("DocBody") {
            fields += SignatureField.declared(in: body)
            if let location = try SignatureMarkup.optional("DocRoot", in: body)?.trimmedText {
                readPages(of: try SignedPath.resolved(location, from: "OFD.xml"))
            }
            if let location = try SignatureMarkup.optional("Signatures", in: body)?.trimmedText {
                let path = try SignedPath.resolved(location, from: "OFD.xml")
                lists.append(List(path: path, entries: try SignatureList(xml: bytes(of: path)).entries))
            }
        }
        guard Set(lists.map(\.path)).count == lists.count else {
            throw .package("two documents share their signatures")
        }
        guard count <= SignatureList.signaturesMax else { throw .package("too many signatures") }
    }

    /// All signatures of all documents.
    var count: Int { lists.reduce(0) { $0 + $1.entries.count } }

    /// The bytes of a file.
    func bytes(of path: String) throws(SigningFailure) -> [UInt8] {
        guard let found = package[path] else { throw .package("\(path) is missing") }
        guard found.count <= SealSignature.bytesMax else { throw .package("\(path) is too large for a signature") }
        return [UInt8](found)
    }

    /// The bytes of a file that belongs to one signature alone: its `Signature.xml`, its value.
    mutating func own(_ path: String) throws(SigningFailure) -> [UInt8] {
        guard references <= Self.referencesMax else {
            throw .package("its signatures protect more than \(Self.referencesMax) files together")
        }
        guard claimed.insert(path).inserted else { throw .package("two signatures share \(path)") }
        return try bytes(of: path)
    }

    /// Counts the files that one signature protects.
    mutating func count(_ file: SignatureFile) { references += file.references.count }

    /// The digest of a file, or `nil` when there is no such file.
    mutating func digest(of path: String, by digest: Digest) throws(SigningFailure) -> [UInt8]? {
        let key = "\(digest.rawValue) \(path)"
        if let known = digests[key] { return known }
        guard let found = package[path] else { return nil }
        let value = try digest.of(found)
        digests[key] = value
        return value
    }

    /// Pages are only needed to say where stamps are: what cannot be read is left out here.
    private mutating func readPages(of path: String) {
        guard pages.isEmpty, let bytes = try? bytes(of: path), let document = try? Element.parse(Data(bytes)) else {
            return
        }
        for (index, page) in (document.first("Pages")?.all("Page") ?? []).enumerated() {
            if let id = page.attribute("ID") { pages[id] = index + 1 }
        }
    }
}
