import CTurboJPEG
import Foundation

/// JPEG through libjpeg-turbo's TurboJPEG interface, which reports errors by value.
enum JPEGDecoding {
    static func decode(_ bytes: Data, limits: PictureLimits, longerSideWanted: Int) throws(PictureFailure) -> Picture {
        guard let handle = tjInitDecompress() else { throw .damaged("the JPEG library cannot start") }
        defer { tjDestroy(handle) }
        let input = [UInt8](bytes)
        var (width, height, subsampling, space) = (Int32(0), Int32(0), Int32(0), Int32(0))
        guard tjDecompressHeader3(handle, input, UInt(input.count), &width, &height, &subsampling, &space) == 0 else {
            throw .damaged(reason(handle))
        }
        try limits.check(width: Int(width), height: Int(height))
        guard space != TJCS_CMYK.rawValue, space != TJCS_YCCK.rawValue else { throw .unsupported("CMYK JPEG") }
        let divisor = divisor(longerSide: Int(max(width, height)), wanted: longerSideWanted)
        let (outWidth, outHeight) = ((Int(width) + divisor - 1) / divisor, (Int(height) + divisor - 1) / divisor)
        var pixels = [UInt8](repeating: 0, count: outWidth * outHeight * 3)
        // A file of thousands of tiny scans costs minutes; an honest one has about ten.
        let flags = TJFLAG_LIMITSCANS
        let status = tjDecompress2(
            handle, input, UInt(input.count), &pixels, Int32(outWidth), 0, Int32(outHeight), Int32(TJPF_RGB.rawValue),
            flags)
        // A warning is a picture that can be seen in spite of a damaged or missing part: a field may be gone with it.
        guard status == 0 else { throw .damaged(reason(handle)) }
        return Picture(unchecked: pixels, width: outWidth, height: outHeight)
    }

    private static func divisor(longerSide: Int, wanted: Int) -> Int {
        [8, 4, 2].first { longerSide / $0 >= max(1, wanted) } ?? 1
    }

    private static func reason(_ handle: tjhandle) -> String {
        tjGetErrorStr2(handle).map { String(cString: $0) } ?? "the JPEG cannot be read"
    }
}
