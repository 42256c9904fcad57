/// Reads FEEL by recursive descent (DMN 1.5, clause 10.3.1.2), names by longest match among those in scope.
struct FEELParser {
    var tokens: [FEELToken]
    var at = 0
    /// Names that stand for values here, the innermost last.
    var scopes: [FEELNames]
    /// Names that may come after a point: of the vocabulary, of the standard, of contexts in this text.
    var members: [FEELNames]
    private let vocabulary: FEELVocabulary
    /// Whether `[` after a value is a filter; not so at the upper end of a range, where it may close it.
    var allowsFilters = true
    private var depth = 0

    init(_ text: String, _ vocabulary: FEELVocabulary) throws(FEELFault) {
        tokens = try FEELLexer.tokens(text)
        scopes = [FEELBuiltIns.names, vocabulary.names]
        members = [vocabulary.members, FEELBuiltIns.memberNames, FEELNames()]
        self.vocabulary = vocabulary
    }

    var token: FEELToken { tokens[at] }

    /// A type of the model that is mentioned here, and how many tokens its name takes.
    var definedType: (type: FEELType, count: Int)? {
        guard let known = vocabulary.typeNames.longest(in: tokens, at: at) else { return nil }
        return vocabulary.types[known.name].map { ($0, known.count) }
    }

    func isSymbol(_ symbol: String) -> Bool { token.isSymbol(symbol) }

    mutating func take(_ symbol: String) -> Bool {
        guard token.isSymbol(symbol) else { return false }
        at += 1
        return true
    }

    mutating func takeWord(_ word: String) -> Bool {
        guard token.isWord(word) else { return false }
        at += 1
        return true
    }

    mutating func expect(_ text: String) throws(FEELFault) {
        guard take(text) || takeWord(text) else { throw unexpected(.missingPart, text) }
    }

    func unexpected(_ code: FEELFault.Code = .unexpectedPart, _ detail: String = "") -> FEELFault {
        FEELFault(code, at: token.position, detail, found: token.kind == .end ? "" : token.text)
    }

    /// Does something one level deeper.
    mutating func nested<T>(_ body: (inout FEELParser) throws(FEELFault) -> T) throws(FEELFault) -> T {
        guard depth < FEELLimits.nestingMax else {
            throw FEELFault(.tooDeep, at: token.position, "\(FEELLimits.nestingMax)")
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    /// The words up to one of some symbols or words, as one name.
    mutating func freshName(until ends: [String]) throws(FEELFault) -> String {
        var name = ""
        while token.kind != .end, !(token.kind != .string && ends.contains(token.text)) {
            if token.kind == .string { break }
            if token.isSpaced, !name.isEmpty { name += " " }
            name += token.text
            at += 1
        }
        guard !name.isEmpty else { throw unexpected(.missingName) }
        return name
    }

    /// Something with names known only inside it.
    mutating func scoped<T>(
        _ names: FEELNames, _ body: (inout FEELParser) throws(FEELFault) -> T
    ) throws(FEELFault) -> T {
        scopes.append(names)
        defer { scopes.removeLast() }
        return try body(&self)
    }

    /// Something with several tables of names known only inside it.
    mutating func scoped<T>(
        all tables: [FEELNames], _ body: (inout FEELParser) throws(FEELFault) -> T
    ) throws(FEELFault) -> T {
        scopes += tables
        defer { scopes.removeLast(tables.count) }
        return try body(&self)
    }

    /// Items between commas up to a closing symbol, which is taken too.
    mutating func items<T>(
        until closing: String, _ item: (inout FEELParser) throws(FEELFault) -> T
    ) throws(FEELFault) -> [T] {
        var items: [T] = []
        if take(closing) { return items }
        repeat { items.append(try item(&self)) } while take(",")
        try expect(closing)
        return items
    }
}
