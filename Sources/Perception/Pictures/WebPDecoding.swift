import CWebP
import Foundation

/// Still WebP pictures through libwebp.
enum WebPDecoding {
    static func decode(_ bytes: Data, limits: PictureLimits) throws(PictureFailure) -> Picture {
        let input = [UInt8](bytes)
        var features = WebPBitstreamFeatures()
        guard WebPGetFeatures(input, input.count, &features) == VP8_STATUS_OK else {
            throw .damaged("the WebP header cannot be read")
        }
        let (width, height) = (Int(features.width), Int(features.height))
        try limits.check(width: width, height: height)
        guard features.has_animation == 0 else { throw .unsupported("animated WebP") }
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        guard WebPDecodeRGBAInto(input, input.count, &pixels, pixels.count, Int32(width * 4)) != nil else {
            throw .damaged("the WebP data cannot be read")
        }
        return Picture(laying: pixels, width: width, height: height)
    }
}
