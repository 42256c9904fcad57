/// An expression in FEEL, read once and evaluated as often as wanted.
///
/// ```swift
/// let premium = try FEELExpression("if age >= 18 then base * 1.2 else base")
/// premium.evaluate(["age": 30, "base": 100]).value   // 120
/// ```
public struct FEELExpression: Sendable {
    /// What is written there.
    public let text: String
    let term: FEELTerm

    /// What came out, and why something on the way had no value.
    public struct Outcome: Sendable, Equatable {
        /// Null when there is none.
        public let value: FEELValue
        /// What went wrong, in the order it did; empty if nothing.
        public let complaints: [String]
    }

    /// Reads an expression.
    ///
    /// - Parameter vocabulary: the names of several words, as `monthly income`, and the types that it may mention.
    /// - Throws: where and why the text is no expression.
    public init(_ text: String, _ vocabulary: FEELVocabulary = FEELVocabulary()) throws(FEELFault) {
        var parser = try FEELParser(text, vocabulary)
        self.text = text
        term = try parser.expression()
        guard parser.token.kind == .end else { throw parser.unexpected() }
    }

    /// An expression that is known already.
    init(text: String, term: FEELTerm) {
        self.text = text
        self.term = term
    }

    /// What stands where an expression should; its value is null with this reason.
    init(text: String, fault: String) { self.init(text: text, term: .fault(fault)) }

    /// The value for given names.
    ///
    /// - Parameter moment: what `now()` and `today()` say; without it they are null.
    public func evaluate(_ context: FEELContext = [:], at moment: FEELDateTime? = nil) -> Outcome {
        let run = FEELRun(moment: moment)
        return run.outcome(run.evaluate(term, in: FEELScope(run.given(context))))
    }
}
