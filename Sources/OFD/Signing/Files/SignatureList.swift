import Foundation
import Markup

/// `Signatures.xml`: which signatures a document has, in the order of signing (GB/T 33190 section 18.1).
struct SignatureList: Equatable {
    static let signaturesMax = 64

    /// One line of the list.
    struct Entry: Equatable {
        let id: String
        let kind: Kind
        /// Where its `Signature.xml` is, as written.
        let location: String
    }

    /// Whether a picture of a seal goes with the signature.
    enum Kind: String, Encodable {
        case seal = "Seal"
        case plain = "Sign"
    }

    var entries: [Entry] = []

    init() {}

    init(xml: [UInt8]) throws(SigningFailure) {
        let root = try SignatureMarkup.root(Data(xml), named: "Signatures")
        let listed = root.all("Signature")
        guard listed.count <= Self.signaturesMax else {
            throw .signatureFile("more than \(Self.signaturesMax) signatures")
        }
        var seen: Set<String> = []
        for element in listed {
            guard let id = element.attribute("ID"), !id.isEmpty, let location = element.attribute("BaseLoc") else {
                throw .signatureFile("a signature without ID or BaseLoc is listed")
            }
            guard seen.insert(id).inserted else { throw .signatureFile("signature \(id) is listed twice") }
            // Without a type it is a seal's.
            guard let kind = Kind(rawValue: element.attribute("Type") ?? Kind.seal.rawValue) else {
                throw .signatureFile("signature \(id) is of an unknown type")
            }
            entries.append(Entry(id: id, kind: kind, location: location))
        }
    }

    /// A number that no signature has had: above all numbers that stand in the identifiers.
    var nextNumber: Int {
        let numbers = entries.compactMap { Int($0.id.filter(\.isASCIIDigit).suffix(9)) }
        return (numbers.max() ?? 0) + 1
    }

    func xml() -> [UInt8] {
        let lines = entries.map { entry in
            let (id, location) = (MarkupText.escaped(entry.id), MarkupText.escaped(entry.location))
            return #"<ofd:Signature ID="\#(id)" Type="\#(entry.kind.rawValue)" BaseLoc="\#(location)"/>"#
        }
        return SignatureMarkup.document(
            "Signatures", "<ofd:MaxSignId>\(nextNumber - 1)</ofd:MaxSignId>" + lines.joined())
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
