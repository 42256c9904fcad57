import Foundation

/// The network of Silero’s voice activity detection, fifth version, for one rate: at most 310,000 weights.
///
/// A window with the end of the one before is reflected at its end, cut into four frames and taken to magnitudes of
/// frequencies; four convolutions make one column of them, a recurrent cell (LSTM) remembers, one sum decides. OpenVINO
/// does not load the file as published (docs/decisions/0012-voice-activity.md); only its weights are read.
struct SileroNetwork: Sendable {
    /// What is carried from one window to the next.
    struct State: Sendable, Equatable {
        var hidden = [Float](repeating: 0, count: unitCount)
        var cell = [Float](repeating: 0, count: unitCount)
    }

    private static let unitCount = 128
    private static let frameCount = 4
    private static let strides = [1, 2, 2, 1]

    private let basis: DenseLayer
    private let convolutions: [DenseLayer]
    private let fromInput, fromHidden, decision: DenseLayer

    /// - Parameter branch: the beginning of the names that the rate's weights have.
    init(_ constants: [String: Tensor], branch: String, rate: VoiceActivity.Rate) throws(InferenceFailure) {
        func layer(_ name: String, _ shape: [Int], bias: String? = nil) throws(InferenceFailure) -> DenseLayer {
            let biases = bias.flatMap { constants[branch + $0]?.floats }
            guard let tensor = constants[branch + name], tensor.shape == shape,
                bias == nil || biases?.count == shape[0],
                let layer = DenseLayer(tensor.floats, rows: shape[0], bias: biases)
            else {
                throw .badModel(file: VoiceActivity.modelName, reason: "no weights \(name) of Silero's fifth version")
            }
            return layer
        }
        let frame = rate.windowCount / 2
        let channels = [frame / 2 + 1, 128, 64, 64, 128]
        basis = try layer("stft.forward_basis_buffer", [2 * channels[0], 1, frame])
        var convolutions: [DenseLayer] = []
        for index in Self.strides.indices {
            let name = "encoder.\(index).reparam_conv"
            convolutions.append(
                try layer("\(name).weight", [channels[index + 1], channels[index], 3], bias: "\(name).bias"))
        }
        self.convolutions = convolutions
        let gates = [4 * Self.unitCount, Self.unitCount]
        fromInput = try layer("decoder.rnn.weight_ih", gates, bias: "decoder.rnn.bias_ih")
        fromHidden = try layer("decoder.rnn.weight_hh", gates, bias: "decoder.rnn.bias_hh")
        decision = try layer("decoder.decoder.2.weight", [1, Self.unitCount, 1], bias: "decoder.decoder.2.bias")
    }

    /// The probability of speech, 0…1.
    ///
    /// - Parameter samples: a window behind its context, −1…1.
    func callAsFunction(_ samples: [Float], _ state: inout State) -> Float {
        var columns = magnitudes(samples)
        for (layer, stride) in zip(convolutions, Self.strides) { columns = Self.convolve(columns, layer, stride) }
        remember(columns[0], &state)
        let sum = decision(state.hidden.map { max(0, $0) })[0]
        return Self.sigmoid(sum)
    }

    private func magnitudes(_ samples: [Float]) -> [[Float]] {
        let hop = basis.columns / 2
        // Mirrored around its last sample.
        let mirrored = samples + samples.dropLast().suffix(hop / 2).reversed()
        return (0..<Self.frameCount).map { frame in
            let parts = basis(Array(mirrored[frame * hop..<frame * hop + basis.columns]))
            let half = parts.count / 2
            return (0..<half).map { (parts[$0] * parts[$0] + parts[half + $0] * parts[half + $0]).squareRoot() }
        }
    }

    /// Three neighbours wide, silence outside, and nothing below zero.
    private static func convolve(_ columns: [[Float]], _ layer: DenseLayer, _ stride: Int) -> [[Float]] {
        Swift.stride(from: 0, to: columns.count, by: stride).map { centre in
            var seen = [Float](repeating: 0, count: layer.columns)
            for side in 0..<3 where columns.indices.contains(centre + side - 1) {
                for (channel, value) in columns[centre + side - 1].enumerated() { seen[3 * channel + side] = value }
            }
            return layer(seen).map { max(0, $0) }
        }
    }

    /// One step of the LSTM (S. Hochreiter and J. Schmidhuber, 1997): gates in the order input, forget, cell, output.
    private func remember(_ input: [Float], _ state: inout State) {
        let gates = zip(fromInput(input), fromHidden(state.hidden)).map { $0 + $1 }
        for unit in 0..<Self.unitCount {
            let (enter, keep) = (Self.sigmoid(gates[unit]), Self.sigmoid(gates[unit + Self.unitCount]))
            let candidate = Float(tanh(Double(gates[unit + 2 * Self.unitCount])))
            state.cell[unit] = keep * state.cell[unit] + enter * candidate
            let shown = Self.sigmoid(gates[unit + 3 * Self.unitCount])
            state.hidden[unit] = shown * Float(tanh(Double(state.cell[unit])))
        }
    }

    private static func sigmoid(_ value: Float) -> Float { 1 / (1 + Float(exp(-Double(value)))) }
}
