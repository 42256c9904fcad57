@testable import Perception

/// Lines as if read from a picture, for tests of what comes after reading.
enum Typed {
    /// A line at a place; every character equally sure, width as Chinese print has it.
    static func line(
        _ text: String, x: Double, y: Double, height: Double = 40, confidence: Double = 0.99, tilt: Double = 0
    ) -> TextLine {
        let width = max(1, text.reduce(0) { $0 + ($1.isHan ? 0.8 : 0.45) }) * height
        let quad = Quadrilateral(
            topLeft: Point(x, y), topRight: Point(x + width, y), bottomRight: Point(x + width, y + height),
            bottomLeft: Point(x, y + height))
        let count = Double(max(1, text.count))
        let characters = text.enumerated().map { index, character in
            ReadCharacter(String(character), confidence: confidence, position: (Double(index) + 0.5) / count)
        }
        return TextLine(characters, place: quad.map { $0.turned(by: tilt) })
    }
}
