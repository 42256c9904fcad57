import Foundation
import Markup

extension SignatureFile {
    static let referencesMax = 10_000

    /// Reads `Signature.xml`.
    ///
    /// - Throws: `SigningFailure.signatureFile` for what is not well formed, is missing, or stands there twice.
    public init(xml: [UInt8]) throws(SigningFailure) {
        let root = try SignatureMarkup.root(Data(xml), named: "Signature")
        let info = try SignatureMarkup.only("SignedInfo", in: root)
        let list = try SignatureMarkup.only("References", in: info)
        let maker = try SignatureMarkup.optional("Provider", in: info)
        provider = maker?.attribute("ProviderName") ?? maker?.first("ProviderName")?.trimmedText ?? ""
        method = try SignatureMarkup.optional("SignatureMethod", in: info)?.trimmedText ?? ""
        time = try SignatureMarkup.optional("SignatureDateTime", in: info)?.trimmedText ?? ""
        checkMethod = list.attribute("CheckMethod") ?? ""
        references = try Self.references(list)
        stamps = try Self.stamps(info)
        parameters = try Self.parameters(info)
        sealLocation = try SignatureMarkup.optional("Seal", in: info)?.first("BaseLoc")?.trimmedText
        valueLocation = try SignatureMarkup.only("SignedValue", in: root).trimmedText
    }

    private static func references(_ list: Element) throws(SigningFailure) -> [Reference] {
        let listed = list.all("Reference")
        guard listed.count <= referencesMax else { throw .signatureFile("more than \(referencesMax) references") }
        var found: [Reference] = []
        for element in listed {
            guard let path = element.attribute("FileRef"), !path.isEmpty,
                let digest = Data(base64Encoded: try SignatureMarkup.only("CheckValue", in: element).trimmedText)
            else { throw .signatureFile("a reference without a file or a digest") }
            found.append(Reference(path: path, digest: [UInt8](digest)))
        }
        return found
    }

    private static func stamps(_ info: Element) throws(SigningFailure) -> [Stamp] {
        var found: [Stamp] = []
        for element in info.all("StampAnnot") {
            guard let page = element.attribute("PageRef"), let box = StampBox(element.attribute("Boundary") ?? "")
            else { throw .signatureFile("a stamp without a page or a boundary") }
            found.append(Stamp(id: element.attribute("ID") ?? "", pageReference: page, box: box))
        }
        return found
    }

    private static func parameters(_ info: Element) throws(SigningFailure) -> [String: String] {
        var found: [String: String] = [:]
        for element in try SignatureMarkup.optional("Parameters", in: info)?.all("Parameter") ?? [] {
            guard let name = element.attribute("Name"),
                found.updateValue(element.trimmedText, forKey: name) == nil
            else { throw .signatureFile("a parameter without a name, or twice") }
        }
        return found
    }

    /// The file's bytes, in the order of the standard's schema.
    public func xml() -> [UInt8] {
        var info = #"<ofd:Provider ProviderName="\#(MarkupText.escaped(provider))"/>"#
        info += Self.element("SignatureMethod", method) + Self.element("SignatureDateTime", time)
        if !parameters.isEmpty {
            let lines = parameters.sorted { $0.key < $1.key }.map { name, value in
                #"<ofd:Parameter Name="\#(MarkupText.escaped(name))">\#(MarkupText.escaped(value))</ofd:Parameter>"#
            }
            info += "<ofd:Parameters>\(lines.joined())</ofd:Parameters>"
        }
        let listed = references.map { reference in
            #"<ofd:Reference FileRef="\#(MarkupText.escaped(reference.path))">"#
                + Self.element("CheckValue", Data(reference.digest).base64EncodedString()) + "</ofd:Reference>"
        }
        info += #"<ofd:References CheckMethod="\#(checkMethod)">\#(listed.joined())</ofd:References>"#
        for stamp in stamps {
            let (id, page) = (MarkupText.escaped(stamp.id), MarkupText.escaped(stamp.pageReference))
            info += #"<ofd:StampAnnot ID="\#(id)" PageRef="\#(page)" Boundary="\#(stamp.box.text)"/>"#
        }
        if let sealLocation { info += "<ofd:Seal>\(Self.element("BaseLoc", sealLocation))</ofd:Seal>" }
        return SignatureMarkup.document(
            "Signature", "<ofd:SignedInfo>\(info)</ofd:SignedInfo>" + Self.element("SignedValue", valueLocation))
    }

    private static func element(_ name: String, _ text: String) -> String {
        "<ofd:\(name)>\(MarkupText.escaped(text))</ofd:\(name)>"
    }
}

extension Element {
    /// The text without the white space around it.
    var trimmedText: String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}
