/// One element of a decision requirements graph (DMN 1.5, clause 6.3), with what it needs from others.
struct DecisionNode: Sendable {
    /// Another element that it needs, and what that is called here: its name, after the name of the import if it
    /// comes from another file.
    struct Requirement: Sendable {
        let key: String
        let path: [String]
    }

    /// What it is.
    enum Kind: Sendable {
        /// Given from outside.
        case input
        /// Worked out; without logic it is null.
        case decision(FEELTerm?)
        /// A function that decisions call.
        case knowledge([FEELFunction.Parameter], FEELTerm?)
        /// Decisions offered together as a function.
        case service(Service)
    }

    /// A decision service: keys of what it takes and what it answers.
    struct Service: Sendable {
        let inputs: [String]
        let outputs: [String]
    }

    let name: String
    let type: FEELType
    let kind: Kind
    let requirements: [Requirement]
}
