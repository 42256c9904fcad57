/// A FEEL expression as a tree.
indirect enum FEELTerm: Sendable {
    case literal(FEELValue)
    case name(String)
    /// A member of a context, a part of a time, or that of every item of a list.
    case path(FEELTerm, String)
    case list([FEELTerm])
    case context([(key: String, value: FEELTerm)])
    case range(FEELTerm, Bool, FEELTerm, Bool)
    /// `< 10` as a value.
    case side(FEELComparison, FEELTerm)
    case negate(FEELTerm)
    case arithmetic(FEELArithmetic, FEELTerm, FEELTerm)
    case compare(FEELComparison, FEELTerm, FEELTerm)
    case and(FEELTerm, FEELTerm)
    case or(FEELTerm, FEELTerm)
    case between(FEELTerm, FEELTerm, FEELTerm)
    case isIn(FEELTerm, [FEELTerm])
    case instance(FEELTerm, FEELType)
    case choice(FEELTerm, FEELTerm, FEELTerm)
    case iterate([FEELRound], FEELTerm)
    case quantified(isEvery: Bool, [FEELRound], FEELTerm)
    case function([FEELFunction.Parameter], FEELTerm)
    /// What cannot be evaluated, and why: text that is no FEEL, a function written in another language.
    case fault(String)
    /// A value made to fit a type.
    case typed(FEELTerm, FEELType)
    /// A boxed context that ends in a result: each entry knows those before it, the result knows them all.
    case within([(key: String, value: FEELTerm)], FEELTerm)
    case table(DecisionTable)
    case call(FEELTerm, [FEELTerm])
    case callNamed(FEELTerm, [(name: String, value: FEELTerm)])
    case filter(FEELTerm, FEELTerm)
}

/// One variable of a `for`, `some` or `every`, and what it goes through.
struct FEELRound: Sendable {
    let name: String
    let source: FEELTerm
    /// The other end of `1..10`.
    let upTo: FEELTerm?
}

/// How two values are compared.
public enum FEELComparison: String, Sendable, Equatable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
}

/// An arithmetic operator.
enum FEELArithmetic: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
}

/// The tests of one cell of a decision table: `-`, `>18, null`, `not("A")` (DMN 1.5, grammar rule 15).
public struct FEELTests: Sendable {
    /// What is written there.
    public let text: String
    let form: Form

    enum Form: Sendable {
        /// `-`: whatever it is.
        case anything
        /// Any of these.
        case among([FEELTerm])
        /// None of these.
        case noneOf([FEELTerm])
    }

    init(text: String, form: Form) {
        self.text = text
        self.form = form
    }
}
