import CPNG
import Foundation

/// PNG through libpng's simplified interface, which reports errors by value.
enum PNGDecoding {
    static func decode(_ bytes: Data, limits: PictureLimits) throws(PictureFailure) -> Picture {
        // The library's reader looks into the bytes until it is done, so all of it happens inside.
        let result = bytes.withUnsafeBytes { input in Result { () throws(PictureFailure) in try decode(input, limits) }
        }
        return try result.get()
    }

    private static func decode(
        _ input: UnsafeRawBufferPointer, _ limits: PictureLimits
    ) throws(PictureFailure) -> Picture {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        guard png_image_begin_read_from_memory(&image, input.baseAddress, input.count) != 0 else {
            throw .damaged(reason(image))
        }
        let (width, height) = (Int(image.width), Int(image.height))
        try limits.check(width: width, height: height)
        // RGBA, 8 bits: PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA.
        image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        guard png_image_finish_read(&image, nil, &pixels, 0, nil) != 0 else { throw .damaged(reason(image)) }
        return Picture(laying: pixels, width: width, height: height)
    }

    private static func reason(_ image: png_image) -> String {
        let text = withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return text.isEmpty ? "the PNG cannot be read" : text
    }
}
