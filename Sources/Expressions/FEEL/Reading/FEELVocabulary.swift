/// What an expression may mention besides FEEL's own words: whoever writes a name of several words, or a type of a
/// model, must have been told of it before.
public struct FEELVocabulary: Sendable {
    /// Names that stand for values.
    public var names: FEELNames
    /// Names that may come after a point, besides those.
    public var members: FEELNames
    /// Types that a model defines, by the names they are mentioned under.
    public private(set) var types: [String: FEELType]
    private(set) var typeNames: FEELNames

    /// Some names; types are added with `define`.
    public init(names: FEELNames = FEELNames(), members: FEELNames = FEELNames()) {
        self.names = names
        self.members = members
        types = [:]
        typeNames = FEELNames()
    }

    /// Gives a type a name.
    public mutating func define(_ name: String, as type: FEELType) {
        types[name] = type
        typeNames.insert(name)
    }

    /// The same, with more names that stand for values.
    func knowing(_ more: some Sequence<String>) -> FEELVocabulary {
        var wider = self
        for name in more { wider.names.insert(name) }
        return wider
    }

    /// The type of a name: built in or defined; `nil` when there is none.
    public func type(named name: String) -> FEELType? { types[name] ?? FEELType.builtIn[name] }
}
