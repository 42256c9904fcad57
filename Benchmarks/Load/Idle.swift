import ArgumentParser
import NIOCore
import NIOPosix

/// `magpie-load idle`: many pages that are open and silent.
struct Idle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open many pages and leave them; prints the server's memory for each.")

    @OptionGroup var file: PlanFile
    @Option(help: "Open sockets at which the memory is read, rising.") var steps = [2000, 5000]
    @Option(help: "Seconds of silence before it is read.") var settle = 2.0

    /// The server's memory with that many pages open.
    struct Step: Encodable, Sendable {
        let connections: Int
        let residentBytes: Int
        /// Above the memory with no page open.
        let bytesPerConnection: Int
        let openedPerSecond: Double
    }

    /// All steps, and what the server took before the first.
    struct Report: Encodable, Sendable {
        let residentBytesBefore: Int
        let steps: [Step]
        let lost: Int
    }

    func run() async throws {
        let plan = try file.read()
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let silence = try await loop.submit { NIOLoopBound(Silence(), eventLoop: loop) }.get()
        let audience = try await loop.submit { NIOLoopBound<any Audience>(silence.value, eventLoop: loop) }.get()
        let door = Door(plan: plan, loop: loop)
        let before = try ProcessFigures.residentBytes(of: plan.pid)
        var (open, found): (Int, [Step]) = (0, [])
        for step in steps.sorted() where step > open {
            let greetings = try Greeting.of(plan, count: step - open)
            let (clock, fresh) = (ContinuousClock(), step - open)
            let begin = clock.now
            _ = try await door.open(fresh, for: audience) { greetings[$0] }
            let seconds = (clock.now - begin) / .seconds(1)
            try await Task.sleep(for: .seconds(settle))
            open = step
            let bytes = try ProcessFigures.residentBytes(of: plan.pid)
            found.append(
                Step(
                    connections: open, residentBytes: bytes, bytesPerConnection: (bytes - before) / open,
                    openedPerSecond: Double(fresh) / seconds))
        }
        let lost = try await loop.submit { silence.value.lost }.get()
        print(try Printed.json(Report(residentBytesBefore: before, steps: found, lost: lost)))
        if lost > 0 { throw ExitCode(2) }
    }
}

/// Counts the pages that the server did not keep.
final class Silence: Audience {
    private(set) var lost = 0

    func heard(_ text: ByteBuffer, on page: Page) {}

    func ended(_ page: Page) { lost += 1 }
}
