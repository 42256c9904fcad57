#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file with a secret in it, readable by its owner only.
enum KeyFile {
    /// More than any key; a longer file is not one.
    static let bytesMax = 4096

    /// The bytes, or `nil` if there is no such file.
    static func read(_ path: String) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 {
            if errno == ENOENT { return nil }
            throw MasterKeyRefusal.unreadable(path: path)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw MasterKeyRefusal.unreadable(path: path) }
        guard status.st_mode & 0o077 == 0 else { throw MasterKeyRefusal.tooOpen(path: path) }
        var bytes = [UInt8](repeating: 0, count: bytesMax)
        let count = systemRead(file, &bytes, bytesMax)
        guard count >= 0 else { throw MasterKeyRefusal.unreadable(path: path) }
        return Array(bytes.prefix(count))
    }

    /// Writes the file in full before it gets its name, so that no other process ever sees half a key. A file that
    /// has the name already stays as it is. Each caller drafts under a name of its own, also within one process; a
    /// draft that a power cut leaves behind holds a key nobody ever used.
    static func create(_ path: String, bytes: [UInt8]) throws {
        var draft = Array("\(path).XXXXXX".utf8CString)
        let file = mkstemp(&draft)  // the name is random, the mode 0600
        guard file >= 0 else { throw MasterKeyRefusal.unreadable(path: path) }
        defer { unlink(draft) }
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        let written = systemWrite(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard written, link(draft, path) == 0 || errno == EEXIST else {
            throw MasterKeyRefusal.unreadable(path: path)
        }
        syncDirectory(of: path)
    }

    /// Makes the new name survive a power cut.
    private static func syncDirectory(of path: String) {
        let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let file = open(directory.isEmpty ? "/" : directory, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        fsync(file)
        close(file)
    }
}

// Within `KeyFile` the plain names would mean its own methods.
private func systemRead(_ file: Int32, _ bytes: inout [UInt8], _ count: Int) -> Int { read(file, &bytes, count) }
private func systemWrite(_ file: Int32, _ bytes: [UInt8], _ count: Int) -> Int { write(file, bytes, count) }
