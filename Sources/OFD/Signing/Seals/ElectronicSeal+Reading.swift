import Foundation

extension ElectronicSeal {
    /// Reads a seal of version 1, 4 or 5.
    ///
    /// - Throws: `SigningFailure.seal` for another version, `.der` or `.certificate` for what cannot be read.
    public init(der: [UInt8]) throws(SigningFailure) {
        guard der.count <= Self.bytesMax else { throw .seal("more than \(Self.bytesMax) bytes") }
        var fields = try DERFields(der)
        let info = try fields.value(.sequence)
        let content = try SealInfo(info)
        let maker: MakerPart
        if content.version == 1 {
            let signInfo = try fields.value(.sequence)
            maker = try MakerPart(old: signInfo, info: info)
            try fields.end()
        } else {
            maker = try MakerPart(&fields, info: info)
        }
        try self.init(der: der, content, maker)
    }

    private init(der: [UInt8], _ content: SealInfo, _ part: MakerPart) throws(SigningFailure) {
        self.der = der
        version = content.version
        vendor = content.vendor
        identifier = content.identifier
        name = content.property.name
        holders = content.property.holders
        madeAt = content.property.madeAt
        validFrom = content.property.validFrom
        validUntil = content.property.validUntil
        picture = content.picture
        maker = try Certificate(der: part.certificate)
        signature = part.signature
        signedForms = part.signedForms
    }
}

/// `SES_SealInfo`: everything of a seal but its maker's signature.
private struct SealInfo {
    let version: Int
    let vendor: String
    let identifier: String
    let property: SealProperty
    let picture: ElectronicSeal.Picture

    init(_ value: DERValue) throws(SigningFailure) {
        var fields = try DERFields(value)
        var header = try fields.sequence()
        guard try header.text(.ia5) == "ES" else { throw .seal("its header does not begin with ES") }
        version = try header.integer()
        guard [1, 4, 5].contains(version) else { throw .seal("version \(version) is not known") }
        vendor = try header.text(.ia5)
        try header.end()
        identifier = try fields.text(.ia5)
        property = try SealProperty(fields.sequence(), version: version)
        var shown = try fields.sequence()
        picture = ElectronicSeal.Picture(
            format: try shown.text(.ia5), data: try shown.octets(), width: try shown.integer(),
            height: try shown.integer())
        try shown.end()
        // What a vendor adds belongs to the vendor; it is signed like the rest.
        if !fields.isEmpty { _ = try fields.any() }
        try fields.end()
    }
}

/// `SES_ESPropertyInfo`: name, holders and times.
private struct SealProperty {
    let name: String
    let holders: ElectronicSeal.Holders
    let madeAt, validFrom, validUntil: Date

    init(_ source: DERFields, version: Int) throws(SigningFailure) {
        var fields = source
        _ = try fields.integer()
        name = try fields.text(.utf8)
        // Version 1 knows certificates only, and so does not say which kind of list follows.
        let kind = version == 1 ? 1 : try fields.integer()
        holders = try Self.holders(fields.sequence(), kind: kind)
        madeAt = try fields.time()
        validFrom = try fields.time()
        validUntil = try fields.time()
        try fields.end()
    }

    private static func holders(_ source: DERFields, kind: Int) throws(SigningFailure) -> ElectronicSeal.Holders {
        var fields = source
        var certificates: [[UInt8]] = []
        var digests: [ElectronicSeal.CertificateDigest] = []
        while !fields.isEmpty {
            guard certificates.count + digests.count < ElectronicSeal.holdersMax else {
                throw .seal("more than \(ElectronicSeal.holdersMax) holders")
            }
            switch kind {
            // Some seals hold a placeholder here, which is nobody's certificate.
            case 1: certificates.append(Array(try fields.any().content))
            case 2:
                var entry = try fields.sequence()
                let method = try entry.any()
                digests.append(.init(method: try Self.method(method), value: try entry.octets()))
                try entry.end()
            default: throw .seal("a list of holders of kind \(kind)")
            }
        }
        return kind == 1 ? .certificates(certificates) : .digests(digests)
    }

    /// The standard has the digest's name as a text; some write its object identifier.
    private static func method(_ value: DERValue) throws(SigningFailure) -> String {
        if value.tag == DERTag.identifier.rawValue { return try DERIdentifier.dotted(Array(value.content)) }
        return String(decoding: value.content, as: UTF8.self)
    }
}

/// What the maker adds: certificate, algorithm, signature.
private struct MakerPart {
    let certificate: [UInt8]
    let signature: [UInt8]
    let signedForms: [[UInt8]]

    /// GB/T 38540: three fields behind the seal's information, which alone is signed.
    init(_ fields: inout DERFields, info: DERValue) throws(SigningFailure) {
        certificate = try fields.octets()
        try SealSignature.requireSM2(fields.identifier())
        signature = try fields.bits()
        // Version 5 may carry a timestamp of the seal here.
        _ = try fields.optional(.context0)
        try fields.end()
        signedForms = [Array(info.encoded)]
    }

    /// GM/T 0031: a sequence of its own. What is signed is read in two ways: the information alone, or together with
    /// the maker's certificate and the algorithm.
    init(old value: DERValue, info: DERValue) throws(SigningFailure) {
        var fields = try DERFields(value)
        let certificateField = try fields.value(.octets)
        let algorithmField = try fields.value(.identifier)
        try SealSignature.requireSM2(DERIdentifier.dotted(Array(algorithmField.content)))
        signature = try fields.bits()
        try fields.end()
        certificate = Array(certificateField.content)
        let together = [info, certificateField, algorithmField].map { Array($0.encoded) }
        signedForms = [Array(info.encoded), DERWriter.list(together), DERWriter.list(Array(together.prefix(2)))]
    }
}
