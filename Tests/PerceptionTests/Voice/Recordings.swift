import Foundation
import Perception

/// Recordings of actors (`data/emodb-2s` of MAGPIE_DATA), unpacked once; none where the data is not here.
enum Recordings {
    static func files() throws -> [URL] {
        guard let folder else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "wav" }.sorted { $0.path < $1.path }
    }

    private static let folder = UnpackedData.folder(of: "emodb-2s/emodb_spk03-11.tar.gz")?.appending(path: "wav")

    /// From the first to the last moment within 20 dB of the loudest 5 ms: where a clean recording surely holds speech.
    static func loud(_ sound: Sound) -> Sound {
        let count = sound.rate / 200
        let levels = stride(from: 0, to: sound.samples.count - count, by: count).map { start in
            sound.samples[start..<start + count].reduce(0) { $0 + $1 * $1 }
        }
        let floor = (levels.max() ?? 0) / 100
        let (first, last) = (levels.firstIndex { $0 > floor } ?? 0, levels.lastIndex { $0 > floor } ?? 0)
        return Sound(
            samples: Array(sound.samples[first * count..<min(sound.samples.count, (last + 1) * count)]),
            rate: sound.rate)
    }

    /// The byte of µ-law whose value is nearest.
    static func muLaw(_ sample: Float) -> UInt8 {
        (0...UInt8.max).min { abs(G711.muLaw($0) - sample) < abs(G711.muLaw($1) - sample) } ?? 0xFF
    }
}
