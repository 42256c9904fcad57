/// In how many texts each n-gram occurs, numbered in order of first appearance.
struct Census {
    private(set) var numbers: [UInt64: Int32] = [:]
    private(set) var texts: [Int] = []
    private(set) var families: [UInt8] = []
    private var lastText: [Int] = []
    private var textsSeen = 0

    mutating func count(_ units: TextUnits, _ options: TextFeatures.Options) {
        textsSeen += 1
        units.forEachNGram(options) { gram in
            let fresh = Int32(texts.count)
            let number = Int(numbers[gram.hash, default: fresh])
            if number == texts.count {
                numbers[gram.hash] = fresh
                texts.append(0)
                families.append(gram.family.rawValue)
                lastText.append(0)
            }
            guard lastText[number] != textsSeen else { return }
            lastText[number] = textsSeen
            texts[number] += 1
        }
    }
}
