import ArgumentParser
import Foundation
import Perception
import Security
import Store
import Understanding
import Web

/// `magpie doctor`: what this installation has, and what it lacks.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Look at this installation and say what is wrong.")
    @OptionGroup var place: DataPlace

    func run() async throws {
        var isWell = true
        func report(_ what: String, _ isFine: Bool, _ detail: String) {
            print("\(isFine ? "ok     " : "WRONG  ")\(what): \(detail)")
            isWell = isWell && isFine
        }
        let pages = try? PageAssets.embedded()
        report("pages", pages?.isEmpty == false, pages?.isEmpty == false ? "embedded" : "not built in: run `make web`")
        report("pictures and voice", true, Self.perception)
        do {
            let built = try await Built(place.options(), logger: commandLogger())
            report("database", true, "\(built.store.location)")
            report("intent model", true, built.interpreter.modelVersion)
            let parked = try await built.store.read { try ParkedStream.all(in: $0) }
            report("parked streams", parked.isEmpty, "\(parked.count)")
            let verdict = try await built.audit.verify()
            report("audit log", verdict.isWhole, verdict.isWhole ? "\(verdict.rows) rows" : verdict.reason)
            try await built.store.close()
        } catch {
            report("data folder \(place.data)", false, "\(error)")
        }
        if !isWell { throw ExitCode.failure }
    }

    /// Nothing is wrong without them: both are installed on demand.
    private static var perception: String {
        do {
            let folder = try PerceptionFolder.find()
            let voice = folder.hasVoiceActivity ? "Silero's model" : "loudness alone, run make perception again"
            return "OCR in \(folder.url.path), voice activity by \(voice)"
        } catch {
            return "no OCR, voice activity by loudness alone; make perception installs both"
        }
    }
}
