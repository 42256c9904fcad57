/// A condition laid out flat: operations refer to each other by index, so that running one allocates nothing for the
/// tree and follows no references.
struct Program: Sendable {
    enum Operation: Sendable {
        case constant(Int32)
        case slot(Int32)
        case compare(Comparison, Int32, Int32)
        /// The commonest predicate, an attribute against a constant, without the detour over two operations.
        case compareSlot(Comparison, slot: Int32, constant: Int32)
        case not(Int32)
        case all(Span)
        case any(Span)
        case isNull(Int32, negated: Bool)
        /// A list of constants: one look-up.
        case withinConstants(Int32, list: Int32, negated: Bool)
        case within(Int32, Span, negated: Bool)
        case between(Int32, Int32, Int32, negated: Bool)
        case likeConstant(Int32, pattern: Int32, negated: Bool)
        case like(Int32, Int32, escape: UInt32?, negated: Bool)
        case arithmetic(Arithmetic, Int32, Int32)
        case negative(Int32)
        case call(Function, Span)
        /// Pairs of condition and value, then the value of ELSE if the count is odd.
        case choose(Span)
    }

    /// A stretch of ``links``.
    struct Span: Sendable {
        let first: Int32, count: Int32
    }

    /// The constants of an IN list.
    struct ConstantList: Sendable {
        let members: Set<Cell>
        let hasNull: Bool
    }

    var operations: [Operation] = []
    var links: [Int32] = []
    var constants: [Cell] = []
    var lists: [ConstantList] = []
    var patterns: [LikePattern] = []
    var root: Int32 = 0

    func truth(in context: Context) -> Truth { truth(root, context) }

    func linked(_ span: Span) -> ArraySlice<Int32> { links[Int(span.first)..<Int(span.first + span.count)] }
}
