public import Foundation

/// Changes single bytes of a signed contract and counts who noticed.
///
/// Half of the changes are made anywhere in the archive, where its checksums notice most; the other half inside files
/// and with the archive written anew around them, so that only signatures can notice.
public struct TamperingTrial: Sendable, Encodable {
    /// How many changes were made, each to the original.
    public private(set) var changes = 0
    /// How many of them were made with the archive's checksums put right again.
    public private(set) var repaired = 0
    /// Changes after which there was nothing left to verify: no package, or no list of signatures.
    public private(set) var refused = 0
    /// Changes after which a signature did not hold.
    public private(set) var invalid = 0
    /// Changes after which all signatures held, but did not cover the file.
    public private(set) var incomplete = 0
    /// Changes that nobody noticed: the report said valid and complete.
    public private(set) var missed: [Change] = []

    /// One changed byte.
    public struct Change: Sendable, Equatable, Encodable {
        /// The changed file; `nil` for a change anywhere in the archive.
        public let file: String?
        /// The byte's place in the file, or in the archive.
        public let offset: Int
        /// What it became.
        public let value: UInt8
    }

    /// Runs the trial. The same seed makes the same changes.
    ///
    /// - Throws: `SigningFailure.package` when the contract is not valid and complete to begin with.
    public init(
        _ contract: Data, changes: Int, seed: UInt64, by verification: ContractVerification
    ) throws(SigningFailure) {
        let original = verification.report(on: contract)
        guard original.valid, original.complete else {
            throw .package("it is not valid and complete: \(original.reasons.joined(separator: "; "))")
        }
        let package: OFDPackage
        do {
            package = try OFDPackage(reading: contract)
        } catch {
            throw .package("\(error)")
        }
        var chance = Chance(state: seed)
        for index in 0..<changes {
            if index % 2 == 0 {
                let (changed, offset, value) = chance.changed(contract)
                count(verification.report(on: changed), Change(file: nil, offset: offset, value: value))
            } else {
                try changeFile(of: package, &chance, verification)
            }
        }
    }

    private mutating func changeFile(
        of package: OFDPackage, _ chance: inout Chance, _ verification: ContractVerification
    ) throws(SigningFailure) {
        // A byte of all files together, so that long files are not spared.
        var place = Int(chance.next(below: UInt64(package.entries.reduce(0) { $0 + $1.bytes.count })))
        for entry in package.entries {
            guard place >= entry.bytes.count else {
                var changed = package
                let (bytes, offset, value) = chance.changed(entry.bytes, at: place)
                changed[entry.path] = bytes
                guard let archive = try? PackageForm.bytes(of: changed) else { throw .package("cannot be written") }
                repaired += 1
                return count(
                    verification.report(on: archive), Change(file: entry.path, offset: offset, value: value))
            }
            place -= entry.bytes.count
        }
    }

    private mutating func count(_ report: ContractReport, _ change: Change) {
        changes += 1
        switch (report.valid, report.complete) {
        case (true, true): missed.append(change)
        case (true, false): incomplete += 1
        case (false, _) where report.signatures.isEmpty: refused += 1
        case (false, _): invalid += 1
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct Chance {
    var state: UInt64

    /// Bytes with one of them made another, the place and the new value.
    mutating func changed(_ data: Data, at fixed: Int? = nil) -> (Data, Int, UInt8) {
        var changed = data
        let offset = fixed ?? Int(next(below: UInt64(data.count)))
        changed[changed.startIndex + offset] ^= UInt8(1 + next(below: 255))
        return (changed, offset, changed[changed.startIndex + offset])
    }

    /// A number below a limit; for limits far below 2^64 as good as even.
    mutating func next(below limit: UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return (mixed ^ (mixed >> 31)) % limit
    }
}
