extension Tensor {
    /// A picture as the PP-OCR networks take it: shape 1 × 3 × height × width, planes blue, green, red (the order they
    /// were taught with), values in −1…1; columns from the picture's width to `paddedWidth` are 0, which is mid-grey.
    init(_ picture: Picture, paddedWidth: Int? = nil) {
        let width = max(paddedWidth ?? picture.width, picture.width)
        let plane = width * picture.height
        var numbers = [Float](repeating: 0, count: 3 * plane)
        picture.pixels.withUnsafeBufferPointer { pixels in
            for y in 0..<picture.height {
                for x in 0..<picture.width {
                    let from = (y * picture.width + x) * 3
                    let to = y * width + x
                    numbers[to] = Float(pixels[from + 2]) / 127.5 - 1
                    numbers[plane + to] = Float(pixels[from + 1]) / 127.5 - 1
                    numbers[2 * plane + to] = Float(pixels[from]) / 127.5 - 1
                }
            }
        }
        self.init(numbers, shape: [1, 3, picture.height, width])
    }
}
