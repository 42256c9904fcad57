/// The predicates the index could not answer, each kept once however many rules share it.
struct PredicateTable: Sendable {
    private struct Entry: Sendable {
        let spelling: String
        let program: Program
        var uses: Int
    }

    private var numbers: [String: Int] = [:]
    private var entries: [Entry?] = []
    private var free: [Int] = []

    mutating func take(_ term: Term) -> Int {
        let spelling = term.description
        if let number = numbers[spelling] {
            entries[number]?.uses += 1
            return number
        }
        let entry = Entry(spelling: spelling, program: Compiler.compile(term), uses: 1)
        let number = free.popLast() ?? entries.count
        if number == entries.count { entries.append(entry) } else { entries[number] = entry }
        numbers[spelling] = number
        return number
    }

    mutating func release(_ number: Int) {
        guard var entry = entries[number] else { return }
        entry.uses -= 1
        entries[number] = entry.uses > 0 ? entry : nil
        guard entry.uses == 0 else { return }
        numbers[entry.spelling] = nil
        free.append(number)
    }

    /// The answers of one evaluation, each worked out when first asked for.
    struct Answers {
        private let table: PredicateTable
        private let context: Context
        private var known: [Truth?]
        /// How many predicates were evaluated.
        private(set) var evaluated = 0

        init(_ table: PredicateTable, _ context: Context) {
            self.table = table
            self.context = context
            self.known = [Truth?](repeating: nil, count: table.entries.count)
        }

        mutating func holds(_ number: Int) -> Bool {
            if let answer = known[number] { return answer == .true }
            let answer = table.entries[number]?.program.truth(in: context) ?? .unknown
            known[number] = answer
            evaluated += 1
            return answer == .true
        }
    }
}
