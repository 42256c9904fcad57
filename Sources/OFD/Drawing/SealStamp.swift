import Foundation
import Markup

/// A seal that a signature shows on a page.
struct SealStamp {
    let box: StampBox
    /// `PNG`, `OFD`, …, as the seal says.
    let format: String
    let picture: [UInt8]

    /// All stamps on a page; signatures that cannot be read show none, `contract verify` tells why.
    static func stamps(in package: OFDPackage, onPage id: String) -> [SealStamp] {
        guard let contract = try? SignedContract(package) else { return [] }
        var stamps: [SealStamp] = []
        for list in contract.lists {
            for entry in list.entries {
                guard let path = try? SignedPath.resolved(entry.location, from: list.path),
                    let bytes = try? contract.bytes(of: path), let file = try? SignatureFile(xml: bytes),
                    let value = try? SignedPath.resolved(file.valueLocation, from: path),
                    let der = try? contract.bytes(of: value), let seal = try? SealSignature(der: der).seal
                else { continue }
                for stamp in file.stamps where stamp.pageReference == id {
                    stamps.append(
                        SealStamp(box: stamp.box, format: seal.picture.format.uppercased(), picture: seal.picture.data))
                }
            }
        }
        return stamps
    }
}
