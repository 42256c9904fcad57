/// Rules filed under the values they ask for, one attribute after the other; a context descends only along its own
/// values.
struct DiscriminationTree: Sendable {
    typealias Step = (slot: Int, atom: UInt32)

    private struct Node: Sendable {
        /// Number of the parent and of the step that leads here; both 0 for the root.
        var parent: Int = 0
        var step: Step = (0, 0)
        /// How many edges leave for each attribute.
        var branches: [(slot: Int, edges: Int)] = []
        var plain: [Int] = []
        var ranges: [(slot: Int, index: IntervalIndex)] = []

        var isEmpty: Bool { branches.isEmpty && plain.isEmpty && ranges.isEmpty }
    }

    private var nodes = [Node()]
    private var free: [Int] = []
    private var edges: [UInt64: Int] = [:]

    private static func edge(_ node: Int, _ atom: UInt32) -> UInt64 { UInt64(node) << 32 | UInt64(atom) }

    mutating func add(_ rule: Int, along steps: [Step], range: (slot: Int, interval: Interval)?) {
        var node = 0
        for step in steps { node = edges[Self.edge(node, step.atom)] ?? grow(from: node, step) }
        guard let range else {
            nodes[node].plain.append(rule)
            return
        }
        if let at = nodes[node].ranges.firstIndex(where: { $0.slot == range.slot }) {
            nodes[node].ranges[at].index.add(rule, range.interval)
        } else {
            var index = IntervalIndex()
            index.add(rule, range.interval)
            nodes[node].ranges.append((range.slot, index))
        }
    }

    private mutating func grow(from parent: Int, _ step: Step) -> Int {
        let node = free.popLast() ?? nodes.count
        if node == nodes.count { nodes.append(Node()) }
        nodes[node] = Node(parent: parent, step: step)
        edges[Self.edge(parent, step.atom)] = node
        if let at = nodes[parent].branches.firstIndex(where: { $0.slot == step.slot }) {
            nodes[parent].branches[at].edges += 1
        } else {
            nodes[parent].branches.append((step.slot, 1))
        }
        return node
    }

    mutating func remove(_ rule: Int, along steps: [Step], range: (slot: Int, interval: Interval)?) {
        var node = 0
        for step in steps {
            guard let next = edges[Self.edge(node, step.atom)] else { return }
            node = next
        }
        if let range, let at = nodes[node].ranges.firstIndex(where: { $0.slot == range.slot }) {
            nodes[node].ranges[at].index.remove(rule, range.interval)
            if nodes[node].ranges[at].index.isEmpty { nodes[node].ranges.remove(at: at) }
        } else {
            nodes[node].plain.removeAll { $0 == rule }
        }
        prune(from: node)
    }

    private mutating func prune(from start: Int) {
        var node = start
        while node != 0, nodes[node].isEmpty {
            let parent = nodes[node].parent
            let step = nodes[node].step
            edges[Self.edge(parent, step.atom)] = nil
            if let at = nodes[parent].branches.firstIndex(where: { $0.slot == step.slot }) {
                nodes[parent].branches[at].edges -= 1
                if nodes[parent].branches[at].edges == 0 { nodes[parent].branches.remove(at: at) }
            }
            free.append(node)
            node = parent
        }
    }

    /// Every rule whose filed values and range the context has.
    func forEach(_ context: Context, _ found: AtomTable.Found, _ body: (Int) -> Void) {
        var pending = [0]
        while let number = pending.popLast() {
            let node = nodes[number]
            for rule in node.plain { body(rule) }
            for range in node.ranges {
                if let point = context.cells[range.slot].point { range.index.forEach(containing: point, body) }
            }
            for branch in node.branches {
                let single = found.single[branch.slot]
                if single != 0 {
                    if let next = edges[Self.edge(number, single)] { pending.append(next) }
                } else if let several = found.several[branch.slot] {
                    pending += several.compactMap { edges[Self.edge(number, $0)] }
                }
            }
        }
    }
}
