public import Foundation

/// An OFD file as a container (GB/T 33190 section 6): files by their paths, in order.
///
/// A value in memory. Reading is strict, see `init(reading:limits:)`; writing the same files in the same order gives
/// the same bytes.
///
/// ```swift
/// var package = try OFDPackage(reading: bytes)
/// let entry = package["OFD.xml"]
/// let root = try package.resolve("Doc_0/Document.xml", from: "OFD.xml")
/// package["Doc_0/Attachs/note.txt"] = Data("…".utf8)
/// let changed = try package.written(compression: .deflated)
/// ```
public struct OFDPackage: Sendable, Equatable {
    /// One file.
    public struct Entry: Sendable, Equatable {
        /// The path from the root, without a leading slash.
        public let path: String
        /// The file's bytes, unpacked.
        public var bytes: Data
    }

    /// The files in their order.
    public private(set) var entries: [Entry] = []
    private var places: [String: Int] = [:]

    /// A package without files.
    public init() {}

    /// All paths in order.
    public var paths: [String] { entries.map(\.path) }

    /// A file's bytes. A new path goes to the end; `nil` takes the file away.
    public subscript(path: String) -> Data? {
        get { places[path].map { entries[$0].bytes } }
        set {
            switch (places[path], newValue) {
            case (let place?, let bytes?): entries[place].bytes = bytes
            case (nil, let bytes?): append(path, bytes)
            case (let place?, nil):
                entries.remove(at: place)
                places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.path, $0) })
            case (nil, nil): break
            }
        }
    }

    /// The path, from the root and without a leading slash, that a location (ST_Loc) in a file means.
    ///
    /// - Parameter file: the path of the file in which the location stands.
    /// - Throws: `PackageRefusal.path` for a location that leads out of the package.
    public func resolve(_ location: String, from file: String) throws(PackageRefusal) -> String {
        try PackagePath.resolved(location, from: file)
    }

    private mutating func append(_ path: String, _ bytes: Data) {
        places[path] = entries.count
        entries.append(Entry(path: path, bytes: bytes))
    }
}
