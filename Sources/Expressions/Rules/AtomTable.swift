/// Small numbers for the (attribute, value) pairs that rules ask for, so that a context is hashed once per attribute
/// and not once per rule. Number 0 means “no rule asks for this value”.
struct AtomTable: Sendable {
    private struct Pair: Hashable {
        let slot: Int
        let cell: Cell
    }

    private var numbers: [Pair: UInt32] = [:]
    private var uses: [Int] = [0]
    private var free: [UInt32] = []
    private var usesPerSlot: [Int: Int] = [:]

    /// The pair's number; each call is one use to be given back by ``release(slot:cell:)``.
    mutating func take(slot: Int, cell: Cell) -> UInt32 {
        let pair = Pair(slot: slot, cell: cell)
        usesPerSlot[slot, default: 0] += 1
        if let known = numbers[pair] {
            uses[Int(known)] += 1
            return known
        }
        let number = free.popLast() ?? UInt32(uses.count)
        if Int(number) == uses.count { uses.append(0) }
        uses[Int(number)] = 1
        numbers[pair] = number
        return number
    }

    mutating func release(slot: Int, cell: Cell) {
        let pair = Pair(slot: slot, cell: cell)
        guard let number = numbers[pair] else { return }
        uses[Int(number)] -= 1
        usesPerSlot[slot, default: 1] -= 1
        if usesPerSlot[slot] == 0 { usesPerSlot[slot] = nil }
        guard uses[Int(number)] == 0 else { return }
        numbers[pair] = nil
        free.append(number)
    }

    func number(slot: Int, cell: Cell) -> UInt32 { numbers[Pair(slot: slot, cell: cell)] ?? 0 }

    /// The numbers of a context's values.
    struct Found {
        /// By slot; 0 for none.
        var single: [UInt32]
        /// For attributes that are sets.
        var several: [Int: [UInt32]] = [:]
    }

    func found(in context: Context) -> Found {
        var found = Found(single: [UInt32](repeating: 0, count: context.cells.count))
        for slot in usesPerSlot.keys {
            switch context.cells[slot] {
            case .null: break
            case .set(let members):
                found.several[slot] = members.map { number(slot: slot, cell: .text($0)) }.filter { $0 != 0 }
            case let cell: found.single[slot] = number(slot: slot, cell: cell.normalized)
            }
        }
        return found
    }
}
