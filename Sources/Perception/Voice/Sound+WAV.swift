public import Foundation

extension Sound {
    /// Reads a WAV file (RIFF/WAVE): PCM of 8, 16, 24 or 32 bits, floating point of 32 bits, A-law or µ-law. Several
    /// channels are mixed into one.
    public init(wav bytes: Data) throws(SoundRefusal) {
        guard bytes.count <= SoundLimits.bytesMax else { throw .tooLarge("more than \(SoundLimits.bytesMax) bytes") }
        let chunks = try WAVChunks(bytes)
        let form = try WAVForm(chunks.form)
        let frames = chunks.data.count / form.frameBytes
        guard frames <= SoundLimits.secondsMax * form.rate else {
            throw .tooLarge("more than \(SoundLimits.secondsMax) seconds")
        }
        var samples = [Float](repeating: 0, count: frames)
        let width = form.bits / 8
        chunks.data.withUnsafeBytes { raw in
            for frame in 0..<frames {
                var sum: Float = 0
                for channel in 0..<form.channels {
                    sum += form.sample(raw, at: frame * form.frameBytes + channel * width)
                }
                samples[frame] = sum / Float(form.channels)
            }
        }
        self.init(samples: samples, rate: form.rate)
    }
}

/// The two chunks of a WAV file that matter.
private struct WAVChunks {
    let form: Data
    let data: Data

    init(_ bytes: Data) throws(SoundRefusal) {
        guard bytes.count >= 12, bytes.prefix(4) == Data("RIFF".utf8), bytes.dropFirst(8).prefix(4) == Data("WAVE".utf8)
        else { throw .notWAV }
        var rest = bytes.dropFirst(12)
        var form: Data?
        while rest.count >= 8 {
            let name = rest.prefix(4)
            let size = rest.dropFirst(4).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            let body = rest.dropFirst(8)
            if name == Data("data".utf8) {
                guard let form else { throw .damaged("its data come before its format") }
                self.form = form
                // Recorders that were cut off leave a size that is too large, or none.
                data = Data(body.prefix(size))
                return
            }
            guard size <= body.count else { throw .damaged("a chunk is longer than the file") }
            if name == Data("fmt ".utf8) { form = Data(body.prefix(size)) }
            rest = body.dropFirst(size + size % 2)
        }
        throw .damaged(form == nil ? "it has no format" : "it has no data")
    }
}

/// How samples are written.
private struct WAVForm {
    enum Coding: Int { case integer = 1, real = 3, aLaw = 6, muLaw = 7 }

    let coding: Coding
    let channels: Int
    let rate: Int
    let bits: Int

    var frameBytes: Int { channels * bits / 8 }

    init(_ chunk: Data) throws(SoundRefusal) {
        guard chunk.count >= 16 else { throw .damaged("its format is too short") }
        func number(_ at: Int, _ count: Int) -> Int {
            chunk.dropFirst(at).prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        var tag = number(0, 2)
        // WAVE_FORMAT_EXTENSIBLE keeps the true coding at the beginning of its GUID.
        if tag == 0xFFFE, chunk.count >= 26 { tag = number(24, 2) }
        guard let coding = Coding(rawValue: tag) else { throw .unknownCoding(tag) }
        self.coding = coding
        channels = number(2, 2)
        rate = number(4, 4)
        bits = number(14, 2)
        let widths: [Int] =
            switch coding {
            case .integer: [8, 16, 24, 32]
            case .real: [32]
            case .aLaw, .muLaw: [8]
            }
        guard widths.contains(bits) else { throw .damaged("\(bits) bits a sample") }
        guard (1...SoundLimits.channelsMax).contains(channels) else { throw .damaged("\(channels) channels") }
        guard SoundLimits.rates.contains(rate) else { throw .damaged("\(rate) samples a second") }
    }

    func sample(_ raw: UnsafeRawBufferPointer, at: Int) -> Float {
        switch (coding, bits) {
        case (.aLaw, _): return G711.aLaw(raw[at])
        case (.muLaw, _): return G711.muLaw(raw[at])
        case (.real, _):
            let value = Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
            return value.isFinite ? min(1, max(-1, value)) : 0
        case (_, 8): return (Float(raw[at]) - 128) / 128
        case (_, 16):
            return Float(Int16(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: Int16.self))) / 32_768
        case (_, 24):
            let word = UInt32(raw[at]) << 8 | UInt32(raw[at + 1]) << 16 | UInt32(raw[at + 2]) << 24
            return Float(Int32(bitPattern: word)) / 2_147_483_648
        default:
            return Float(Int32(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: Int32.self))) / 2_147_483_648
        }
    }
}
