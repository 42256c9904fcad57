/// One sound on its way through the network of `VoiceActivity`: samples in as they come, probabilities out.
///
/// Holds what the network remembers and less than one window of samples, however long the sound.
public struct VoiceActivityStream: Sendable {
    /// Samples a second.
    public let rate: VoiceActivity.Rate

    private let network: SileroNetwork
    private var state = SileroNetwork.State()
    /// The end of the last window, then what came since.
    private var pending: [Float]

    init(_ network: SileroNetwork, rate: VoiceActivity.Rate) {
        self.network = network
        self.rate = rate
        pending = [Float](repeating: 0, count: rate.contextCount)
    }

    /// Takes any number of samples; what is beyond −1…1 is cut, and what is no number is silence.
    ///
    /// - Returns: the probability of speech, 0…1, in each window that these samples completed, often none.
    public mutating func feed(_ samples: some Sequence<Float>) -> [Double] {
        var found: [Double] = []
        let full = rate.contextCount + rate.windowCount
        for sample in samples {
            pending.append(sample.isFinite ? min(1, max(-1, sample)) : 0)
            if pending.count == full { found.append(window()) }
        }
        return found
    }

    /// Takes a telephone's µ-law bytes; at 16 kHz they must have been upsampled instead.
    public mutating func feed(muLaw bytes: some Sequence<UInt8>) -> [Double] {
        feed(bytes.lazy.map(G711.muLaw))
    }

    /// Ends the sound and makes ready for another.
    ///
    /// - Returns: the probability in the last window, filled with silence; `nil` if nothing was left.
    public mutating func finish() -> Double? {
        defer { self = VoiceActivityStream(network, rate: rate) }
        let missing = rate.contextCount + rate.windowCount - pending.count
        guard missing < rate.windowCount else { return nil }
        return feed(repeatElement(0, count: missing)).first
    }

    private mutating func window() -> Double {
        let probability = network(pending, &state)
        pending.removeFirst(rate.windowCount)
        return Double(probability)
    }
}
