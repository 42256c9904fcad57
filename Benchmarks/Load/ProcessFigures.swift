import ArgumentParser
import Foundation
import Glibc

/// What the system says of a process.
enum ProcessFigures {
    /// Seconds of CPU, user and system, since the process began (proc(5), `stat` fields 14 and 15).
    static func cpuSeconds(of pid: Int) throws -> Double {
        let stat = try text("/proc/\(pid)/stat")
        // The name may hold anything, even blanks; after its bracket the fields are plain.
        let fields = (stat.lastIndex(of: ")").map { stat[$0...] } ?? "").split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
            throw ValidationError("/proc/\(pid)/stat is not understood.")
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Bytes of memory in use (proc(5), `VmRSS`).
    static func residentBytes(of pid: Int) throws -> Int {
        for line in try text("/proc/\(pid)/status").split(separator: "\n") where line.hasPrefix("VmRSS:") {
            if let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({
                Int($0)
            }) {
                return kilobytes * 1024
            }
        }
        throw ValidationError("/proc/\(pid)/status has no VmRSS.")
    }

    /// CPU seconds of the load itself.
    static func ownCPUSeconds() throws -> Double { try cpuSeconds(of: Int(getpid())) }

    private static func text(_ path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ValidationError("\(path) cannot be read: does the process still run?")
        }
        return text
    }
}

/// Where both processes stood at one moment.
struct Moment: Sendable {
    let nanoseconds: UInt64
    let server: Double
    let load: Double

    static func now(pid: Int) throws -> Moment {
        Moment(
            nanoseconds: DispatchTime.now().uptimeNanoseconds, server: try ProcessFigures.cpuSeconds(of: pid),
            load: try ProcessFigures.ownCPUSeconds())
    }

    func seconds(since before: Moment) -> Double { Double(nanoseconds - before.nanoseconds) / 1e9 }
}
