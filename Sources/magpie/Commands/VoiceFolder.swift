import ArgumentParser
import Foundation
import Learning
import Perception

/// Recordings of voices with what they express: a folder of WAV files, with or without a list.
struct VoiceFolder {
    let examples: [VoiceExample]

    /// Every WAV file whose name follows EMO-DB: two digits for the speaker, the emotion as the sixth letter.
    init(folder: String) throws {
        examples = try Folder.names(folder).filter { $0.hasSuffix(".wav") }.compactMap { name in
            guard let (speaker, label) = Self.parts(of: name) else { return nil }
            return try Self.example(folder + "/" + name, label: label, speaker: speaker)
        }
        if examples.isEmpty {
            throw ValidationError("\(folder) holds no WAV files named as in EMO-DB (03a01Fa.wav); give a list instead.")
        }
    }

    /// The files that a list names: lines of label, tab, file, and possibly another tab and the speaker.
    init(folder: String, list: String) throws {
        var found: [VoiceExample] = []
        let lines = try CommandFile.text(list).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard fields.count >= 2, !fields[0].isEmpty, !fields[1].isEmpty else {
                throw ValidationError("\(list), line \(number + 1): label, tab and file are needed.")
            }
            let speaker = fields.count > 2 ? fields[2] : Self.parts(of: fields[1])?.speaker
            found.append(try Self.example(folder + "/" + fields[1], label: fields[0], speaker: speaker))
        }
        examples = found
    }

    private static let emotions: [Character: String] = [
        "W": "anger", "L": "boredom", "E": "disgust", "A": "fear", "F": "happiness", "T": "sadness", "N": "neutral",
    ]

    private static func parts(of name: String) -> (speaker: String, label: String)? {
        let letters = Array(name)
        guard letters.count > 6, letters.prefix(2).allSatisfy(\.isNumber), let label = emotions[letters[5]] else {
            return nil
        }
        return (String(letters.prefix(2)), label)
    }

    private static func example(_ path: String, label: String, speaker: String?) throws -> VoiceExample {
        let sound = try CommandFile.naming(path, in: SoundRefusal.self) { try Sound(wav: CommandFile.data(path)) }
        return VoiceExample(label: label, speaker: speaker, figures: Prosody(sound).values)
    }
}

/// What `magpie evaluate emotion --audio` prints.
struct VoiceMeasurement: Encodable {
    /// Each voice measured against itself, as for a customer who has spoken before.
    let accuracy: Double
    let unweightedAverageRecall: Double
    let macroF1: Double
    let rows: Int
    let protocolName: String
    let withBaseline: VoiceTrial.Report
    /// Nothing known of the voice.
    let withoutBaseline: VoiceTrial.Report
    let figures: Int

    enum CodingKeys: String, CodingKey {
        case accuracy, unweightedAverageRecall, macroF1, rows, withBaseline, withoutBaseline, figures
        case protocolName = "protocol"
    }

    /// Leaves one speaker out after the other, or learns from one list and asks another.
    init(audio: String, train: String?, test: String?) throws {
        let clock = ContinuousClock()
        if let train, let test {
            let trial = VoiceTrial(try VoiceFolder(folder: audio, list: train).examples)
            let asked = try VoiceFolder(folder: audio, list: test).examples
            withBaseline = try trial.asking(asked, usesBaseline: true, clock: clock)
            withoutBaseline = try trial.asking(asked, usesBaseline: false, clock: clock)
            protocolName = "train and test lists"
        } else {
            let trial = VoiceTrial(try VoiceFolder(folder: audio).examples)
            withBaseline = try trial.leavingSpeakersOut(usesBaseline: true, clock: clock)
            withoutBaseline = try trial.leavingSpeakersOut(usesBaseline: false, clock: clock)
            protocolName = "leave one speaker out"
        }
        (accuracy, unweightedAverageRecall) = (withBaseline.accuracy, withBaseline.unweightedAverageRecall)
        (macroF1, rows, figures) = (withBaseline.macroF1, withBaseline.rows, Prosody.names.count)
    }
}
