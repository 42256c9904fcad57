import Foundation

/// What all signatures of a contract cover together.
struct Coverage {
    private let contract: SignedContract
    /// Named by a signature; whether they are as they were is the signature's own matter.
    private var protected: Set<String> = []
    /// Cannot be protected: lists of signatures, and the last signatures' own files.
    private var exempt: Set<String> = []
    private var stamps: [StampPlace] = []
    private var reasons: [String] = []
    private var isCanonicalDeclared = false

    init(_ contract: SignedContract) {
        self.contract = contract
        exempt = Set(contract.lists.map(\.path))
    }

    /// Counts one signature in.
    mutating func add(_ examination: SignatureExamination, _ report: SignatureReport, isLast: Bool) {
        protected.formUnion(examination.protected)
        stamps += report.stamps
        guard isLast else { return }
        exempt.formUnion(examination.ownFiles)
        if examination.parameters[SignatureFile.ParameterName.container] == PackageForm.canonical {
            isCanonicalDeclared = true
        }
        if let stated = examination.parameters[SignatureFile.ParameterName.list] {
            requireList(examination.list.path, stated)
        }
    }

    /// The last signature has said what the list of signatures looks like.
    private mutating func requireList(_ path: String, _ stated: String) {
        let actual = contract.package[path].flatMap { try? Digest.sm3.of($0) }
        if actual.map({ Data($0).base64EncodedString() }) != stated {
            reasons.append("\(path) is not the list that the last signature was made for")
        }
    }

    /// Writes into the report what is not covered.
    mutating func finish(_ report: inout ContractReport, original: Data?) {
        report.unprotected = contract.package.paths.filter { !protected.contains($0) && !exempt.contains($0) }
        report.unsignedFields = contract.fields.filter { field in !stamps.contains { field.holds($0) } }.map(\.name)
        reasons += report.unprotected.map { "\($0) is not protected by any signature" }
        reasons += report.unsignedFields.map { "field \($0) is not signed" }
        if isCanonicalDeclared, let original, !PackageForm.isCanonical(contract.package, original) {
            reasons.append("the container was changed after signing: its bytes are not those of its files alone")
        }
        report.complete = reasons.isEmpty
        report.reasons += reasons
    }
}
