public import Foundation
import Journey
import Learning

/// Keeps the intent model as a file, and trains it anew when the file is missing, damaged or of other sentences.
public struct ModelShelf: Sendable {
    /// What was done to have a model.
    public enum Outcome: Sendable, Equatable {
        case loaded
        /// There was none of these training sentences.
        case trained
        /// There was one, but it could not be read: worth a warning in the log.
        case retrained(because: String)
    }

    /// The sentences a model learns from: files of label and text, separated by a tab.
    public struct Lessons: Sendable, Equatable {
        /// Sentences of the intents.
        public var training: URL
        /// Sentences that are none of the company's business; nil when nobody has collected any.
        public var outOfScope: URL?

        public init(training: URL, outOfScope: URL? = nil) {
            self.training = training
            self.outOfScope = outOfScope
        }
    }

    /// Models beyond the newest are taken off the shelf.
    static let filesKeptMax = 3
    private static let prefix = "intent-", suffix = ".model"

    let folder: URL

    /// - Parameter folder: created when it is missing.
    public init(folder: URL) { self.folder = folder }

    /// Gives the model of these sentences: from the shelf, else trained now (seconds) and kept.
    public func model(for lessons: Lessons) throws(UnderstandingRefusal) -> (model: IntentModel, outcome: Outcome) {
        let sentences = try read(lessons)
        // The name holds the fingerprint of the sentences, so one rename puts model and fingerprint in place together.
        let file = folder.appending(path: Self.prefix + sentences.fingerprint + Self.suffix)
        var outcome = Outcome.trained
        if FileManager.default.fileExists(atPath: file.path) {
            do {
                return (IntentModel(try TextClassifier(contentsOf: file)), .loaded)
            } catch {
                outcome = .retrained(because: String(describing: error))
            }
        }
        let classifier = try Self.train(sentences)
        try keep(classifier, as: file)
        return (IntentModel(classifier), outcome)
    }

    private struct Sentences {
        let training: Data
        let outOfScope: Data

        /// FNV-1a (Fowler, Noll, Vo), 64 bits: tells changed files from unchanged ones, nothing more.
        var fingerprint: String {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for part in [training, Data([0]), outOfScope] {
                for byte in part { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            }
            let digits = String(hash, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
    }

    private func read(_ lessons: Lessons) throws(UnderstandingRefusal) -> Sentences {
        do {
            return Sentences(
                training: try Data(contentsOf: lessons.training),
                outOfScope: try lessons.outOfScope.map { try Data(contentsOf: $0) } ?? Data())
        } catch {
            throw .cannotTrain(why: error.localizedDescription)
        }
    }

    private static func train(_ sentences: Sentences) throws(UnderstandingRefusal) -> TextClassifier {
        do {
            let rows = try LabelledText.rows(tsv: sentences.training)
            let outOfScope = try LabelledText.rows(tsv: sentences.outOfScope).map(\.text)
            return try TextClassifier.train(rows, outOfScope: outOfScope)
        } catch {
            throw .cannotTrain(why: String(describing: error))
        }
    }

    private func keep(_ classifier: TextClassifier, as file: URL) throws(UnderstandingRefusal) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // Written beside and renamed: a crash leaves the old file or the new one, never half of one.
            try classifier.write(to: file)
        } catch {
            throw .cannotKeepModel(why: error.localizedDescription)
        }
        clearOut(keeping: file)
    }

    /// Old models are only clutter: one that cannot be removed does no harm.
    private func clearOut(keeping newest: URL) {
        let keys: Set<URLResourceKey> = [.contentModificationDateKey]
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: Array(keys))
        let models = (files ?? []).filter {
            $0.lastPathComponent.hasPrefix(Self.prefix) && $0.lastPathComponent.hasSuffix(Self.suffix)
                && $0.lastPathComponent != newest.lastPathComponent
        }
        let dated = models.map { file in
            (file: file, at: (try? file.resourceValues(forKeys: keys))?.contentModificationDate ?? .distantPast)
        }
        for (file, _) in dated.sorted(by: { $0.at > $1.at }).dropFirst(Self.filesKeptMax - 1) {
            try? FileManager.default.removeItem(at: file)
        }
    }
}
