public import Foundation

/// What a new seal shall say.
public struct SealDraft: Sendable {
    /// The seal's number, in ASCII.
    public var identifier: String
    /// The seal's name, such as that of a company.
    public var name: String
    /// Who may sign with it.
    public var holders: [Certificate]
    /// The first and last moment of its use.
    public var validity: ClosedRange<Date>
    /// What is shown on the page.
    public var picture: ElectronicSeal.Picture

    /// A draft with everything that a seal must say.
    public init(
        identifier: String, name: String, holders: [Certificate], validity: ClosedRange<Date>,
        picture: ElectronicSeal.Picture
    ) {
        self.identifier = identifier
        self.name = name
        self.holders = holders
        self.validity = validity
        self.picture = picture
    }
}

extension ElectronicSeal {
    /// Types of a seal by its holder (GB/T 38540 section 6.1): a unit's, a person's.
    private static let unitSeal = 1
    private static let certificateList = 1

    /// Makes a seal of version 4 (GB/T 38540 section 6).
    ///
    /// - Parameters:
    ///   - maker: the certificate of the seal's maker, and `key` its key on the SM2 curve.
    ///   - madeAt: when it is made; times are kept to the second.
    /// - Throws: `SigningFailure.seal` when the draft says too little, `.key` when the key is not the maker's.
    public static func made(
        from draft: SealDraft, by maker: Certificate, key: PrivateKey, at madeAt: Date
    ) throws(SigningFailure) -> ElectronicSeal {
        guard !draft.holders.isEmpty, !draft.name.isEmpty else { throw .seal("it needs a name and a holder") }
        guard draft.identifier.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }), !draft.identifier.isEmpty else {
            throw .seal("its number must be plain ASCII")
        }
        guard draft.picture.width > 0, draft.picture.height > 0 else { throw .seal("its picture has no size") }
        guard try maker.belongs(to: key) else { throw .key("it is not the seal maker's") }
        let info = DERWriter.sequence(
            DERWriter.sequence(DERWriter.ia5("ES"), DERWriter.integer(4), DERWriter.ia5("MAGPIE")),
            DERWriter.ia5(draft.identifier),
            DERWriter.sequence(
                DERWriter.integer(unitSeal), DERWriter.utf8(draft.name), DERWriter.integer(certificateList),
                DERWriter.list(draft.holders.map { DERWriter.octets($0.der) }), DERWriter.time(madeAt),
                DERWriter.time(draft.validity.lowerBound), DERWriter.time(draft.validity.upperBound)),
            DERWriter.sequence(
                DERWriter.ia5(draft.picture.format), DERWriter.octets(draft.picture.data),
                DERWriter.integer(draft.picture.width), DERWriter.integer(draft.picture.height)))
        return try ElectronicSeal(
            der: DERWriter.sequence(
                info, DERWriter.octets(maker.der), DERWriter.identifier(SM2.algorithm),
                DERWriter.bits(key.sign(info))))
    }
}
