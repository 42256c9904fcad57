/// Something that can be called: built in, written in FEEL, or a model's knowledge or service.
public struct FEELFunction: Sendable, Equatable {
    /// What a parameter is called and which type it wants.
    public struct Parameter: Sendable {
        let name: String
        let type: FEELType
    }

    /// What happens when it is called.
    enum Body: Sendable {
        case builtIn(FEELBuiltIn)
        case term(FEELTerm, FEELScope)
        case native(@Sendable ([FEELValue], FEELRun) -> FEELValue)
    }

    /// Names and types, in order; those of a built-in function are its own affair.
    public let parameters: [Parameter]
    let result: FEELType
    let body: Body
    /// Where it comes from, so that equal functions can be told.
    let identity: String

    init(parameters: [Parameter], result: FEELType = .any, identity: String, body: Body) {
        self.parameters = parameters
        self.result = result
        self.identity = identity
        self.body = body
    }

    public static func == (left: Self, right: Self) -> Bool { left.identity == right.identity }
}
