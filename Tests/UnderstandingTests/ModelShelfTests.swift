import Foundation
import Testing

@testable import Understanding

@Suite struct ModelShelfTests {
    let folder: TemporaryFolder
    let lessons: ModelShelf.Lessons

    init() throws {
        folder = try TemporaryFolder()
        lessons = ModelShelf.Lessons(
            training: try folder.write(SmallLessons.training, as: "train.tsv"),
            outOfScope: try folder.write(SmallLessons.outOfScope, as: "out_of_scope.tsv"))
    }

    private var shelf: ModelShelf { ModelShelf(folder: folder.url) }

    private func best(_ model: IntentModel, _ text: String) -> String? { model.classify(text).guesses.first?.label }

    @Test("The first time the model is trained, afterwards it is loaded and says the same")
    func trainedThenLoaded() throws {
        let first = try shelf.model(for: lessons)
        let second = try shelf.model(for: lessons)
        #expect(first.outcome == .trained && second.outcome == .loaded)
        #expect(first.model.version == second.model.version)
        #expect(folder.models.count == 1)
        for text in ["开发票", "买保险", "你好", "天气"] {
            #expect(first.model.classify(text) == second.model.classify(text))
        }
        #expect(best(second.model, "帮我开张发票") == "invoice")
    }

    @Test("Other sentences make another model, and the old file goes only after a while")
    func otherSentences() throws {
        let first = try shelf.model(for: lessons)
        _ = try folder.write(SmallLessons.training + "\ninvoice\t补开票据", as: "train.tsv")
        let second = try shelf.model(for: lessons)
        #expect(second.outcome == .trained)
        #expect(second.model.version != first.model.version)
        for number in 0..<4 {
            _ = try folder.write(SmallLessons.training + "\ninvoice\t票据\(number)", as: "train.tsv")
            _ = try shelf.model(for: lessons)
        }
        #expect(folder.models.count == ModelShelf.filesKeptMax)
        #expect(try shelf.model(for: lessons).outcome == .loaded)
    }

    @Test("A damaged file is trained anew with a warning, wherever the damage is", arguments: [0, 9, 40, 2000])
    func damaged(at offset: Int) throws {
        let before = try shelf.model(for: lessons)
        let file = folder.url.appending(path: try #require(folder.models.first))
        var bytes = try Data(contentsOf: file)
        bytes[offset] ^= 0x55
        try bytes.write(to: file)
        let after = try shelf.model(for: lessons)
        guard case .retrained(let why) = after.outcome else {
            Issue.record("outcome \(after.outcome)")
            return
        }
        #expect(!why.isEmpty)
        #expect(after.model.version == before.model.version)
        #expect(try shelf.model(for: lessons).outcome == .loaded)
    }

    @Test("A file cut short, or empty, is trained anew", arguments: [0, 5, 500])
    func cutShort(length: Int) throws {
        _ = try shelf.model(for: lessons)
        let file = folder.url.appending(path: try #require(folder.models.first))
        try Data(contentsOf: file).prefix(length).write(to: file)
        guard case .retrained = try shelf.model(for: lessons).outcome else {
            Issue.record("the stump was loaded")
            return
        }
    }

    @Test("Sentences that are missing or wrong are refused with the reason")
    func wrongLessons() throws {
        let missing = ModelShelf.Lessons(training: folder.url.appending(path: "none.tsv"))
        #expect(throws: UnderstandingRefusal.self) { try shelf.model(for: missing) }
        let bad = ModelShelf.Lessons(training: try folder.write("no tab here", as: "bad.tsv"))
        #expect {
            try shelf.model(for: bad)
        } throws: { error in
            guard case .cannotTrain(let why)? = error as? UnderstandingRefusal else { return false }
            return why.contains("line 1")
        }
        #expect(folder.models.isEmpty)
    }

    @Test("A folder that cannot be written is refused, not ignored")
    func noFolder() throws {
        let file = try folder.write("", as: "in-the-way")
        #expect {
            try ModelShelf(folder: file.appending(path: "models")).model(for: lessons)
        } throws: { error in
            guard case .cannotKeepModel? = error as? UnderstandingRefusal else { return false }
            return true
        }
    }
}
