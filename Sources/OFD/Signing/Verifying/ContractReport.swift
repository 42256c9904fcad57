/// What the verification of a whole contract found.
public struct ContractReport: Sendable {
    /// Whether there is a signature and every one holds.
    public internal(set) var valid = false
    /// Whether the signatures cover everything: no file that none of them protects, nothing behind the last one, and no
    /// declared field that is still unsigned.
    public internal(set) var complete = false
    /// Whether every signer is trusted; false without a trust store.
    public internal(set) var trusted = false
    /// The signatures in their order.
    public internal(set) var signatures: [SignatureReport] = []
    /// Files that no signature protects.
    public internal(set) var unprotected: [String] = []
    /// Declared fields without a signature.
    public internal(set) var unsignedFields: [String] = []
    /// Why the contract as a whole is not valid or not complete, in sentences.
    public internal(set) var reasons: [String] = []

    /// The report of a file that cannot even be opened.
    public static func unreadable(_ reason: String) -> ContractReport {
        var report = ContractReport()
        report.reasons = [reason]
        return report
    }
}
