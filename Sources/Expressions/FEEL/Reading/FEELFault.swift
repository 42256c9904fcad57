/// Why a text is no FEEL expression.
public struct FEELFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where in the text, in UTF-8 bytes.
    public let position: Int
    /// What is wrong there.
    public let reason: String

    public var description: String { "at byte \(position): \(reason)" }
}
