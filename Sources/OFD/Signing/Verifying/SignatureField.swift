import Markup

/// A place that the contract keeps free for one party's signature (签署区).
///
/// Declared in `OFD.xml` as custom data with the name `magpie.signature-field.NAME` and the value
/// `PAGE x y width height`: the page from 1, the rest in millimetres.
public struct SignatureField: Sendable, Equatable {
    static let prefix = "magpie.signature-field."

    /// The party's name in the contract, such as `buyer`.
    public let name: String
    /// Where the seal belongs.
    public let place: StampPlace

    static func declared(in body: Element) -> [SignatureField] {
        let entries = body.first("DocInfo")?.first("CustomDatas")?.all("CustomData") ?? []
        return entries.compactMap { entry in
            guard let name = entry.attribute("Name"), name.hasPrefix(prefix) else { return nil }
            let parts = entry.trimmedText.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let page = Int(parts[0]), let box = StampBox(String(parts[1])) else { return nil }
            return SignatureField(name: String(name.dropFirst(prefix.count)), place: StampPlace(page: page, box: box))
        }
    }

    /// Whether a stamp is in the field: its middle is.
    func holds(_ stamp: StampPlace) -> Bool { stamp.page == place.page && place.box.holds(stamp.box.middle) }
}
