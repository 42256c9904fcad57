public import Foundation

/// Verifies all signatures of a contract, in their order, and what they cover together.
///
/// A value without clock or files: give it the moment of verification and, if signers shall be more than names, the
/// roots that are trusted.
public struct ContractVerification: Sendable {
    let trust: TrustStore?
    let moment: Date
    let certificates: [Certificate]

    /// - Parameters:
    ///   - trust: the roots of signers, seal makers and timestamping authorities; with `nil`, `valid` is about
    ///     cryptography alone, and nobody is `trusted`.
    ///   - moment: now.
    ///   - certificates: those of signers whose signatures do not carry one (type `Sign`).
    public init(trust: TrustStore?, at moment: Date, certificates: [Certificate] = []) {
        self.trust = trust
        self.moment = moment
        self.certificates = certificates
    }

    /// Opens and verifies the bytes of a file. A file that cannot be opened is reported, not thrown; one of which only
    /// some entries are damaged is still verified, so that the report can say which.
    public func report(on bytes: Data) -> ContractReport {
        var damage: [PackageRefusal] = []
        do {
            var report = report(on: try OFDPackage(reading: bytes, damage: &damage), original: bytes)
            guard !damage.isEmpty else { return report }
            report.valid = false
            report.complete = false
            report.reasons = damage.map(\.description) + report.reasons
            return report
        } catch {
            return .unreadable("the package cannot be opened: \(error)")
        }
    }

    /// Verifies an opened package.
    ///
    /// - Parameter original: the bytes it was opened from; without them nothing is said about the container.
    public func report(on package: OFDPackage, original: Data? = nil) -> ContractReport {
        var report = ContractReport()
        do {
            var contract = try SignedContract(package)
            guard contract.count > 0 else { return .unreadable("there is no signature") }
            var coverage = Coverage(contract)
            for list in contract.lists {
                for (index, entry) in list.entries.enumerated() {
                    var examination = SignatureExamination(entry, in: list, by: self)
                    let result = examination.run(&contract)
                    report.signatures.append(result)
                    coverage.add(examination, result, isLast: index == list.entries.count - 1)
                }
            }
            coverage.finish(&report, original: original)
        } catch {
            return .unreadable("\(error)")
        }
        report.valid = report.signatures.allSatisfy(\.valid)
        report.trusted = report.signatures.allSatisfy(\.trusted)
        if !report.valid { report.reasons.insert("not every signature holds", at: 0) }
        return report
    }
}
