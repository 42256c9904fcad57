/// From a row of probabilities per step to characters: best path of Connectionist Temporal Classification (Graves et
/// al. 2006): the best class of each step, repeats joined, blanks dropped.
///
/// The best path loses a character whose probability is spread thin. Chinese print is evenly spaced, so a place where a
/// character should stand is looked at again, and marked when nothing is found.
struct CTCDecoding {
    /// Class 0 is the blank; class i is `characters[i - 1]`.
    let characters: [String]

    /// A character that is not the likeliest is taken into an empty place from this probability on.
    private static let fillingMin: Float = 0.35

    var classes: Int { characters.count + 1 }

    /// - Parameter probabilities: steps × classes, row-major.
    /// - Parameter usedShare: the part of the steps that the picture covers; the rest is padding.
    /// - Parameter lineWidth: the line's length in heights of the line; bounds how far characters may stand apart.
    func decode(_ probabilities: [Float], usedShare: Double = 1, lineWidth: Double? = nil) -> [ReadCharacter] {
        let steps = best(probabilities)
        let used = max(1, Double(steps.count) * usedShare)
        var read: [ReadCharacter] = []
        var previous = 0
        for (index, step) in steps.enumerated() {
            defer { previous = step.isBlank ? 0 : step.letter }
            guard !step.isBlank else { continue }
            if step.letter == previous, let last = read.last {
                // The same character goes on: it is as sure as its surest step.
                read[read.count - 1].confidence = max(last.confidence, Double(step.probability))
            } else {
                read.append(character(step, at: Double(index) / used))
            }
        }
        return filled(read, steps, used, LineSpacing(read, lineWidth: lineWidth))
    }

    private struct Step {
        /// The likeliest class that is not blank, and its probability.
        let letter: Int
        let probability: Float
        let isBlank: Bool
    }

    private func best(_ probabilities: [Float]) -> [Step] {
        probabilities.withUnsafeBufferPointer { values in
            (0..<(values.count / classes)).map { step in
                let start = step * classes
                var letter = 1
                for candidate in 2..<max(2, classes) where values[start + candidate] > values[start + letter] {
                    letter = candidate
                }
                return Step(
                    letter: letter, probability: values[start + letter],
                    isBlank: values[start] >= values[start + letter])
            }
        }
    }

    private func character(_ step: Step, at position: Double) -> ReadCharacter {
        ReadCharacter(characters[step.letter - 1], confidence: Double(step.probability), position: min(1, position))
    }

    /// Looks again into the places where a character is missing, and marks those that stay empty.
    private func filled(
        _ read: [ReadCharacter], _ steps: [Step], _ used: Double, _ spacing: LineSpacing?
    ) -> [ReadCharacter] {
        guard let spacing else { return LineSpacing.withoutRemnant(read) }
        var filled = read
        for hole in spacing.holes(in: read).reversed() {
            let places = steps.indices.filter { hole.range.contains(Double($0) / used) }
            guard let place = places.max(by: { steps[$0].probability < steps[$1].probability }),
                steps[place].probability >= Self.fillingMin
            else { continue }
            filled.insert(character(steps[place], at: Double(place) / used), at: hole.index)
        }
        return LineSpacing.withoutRemnant(spacing.marked(filled))
    }
}
