/// Texts and the class each belongs to; class -1 belongs to none.
struct Lesson {
    private(set) var texts: [String]
    private(set) var targets: [Int32]
    let classes: Int

    /// Rows whose label is not among `labels` count as belonging to none.
    init(_ rows: [LabelledText], outOfScope: [String], labels: [String], register: TextClassifier.Register = .messages)
    {
        let numbers = Dictionary(labels.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        texts = (rows.map(\.text) + outOfScope).map(register.read)
        targets = rows.map { numbers[$0.label] ?? -1 } + outOfScope.map { _ in -1 }
        classes = labels.count
    }

    /// Learns every opinion the options ask for.
    func fit(_ options: TextClassifier.Options) throws(LearningFailure) -> Opinions {
        var views: [LinearView] = []
        var combinations: SparseNetwork?
        for (place, recipe) in options.views.enumerated() {
            let room = place == 0 ? Int.max : LinearView.weightsMax / classes
            let features = try TextFeatures(learning: texts, options: recipe.features, sizeMax: room)
            let rows = rows(features)
            let model = try LinearClassifier(
                rows, targets: targets, classes: classes, features: features.vocabulary.count,
                options: recipe.machine, leansOnTelling: recipe.leansOnTelling, seed: options.seed)
            views.append(LinearView(features: features, model: model))
            if place == 0, options.effort == .thorough {
                combinations = SparseNetwork(
                    rows, targets: targets, features: features.vocabulary.count, classes: classes,
                    lessons: SparseNetwork.lessons, seed: options.seed)
            }
        }
        guard options.effort == .thorough else { return Opinions(linear: views) }
        let phrases = PhraseNetwork(
            texts.map(TextUnits.init), targets: targets, classes: classes, lessons: PhraseNetwork.lessons,
            seed: options.seed)
        return Opinions(linear: views, combinations: combinations, phrases: phrases)
    }

    /// What the opinions are after learning these texts too.
    ///
    /// - Parameters:
    ///   - places: the new number of each old class.
    ///   - rowsInAll: how many texts have been learned from then.
    func update(
        _ opinions: Opinions, places: [Int], rowsInAll: Int, _ options: TextClassifier.Options
    ) throws(LearningFailure) -> Opinions {
        var random = SeededRandom(seed: options.seed)
        var views: [LinearView] = []
        var combinations = opinions.combinations
        for (place, view) in opinions.linear.enumerated() {
            let features = view.features.extended(by: texts, rows: rowsInAll)
            let rows = rows(features)
            let known = features.vocabulary.count
            let model = try view.model.updated(
                rows, targets: targets, places: places, classes: classes, features: known,
                options: options.machine(ofView: place), seed: options.seed)
            views.append(LinearView(features: features, model: model))
            if place == 0 {
                combinations = combinations?.widened(features: known, places: places, classes: classes, random: &random)
                combinations?.train(rows, targets: targets, lessons: SparseNetwork.furtherLessons, random: &random)
            }
        }
        let units = texts.map(TextUnits.init)
        var phrases = opinions.phrases?.widened(units, places: places, classes: classes, random: &random)
        phrases?.train(units, targets: targets, lessons: PhraseNetwork.furtherLessons, random: &random)
        return Opinions(linear: views, combinations: combinations, phrases: phrases)
    }

    private func rows(_ features: TextFeatures) -> SparseRows {
        var rows = SparseRows()
        for text in texts { rows.append(features.vector(text)) }
        return rows
    }

    /// What the opinions say about every text.
    func answers(of opinions: Opinions) -> HeldOut {
        var heldOut = HeldOut()
        for (text, target) in zip(texts, targets) {
            let units = TextUnits(text)
            heldOut.add(opinions.scores(units, opinions.vectors(units)), target: Int(target))
        }
        return heldOut
    }

    /// So many texts tell confidence well enough; more would only cost training time.
    private static let heldOutWanted = 2_000

    private static let heldOutScoresMax = 20_000_000

    /// Answers to texts by models that did not learn from them: to every text of small data, to some folds of large.
    func crossValidate(_ options: TextClassifier.Options) throws(LearningFailure) -> HeldOut {
        let folds = folds(options.folds, seed: options.seed)
        var heldOut = HeldOut()
        for fold in 0..<options.folds where heldOut.count < Self.heldOutWanted {
            let learned = texts.indices.filter { folds[$0] != fold }
            let asked = texts.indices.filter { folds[$0] == fold }
            guard !asked.isEmpty, !learned.isEmpty else { continue }
            heldOut.add(selecting(thinned(asked)).answers(of: try selecting(learned).fit(options)))
        }
        return heldOut
    }

    /// Every so manieth row, as many as have room.
    private func thinned(_ rows: [Int]) -> [Int] {
        let stride = max(1, rows.count * classes / Self.heldOutScoresMax)
        return rows.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    }

    private func selecting(_ rows: [Int]) -> Lesson {
        var chosen = self
        chosen.texts = rows.map { texts[$0] }
        chosen.targets = rows.map { targets[$0] }
        return chosen
    }

    /// The fold of each row. Dealt out class by class, so that each fold sees each class in proportion.
    private func folds(_ count: Int, seed: UInt64) -> [Int] {
        var random = SeededRandom(seed: seed)
        let places = texts.indices.shuffled(using: &random).enumerated()
        let dealt = places.sorted { (targets[$0.element], $0.offset) < (targets[$1.element], $1.offset) }
        var folds = [Int](repeating: 0, count: texts.count)
        for (turn, place) in dealt.enumerated() { folds[place.element] = turn % count }
        return folds
    }
}
