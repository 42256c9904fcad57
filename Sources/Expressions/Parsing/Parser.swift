/// Recursive descent over the tokens of one condition; one method for each level of precedence, loosest first.
struct Parser {
    private let tokens: [Token]
    private var at = 0
    private var level = 0
    private var nodes = 0

    static func parse(_ text: String) throws(Complaint) -> Term {
        let bytes = text.utf8.count
        guard bytes <= ExpressionLimits.conditionBytesMax else {
            throw Complaint(
                .tooLong, at: ExpressionLimits.conditionBytesMax..<bytes, "\(ExpressionLimits.conditionBytesMax)")
        }
        var parser = Parser(tokens: try Lexer.tokens(of: text))
        guard parser.current.kind != .end else { throw Complaint(.empty, at: 0..<bytes) }
        let term = try parser.disjunction()
        guard parser.current.kind == .end else { throw parser.misplaced() }
        return term
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    // MARK: Tokens

    /// The lexer always ends with `.end`, and nothing moves past it.
    var current: Token { tokens[at] }
    var following: Token { tokens[min(at + 1, tokens.count - 1)] }

    @discardableResult
    mutating func advance() -> Token {
        let token = current
        if at + 1 < tokens.count { at += 1 }
        return token
    }

    static func keyword(of token: Token) -> Keyword? {
        token.kind == .word ? Keyword(rawValue: token.source.uppercased()) : nil
    }

    var keyword: Keyword? { Self.keyword(of: current) }

    mutating func take(_ word: Keyword) -> Bool {
        guard keyword == word else { return false }
        advance()
        return true
    }

    mutating func take(_ symbol: Token.Symbol) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func expect(_ word: Keyword) throws(Complaint) {
        guard take(word) else { throw Complaint(.expectedWord, at: current.position, word.rawValue) }
    }

    mutating func expect(_ symbol: Token.Symbol) throws(Complaint) {
        guard take(symbol) else { throw Complaint(.expectedWord, at: current.position, symbol.rawValue) }
    }

    mutating func close(_ opening: Range<Int>) throws(Complaint) {
        if take(.close) { return }
        throw current.kind == .end ? Complaint(.unclosedBracket, at: opening) : misplaced()
    }

    func misplaced() -> Complaint { Complaint(.unexpectedPart, at: current.position, current.source) }

    // MARK: Building

    mutating func make(_ node: Term.Node, from start: Int) throws(Complaint) -> Term {
        let term = Term(node, at: start..<(at > 0 ? tokens[at - 1].position.upperBound : start))
        nodes += 1
        guard nodes <= ExpressionLimits.nodesMax else {
            throw Complaint(.tooManyParts, at: term.position, "\(ExpressionLimits.nodesMax)")
        }
        guard term.depth <= ExpressionLimits.depthMax else { throw tooDeep(term.position) }
        return term
    }

    private func tooDeep(_ position: Range<Int>) -> Complaint {
        Complaint(.tooDeep, at: position, "\(ExpressionLimits.depthMax)")
    }

    /// Runs a nested rule, refusing texts nested so deep that parsing them would exhaust the stack.
    mutating func nested(
        _ rule: (inout Parser) throws(Complaint) -> Term
    ) throws(Complaint) -> Term {
        level += 1
        defer { level -= 1 }
        guard level <= ExpressionLimits.depthMax else { throw tooDeep(current.position) }
        return try rule(&self)
    }

    // MARK: Junctions

    mutating func disjunction() throws(Complaint) -> Term {
        let start = current.position.lowerBound
        var parts = [try conjunction()]
        while take(.or) { parts.append(try conjunction()) }
        guard parts.count > 1 else { return parts[0] }
        let flat = parts.flatMap { if case .any(let inner) = $0.node { inner } else { [$0] } }
        return try make(.any(flat), from: start)
    }

    private mutating func conjunction() throws(Complaint) -> Term {
        let start = current.position.lowerBound
        var parts = [try negation()]
        while take(.and) { parts.append(try negation()) }
        guard parts.count > 1 else { return parts[0] }
        let flat = parts.flatMap { if case .all(let inner) = $0.node { inner } else { [$0] } }
        return try make(.all(flat), from: start)
    }

    private mutating func negation() throws(Complaint) -> Term {
        let start = current.position.lowerBound
        guard take(.not) else { return try predicate() }
        let inner = try nested { parser throws(Complaint) in try parser.negation() }
        return try make(.not(inner), from: start)
    }
}
