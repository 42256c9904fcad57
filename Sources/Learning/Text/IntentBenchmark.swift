public import Foundation

/// The CLINC150 intent data set: 150 intents with training, development and test rows, and queries out of scope.
///
/// Larson et al., "An Evaluation Dataset for Intent Classification and Out-of-Scope Prediction", EMNLP 2019; file
/// `data_full.json`: `{"train": [[text, label], …], "val": …, "test": …, "oos_train": …, "oos_val": …, "oos_test": …}`.
public struct IntentBenchmark: Sendable, Equatable {
    public let train, development, test: [LabelledText]
    public let outOfScopeTrain, outOfScopeDevelopment, outOfScopeTest: [String]

    /// Reads the JSON; the three in-scope sets are needed, the out-of-scope sets may be missing.
    public init(clinc150 data: Data) throws(LearningFailure) {
        guard data.count <= LabelledText.fileBytesMax else { throw .tooLarge("a data file of \(data.count) bytes") }
        let sets: [String: [[String]]]
        do {
            sets = try JSONDecoder().decode([String: [[String]]].self, from: data)
        } catch {
            throw .badData("it is not JSON of the form {\"train\": [[text, label], …], …}")
        }
        train = try Self.rows("train", of: sets)
        development = try Self.rows("val", of: sets)
        test = try Self.rows("test", of: sets)
        outOfScopeTrain = try Self.texts("oos_train", of: sets)
        outOfScopeDevelopment = try Self.texts("oos_val", of: sets)
        outOfScopeTest = try Self.texts("oos_test", of: sets)
    }

    private static func rows(_ name: String, of sets: [String: [[String]]]) throws(LearningFailure) -> [LabelledText] {
        guard let set = sets[name] else { throw .badData("the set \"\(name)\" is missing") }
        var rows: [LabelledText] = []
        for (place, pair) in set.enumerated() {
            guard pair.count == 2 else { throw .badData("\"\(name)\"[\(place)] is not a pair [text, label]") }
            rows.append(LabelledText(pair[0], label: pair[1]))
        }
        return rows
    }

    private static func texts(_ name: String, of sets: [String: [[String]]]) throws(LearningFailure) -> [String] {
        sets[name] == nil ? [] : try rows(name, of: sets).map(\.text)
    }
}
