/// One way to look at a text, and one linear machine per label that judges what it sees.
struct LinearView: Sendable, Equatable {
    let features: TextFeatures
    let model: LinearClassifier

    /// A further view takes no more room than this (160 MB).
    static let weightsMax = 40_000_000

    /// What to look at, and how to learn from it.
    struct Recipe: Sendable, Equatable {
        var features: TextFeatures.Options
        var machine: DualCoordinateDescent.Options
        var leansOnTelling = false
    }
}

extension TextFeatures.Options {
    /// Longer runs, and rarity at its full weight: what tells long texts apart.
    static var broad: TextFeatures.Options {
        var options = TextFeatures.Options()
        options.unitsMax = 3
        options.charactersMax = 5
        options.rarityPower = 1
        options.balance = .kinds
        return options
    }

    /// For posts: runs of three as well, and own words also apart from those passed on.
    static var posts: TextFeatures.Options {
        var options = TextFeatures.Options()
        options.unitsMax = 3
        options.charactersMax = 5
        options.ownWords = true
        return options
    }

    /// Phrases up to five units that at least two texts share: what long reviews turn on.
    static var phrases: TextFeatures.Options {
        var options = broad
        options.unitsMax = 5
        options.textsMin = 2
        return options
    }
}
