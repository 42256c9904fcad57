import Foundation

/// What the process takes from the machine.
struct ProcessFigures: Sendable {
    let residentBytes: Int
    let cpuSeconds: Double

    /// Reads them now; resident memory is 0 where the system has no `/proc`.
    static func now() -> ProcessFigures {
        var usage = rusage()
        #if canImport(Darwin)
            getrusage(RUSAGE_SELF, &usage)
        #else
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #endif
        let seconds = [usage.ru_utime, usage.ru_stime].reduce(0.0) { sum, time in
            sum + Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
        }
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return ProcessFigures(residentBytes: (pages ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))), cpuSeconds: seconds)
    }
}
