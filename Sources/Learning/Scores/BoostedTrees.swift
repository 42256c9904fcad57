import Foundation

/// Gradient-boosted regression trees on the logistic loss (Friedman, 2001), grown over histograms of at most 64 bins,
/// with second-order gains (Chen and Guestrin, 2016).
struct BoostedTrees: Sendable, Equatable {
    /// How they are grown.
    struct Options: Sendable, Equatable {
        var trees = 300
        var depth = 4
        var rate = 0.05
        /// Penalty on the squared values of leaves.
        var ridge = 5.0
        /// Rows that a leaf must have.
        var leafRowsMin = 20
        /// Share of the rows and of the features that each tree sees.
        var rowShare = 0.7
        var featureShare = 0.5
        /// Trees without progress on the held-out rows before it ends.
        var patience = 30
    }

    /// A split, or a leaf where `feature` is negative.
    struct Node: Sendable, Equatable {
        var feature: Int32
        /// Rows at or below go left.
        var threshold: Float
        var left: Int32
        var right: Int32
        /// What the mean row here gets; of a leaf its answer.
        var value: Double
    }

    var base: Double
    var trees: [[Node]]

    /// Logarithm of the odds.
    func margin(_ row: [Float]) -> Double {
        trees.reduce(base) { sum, tree in sum + tree[Self.leaf(of: tree, row)].value }
    }

    private static func leaf(of tree: [Node], _ row: [Float]) -> Int {
        var at = 0
        while tree[at].feature >= 0 {
            at = Int(row[Int(tree[at].feature)] <= tree[at].threshold ? tree[at].left : tree[at].right)
        }
        return at
    }

    /// What each feature adds to the margin: the change of the node's mean at each split on the row's way (Saabas,
    /// 2014).
    func contributions(_ row: [Float]) -> [Double] {
        var sums = [Double](repeating: 0, count: row.count)
        for tree in trees {
            var at = 0
            while tree[at].feature >= 0 {
                let next = Int(row[Int(tree[at].feature)] <= tree[at].threshold ? tree[at].left : tree[at].right)
                sums[Int(tree[at].feature)] += tree[next].value - tree[at].value
                at = next
            }
        }
        return sums
    }
}
