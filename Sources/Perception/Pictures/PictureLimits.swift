/// What a picture may cost, checked on its header before anything is decoded.
public struct PictureLimits: Sendable, Equatable {
    /// Bytes of the file.
    public var fileBytesMax: Int
    /// Pixels of the longer side.
    public var sidePixelsMax: Int
    /// Width times height.
    public var pixelsMax: Int

    /// 32 MB, 16,384 pixels a side, 50 million pixels in all: beyond what telephones send, and 200 MB when decoded.
    public init(fileBytesMax: Int = 32 << 20, sidePixelsMax: Int = 16_384, pixelsMax: Int = 50_000_000) {
        self.fileBytesMax = fileBytesMax
        self.sidePixelsMax = sidePixelsMax
        self.pixelsMax = pixelsMax
    }

    func check(bytes: Int) throws(PictureFailure) {
        guard bytes <= fileBytesMax else { throw .tooLarge("\(bytes) bytes, at most \(fileBytesMax)") }
    }

    func check(width: Int, height: Int) throws(PictureFailure) {
        guard width > 0, height > 0 else { throw .damaged("it has no pixels") }
        guard width <= sidePixelsMax, height <= sidePixelsMax, width * height <= pixelsMax else {
            throw .tooLarge("\(width) × \(height) pixels, at most \(sidePixelsMax) a side and \(pixelsMax) in all")
        }
    }
}
