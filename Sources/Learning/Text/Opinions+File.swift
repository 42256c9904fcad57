extension Opinions {
    private static let viewsMax = 4

    func write(to body: inout BinaryWriter) {
        body.write(UInt8(linear.count))
        for view in linear {
            view.features.write(to: &body)
            body.write(view.model.weights)
        }
        body.write(UInt8(combinations == nil ? 0 : 1))
        combinations?.write(to: &body)
        body.write(UInt8(phrases == nil ? 0 : 1))
        phrases?.write(to: &body)
    }

    init(readingFrom body: inout BinaryReader, classes: Int) throws(LearningFailure) {
        let count = Int(try body.read(UInt8.self))
        guard (1...Self.viewsMax).contains(count) else { throw .damagedModel("\(count) views") }
        var views: [LinearView] = []
        for _ in 0..<count {
            let features = try TextFeatures(readingFrom: &body)
            let weights = try body.readFloats()
            let known = features.vocabulary.count
            guard weights.count == (known + 1) * classes else { throw .damagedModel("its parts do not fit together") }
            try weights.checkMagnitude(below: TextClassifier.magnitudeMax)
            let model = LinearClassifier(features: known, classes: classes, weights: weights)
            views.append(LinearView(features: features, model: model))
        }
        let known = views[0].features.vocabulary.count
        let combinations =
            try body.readFlag() ? SparseNetwork(readingFrom: &body, features: known, classes: classes) : nil
        let phrases = try body.readFlag() ? PhraseNetwork(readingFrom: &body, classes: classes) : nil
        self.init(linear: views, combinations: combinations, phrases: phrases)
    }
}

extension TextFeatures {
    fileprivate func write(to body: inout BinaryWriter) {
        for number in [options.unitsMax, options.charactersMin, options.charactersMax, options.textsMin] {
            body.write(Int64(number))
        }
        body.write(options.rarityPower)
        body.write(options.balance.rawValue)
        body.write(UInt8(options.ownWords ? 1 : 0))
        body.write(vocabulary.hashes)
        body.write(families)
        body.write(rarities)
    }

    fileprivate init(readingFrom body: inout BinaryReader) throws(LearningFailure) {
        let options = try Options(readingFrom: &body)
        let hashes = try body.readNumbers(UInt64.self)
        let families = try body.readNumbers(UInt8.self)
        let rarities = try body.readFloats()
        guard hashes.count <= TextFeatures.featuresMax, families.count == hashes.count, rarities.count == hashes.count,
            Set(hashes).count == hashes.count, families.allSatisfy({ NGram.Family(rawValue: $0) != nil }),
            rarities.allSatisfy({ (0...TextClassifier.magnitudeMax).contains($0) })
        else { throw .damagedModel("its vocabulary does not fit together") }
        self.init(options: options, vocabulary: Vocabulary(hashes), families: families, rarities: rarities)
    }
}

extension TextFeatures.Options {
    fileprivate init(readingFrom body: inout BinaryReader) throws(LearningFailure) {
        unitsMax = Int(try body.read(Int64.self))
        charactersMin = Int(try body.read(Int64.self))
        charactersMax = Int(try body.read(Int64.self))
        textsMin = Int(try body.read(Int64.self))
        rarityPower = try body.readDouble()
        guard let balance = TextFeatures.Balance(rawValue: try body.read(UInt8.self)) else {
            throw .damagedModel("an unknown balance of n-grams")
        }
        self.balance = balance
        ownWords = try body.readFlag()
        do { try check() } catch { throw .damagedModel("\(error)") }
    }
}
