/// Windows of one length: each looks at so many units in a row and keeps its largest answer.
struct PhraseFilter: Sendable, Equatable {
    /// Units a window sees.
    let length: Int
    /// For each lane of windows, one lane for each number of the units it sees.
    var weights: [Lane]
    var biases: [Lane]

    /// Numbers one window sees.
    var reach: Int { length * PhraseNetwork.embedding }

    struct Answers {
        var largest: [Lane]
        /// The token at which the window that answered begins.
        var tokens: [SIMD8<Int32>]
    }

    func answers(_ text: EmbeddedText) -> Answers {
        let lanes = biases.count
        let places = text.tokens - length + 1
        var answers = Answers(
            largest: [Lane](repeating: Lane(repeating: -.infinity), count: lanes),
            tokens: [SIMD8<Int32>](repeating: .zero, count: lanes))
        text.lanes.withUnsafeBytes { bytes in
            let numbers = bytes.bindMemory(to: Float.self)
            weights.withUnsafeBufferPointer { weights in
                for lane in 0..<lanes {
                    for place in stride(from: 0, to: places, by: 4) {
                        let four = fourAnswers(weights, lane, numbers, place)
                        keep(four.0, place, lane, &answers)
                        if place + 1 < places { keep(four.1, place + 1, lane, &answers) }
                        if place + 2 < places { keep(four.2, place + 2, lane, &answers) }
                        if place + 3 < places { keep(four.3, place + 3, lane, &answers) }
                    }
                }
            }
        }
        for lane in 0..<lanes { answers.largest[lane] += biases[lane] }
        return answers
    }

    /// Four neighbouring windows at once: each weight is fetched once for all of them.
    @inline(__always)
    private func fourAnswers(
        _ weights: UnsafeBufferPointer<Lane>, _ lane: Int, _ numbers: UnsafeBufferPointer<Float>, _ place: Int
    ) -> (Lane, Lane, Lane, Lane) {
        let step = PhraseNetwork.embedding
        let start = place * step
        var sums = (Lane.zero, Lane.zero, Lane.zero, Lane.zero)
        for number in 0..<reach {
            let weight = weights[lane * reach + number]
            sums.0 += weight * numbers[start + number]
            sums.1 += weight * numbers[start + number + step]
            sums.2 += weight * numbers[start + number + 2 * step]
            sums.3 += weight * numbers[start + number + 3 * step]
        }
        return sums
    }

    @inline(__always)
    private func keep(_ answer: Lane, _ place: Int, _ lane: Int, _ answers: inout Answers) {
        let larger = answer .> answers.largest[lane]
        answers.largest[lane].replace(with: answer, where: larger)
        answers.tokens[lane].replace(with: SIMD8(repeating: Int32(place)), where: larger)
    }

    /// Passes the gradient at the answers on to the weights, where they are wanted, and to the text.
    func back(
        _ gradient: [Lane], _ answers: Answers, _ text: EmbeddedText, slopes: UnsafeMutableBufferPointer<Float>?,
        text back: inout EmbeddedText
    ) {
        let step = Lane.scalarCount
        text.lanes.withUnsafeBytes { textBytes in
            weights.withUnsafeBytes { weightBytes in
                back.lanes.withUnsafeMutableBytes { backBytes in
                    let numbers = textBytes.bindMemory(to: Float.self)
                    let weights = weightBytes.bindMemory(to: Float.self)
                    let backs = backBytes.bindMemory(to: Float.self)
                    for window in 0..<(gradient.count * step) {
                        let slope = gradient.number(window)
                        guard slope != 0 else { continue }
                        let start = Int(answers.tokens[window / step][window % step]) * PhraseNetwork.embedding
                        var place = window / step * reach * step + window % step
                        for number in start..<(start + reach) {
                            backs[number] += slope * weights[place]
                            if let slopes { slopes[place] += slope * numbers[number] }
                            place += step
                        }
                    }
                }
            }
        }
    }
}
