import NIOCore

/// One file of the browser side, ready to be sent.
struct Asset: Sendable {
    let type: String
    /// Quoted, as the header has it.
    let etag: String
    /// Its name changes with its content, so a browser never asks again.
    let isImmutable: Bool
    let plain: ByteBuffer
    let gzip: ByteBuffer?
}

/// Where the files of the browser side come from.
public struct PageAssets: Sendable {
    private enum Source: Sendable {
        case pack([String: Asset])
        case folder(PageFolder)
    }

    private let source: Source

    /// No files at all.
    public static let none = PageAssets(source: .pack([:]))

    /// The files in a pack (`Browser/README.md` describes its form).
    ///
    /// - Throws: `PackFault`.
    public static func pack(_ bytes: [UInt8]) throws -> PageAssets {
        PageAssets(source: .pack(try PagePack.read(ByteBuffer(bytes: bytes))))
    }

    /// The pack inside this binary; no files in a build without pages.
    ///
    /// - Throws: `PackFault`.
    public static func embedded() throws -> PageAssets {
        guard let bytes = PagePack.embedded() else { return .none }
        return PageAssets(source: .pack(try PagePack.read(bytes)))
    }

    /// The files of a folder, read again for each request: for work on the pages.
    ///
    /// - Throws: `PackFault.noFolder`.
    public static func folder(_ path: String) throws -> PageAssets {
        PageAssets(source: .folder(try PageFolder(path)))
    }

    /// False in a build without pages.
    public var isEmpty: Bool {
        if case .pack(let files) = source { return files.isEmpty }
        return false
    }

    func asset(_ path: String) -> Asset? {
        switch source {
        case .pack(let files): files[path]
        case .folder(let folder): folder.asset(path)
        }
    }
}

/// A pack or folder that cannot be used.
public enum PackFault: Error, Equatable {
    case notAPack
    case headerUnreadable
    /// An entry points outside the pack.
    case cutOff(path: String)
    case noFolder(String)
}
