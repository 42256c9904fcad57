import Foundation
import Markup

extension ContractSigning {
    /// Refuses a contract that cannot be signed further, and a place that is not there or taken.
    ///
    /// - Returns: the page's identifier.
    static func requirePlace(
        _ place: StampPlace, in contract: SignedContract, at time: Date
    ) throws(SigningFailure) -> String {
        guard let page = contract.pages.first(where: { $0.value == place.page })?.key else {
            throw .place("there is no page \(place.page)")
        }
        try requirePaper(under: place, page: page, in: contract.package)
        guard contract.count > 0 else { return page }
        let report = ContractVerification(trust: nil, at: time).report(on: contract.package)
        guard report.valid else {
            throw .package("its signatures do not hold: \(report.reasons.joined(separator: "; "))")
        }
        for field in contract.fields where field.holds(place) && !report.unsignedFields.contains(field.name) {
            throw .place("field \(field.name) is signed already")
        }
        let lists = Set(contract.lists.map(\.path))
        if let lock = report.signatures.first(where: { report in contract.protects(report.file, anyOf: lists) }) {
            throw .package("signature \(lock.id) allows no further one: it protects the list of signatures")
        }
        return page
    }

    /// Refuses a seal that is not wholly on its page: nobody would see it.
    private static func requirePaper(
        under place: StampPlace, page: String, in package: OFDPackage
    ) throws(SigningFailure) {
        guard place.box.isMeasured else {
            throw .place("a seal's place and size are numbers of millimetres below 100,000, its size above zero")
        }
        let paper: ObjectBox
        do {
            paper = try OFDDocument(package).paper(ofPage: page)
        } catch {
            throw .place("how large page \(place.page) is cannot be read: \(error)")
        }
        guard !place.box.lies(on: paper) else { return }
        let size = "\(OFDMarkup.number(paper.width)) by \(OFDMarkup.number(paper.height)) mm"
        throw .place(
            "the seal (x y width height: \(place.box.text)) is not wholly on page \(place.page), which has \(size)")
    }

    /// Where `Signatures.xml` is or shall be; a contract without one has its entry file changed to name it.
    static func listPath(
        of contract: SignedContract, in package: inout OFDPackage
    ) throws(SigningFailure) -> String {
        if let first = contract.lists.first { return first.path }
        let path = "Doc_0/Signs/Signatures.xml"
        guard package[path] == nil else { throw .package("\(path) is there already, but OFD.xml does not name it") }
        guard let bytes = package["OFD.xml"], let text = String(data: Data(bytes), encoding: .utf8) else {
            throw .package("OFD.xml is not UTF-8")
        }
        let ends = text.matches(of: #/</((?:\w+:)?)DocBody\s*>/#)
        guard ends.count == 1, let end = ends.first else { throw .package("only a file of one document can be signed") }
        var changed = text
        changed.insert(
            contentsOf: "<\(end.1)Signatures>/\(path)</\(end.1)Signatures>", at: end.range.lowerBound)
        package["OFD.xml"] = Data(changed.utf8)
        // A comment or CDATA may have looked like the end of the element.
        let reread = try SignatureMarkup.root(Data(changed.utf8), named: "OFD").all("DocBody")
        guard reread.count == 1, reread.first?.first("Signatures")?.trimmedText == "/\(path)" else {
            throw .package("OFD.xml cannot be changed to name the signatures")
        }
        return path
    }

    /// A folder that no signature has used.
    static func freeFolder(in package: OFDPackage) -> String {
        let taken = package.paths
        for number in 0... {
            let folder = "Doc_0/Signs/Sign_\(number)"
            if !taken.contains(where: { $0.lowercased().hasPrefix(folder.lowercased() + "/") }) { return folder }
        }
        return "Doc_0/Signs/Sign"
    }
}

extension SignedContract {
    /// Whether the signature in a file protects one of these paths.
    fileprivate func protects(_ file: String, anyOf paths: Set<String>) -> Bool {
        guard let bytes = try? bytes(of: file), let signature = try? SignatureFile(xml: bytes) else { return false }
        return signature.references.contains { reference in
            (try? SignedPath.resolved(reference.path, from: file)).map(paths.contains) ?? false
        }
    }
}
