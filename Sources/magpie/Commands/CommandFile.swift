import ArgumentParser
import Foundation

/// A file that a command was pointed to. Whatever is wrong with it is told with its name, and ends with the same code.
enum CommandFile {
    static func data(_ path: String) throws -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path) cannot be read.")
        }
        return data
    }

    static func text(_ path: String) throws -> String {
        let data = try data(path)
        // Spreadsheets also save UTF-16, with its byte order mark.
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]),
            let text = String(data: data, encoding: .utf16)
        {
            return text
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw ValidationError("\(path) is not UTF-8 text. In a spreadsheet, save it as “CSV UTF-8”.")
        }
        return text
    }

    /// Does some work on a file; a refusal of these kinds gets the file's name before it.
    static func naming<Result>(
        _ path: String, in refusals: any Error.Type..., work: () throws -> Result
    ) throws -> Result {
        do { return try work() } catch {
            guard refusals.contains(where: { $0 == type(of: error) }) else { throw error }
            throw ValidationError("\(path): \(error)")
        }
    }

    /// Refuses a place where no file can be written, before the work for it is done.
    static func checkWritable(_ path: String) throws {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw ValidationError("\(path) cannot be written: it is a folder.")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw ValidationError("\(path) cannot be written: there is no folder \(folder).")
        }
        guard files.isWritableFile(atPath: folder) else {
            throw ValidationError("\(path) cannot be written: the folder \(folder) may not be written to.")
        }
    }

    static func write(_ data: Data, to path: String) throws {
        try checkWritable(path)
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            // Foundation's own sentence names a domain and a code, and not always the file.
            let cause = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.localizedDescription
            throw ValidationError("\(path) cannot be written: \(cause ?? "the disk refused it").")
        }
    }
}
