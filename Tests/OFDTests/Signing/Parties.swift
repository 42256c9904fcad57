import Foundation
import OFD
import Testing

/// A made-up authority, three parties with seals, and a contract that waits for their signatures.
struct Parties {
    static let start = Date(timeIntervalSince1970: 1_790_000_000)
    static let signingTime = start.addingTimeInterval(86_400)
    static let names = ["seller", "buyer", "witness"]

    let authority: TestAuthority
    let signers: [ContractSigner]

    /// Made once: keys cost time.
    static let shared = Result { try Parties() }

    static func ready() throws -> Parties { try shared.get() }

    init() throws {
        var dice = Dice(seed: 7)
        authority = try TestAuthority(from: Self.start, serials: (0..<3).map { _ in dice.bytes(16) })
        let picture = SealPicture.round()
        var signers: [ContractSigner] = []
        for name in Self.names {
            signers.append(
                try authority.identity(
                    named: "有限公司 \(name)", from: Self.start, serial: dice.bytes(16), picture: picture))
        }
        self.signers = signers
    }

    /// Two pages, three fields on the second one.
    static func contract() -> OFDPackage {
        let root = #"xmlns:ofd="http://www.ofdspec.org/2016""#
        let fields = names.enumerated().map { index, name in
            "<ofd:CustomData Name=\"magpie.signature-field.\(name)\">2 \(20 + 60 * index) 200 50 50</ofd:CustomData>"
        }
        let info = """
            <ofd:DocInfo><ofd:DocID>00000000000000000000000000000001</ofd:DocID><ofd:CustomDatas>\
            \(fields.joined())</ofd:CustomDatas></ofd:DocInfo>
            """
        var package = OFDPackage()
        package["OFD.xml"] = Data(
            """
            <ofd:OFD \(root) Version="1.1" DocType="OFD"><ofd:DocBody>\(info)\
            <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>
            """.utf8)
        package["Doc_0/Document.xml"] = Data(
            """
            <ofd:Document \(root)><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea>\
            <ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>\
            <ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="2" BaseLoc="Pages/Page_1/Content.xml"/>\
            </ofd:Pages></ofd:Document>
            """.utf8)
        for page in 0..<2 {
            package["Doc_0/Pages/Page_\(page)/Content.xml"] = Data(
                "<ofd:Page \(root)><ofd:Content><ofd:Layer ID=\"\(page + 5)\"/></ofd:Content></ofd:Page>".utf8)
        }
        return package
    }

    /// The contract signed by the first so many parties, each in its field.
    func signed(by count: Int, stamped: Bool = false) throws -> Data {
        var bytes = Data()
        var package = Self.contract()
        for (index, signer) in signers.prefix(count).enumerated() {
            var signing = try ContractSigning(package, by: signer, in: Self.names[index], at: Self.signingTime)
            if stamped { try stamp(&signing, serial: UInt8(index + 1)) }
            bytes = try signing.written()
            package = try OFDPackage(reading: bytes)
        }
        return bytes
    }

    func stamp(_ signing: inout ContractSigning, serial: UInt8) throws {
        let request = try signing.timestampRequest(nonce: Array(repeating: 0x5A, count: 16))
        let server = try TimestampAuthority(
            key: authority.timestamping.key, certificate: authority.timestamping.certificate)
        let answer = try server.answer(to: request.der(), at: Self.signingTime, serial: [serial])
        try signing.stamp(with: answer, to: request)
    }

    /// A verification at the day of signing.
    static func verification(_ trust: TrustStore? = nil) -> ContractVerification {
        ContractVerification(trust: trust, at: signingTime)
    }
}

/// Chance that is the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }

    /// A byte of the data changed into another one.
    mutating func changed(_ data: Data) -> (data: Data, at: Int) {
        var bytes = [UInt8](data)
        let place = Int.random(in: 0..<bytes.count, using: &self)
        bytes[place] ^= UInt8.random(in: 1...255, using: &self)
        return (Data(bytes), place)
    }
}

/// Data and vectors from outside the checkout.
enum Outside {
    static let folder = ProcessInfo.processInfo.environment["MAGPIE_DATA"].map { URL(fileURLWithPath: $0) }
    static let isThere =
        folder.map { FileManager.default.fileExists(atPath: $0.appending(path: "protocols").path) } ?? false
    static let comment: Comment = "set MAGPIE_DATA to the folder that holds data/ and protocols/"

    static func vector(_ name: String) throws -> Data {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try Data(contentsOf: folder.appending(path: "protocols/vectors/\(name)"))
    }
}
