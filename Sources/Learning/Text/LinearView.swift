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
    /// Short runs; rarity at half its weight: in a post the rare n-gram is as often a name as a key word.
    static var short: TextFeatures.Options {
        var options = TextFeatures.Options()
        options.rarityPower = 0.5
        options.balance = .families
        return options
    }

    /// Longer runs, and rarity at its full weight: what tells long texts apart.
    static var broad: TextFeatures.Options {
        var options = TextFeatures.Options()
        options.unitsMax = 3
        options.charactersMax = 5
        options.rarityPower = 1
        options.balance = .kinds
        return options
    }

    /// As broad, own words also apart from those passed on; rarity hardly counts, since how much an n-gram tells does.
    static var posts: TextFeatures.Options {
        var options = broad
        options.ownWords = true
        options.rarityPower = 0.2
        return options
    }
}
