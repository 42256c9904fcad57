import ArgumentParser
import NIOCore
import NIOPosix

/// `magpie-load echo`: one frame out, one frame back, as fast as the server answers.
struct Echo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Frames answered by frames; prints answers for each second of the server's CPU.")

    @OptionGroup var file: PlanFile
    @Option(help: "Open sockets.") var connections = 50
    @Option(help: "Frames on their way on each socket.") var depth = 8
    @Option(help: "Seconds before the measured time.") var warmUp = 1.0
    @Option(help: "Measured seconds.") var seconds = 5.0

    /// What was seen in the measured time.
    struct Report: Encodable, Sendable {
        let connections: Int
        let seconds: Double
        let answers: Int
        let answersPerSecond: Double
        let answersPerServerCPUSecond: Double
        let serverCPUSeconds: Double
        let loadCPUSeconds: Double
    }

    func run() async throws {
        let plan = try file.read()
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let ring = try await loop.submit { NIOLoopBound(EchoRing(), eventLoop: loop) }.get()
        let audience = try await loop.submit { NIOLoopBound<any Audience>(ring.value, eventLoop: loop) }.get()
        let greetings = try Greeting.of(plan, count: connections)
        let pages = try await Door(plan: plan, loop: loop).open(connections, for: audience) { greetings[$0] }
        try await loop.submit { [depth] in
            for page in pages.value { for _ in 0..<depth { page.say(EchoRing.frame) } }
        }.get()
        try await Task.sleep(for: .seconds(warmUp))
        let before = try Moment.now(pid: plan.pid)
        let first = try await loop.submit { ring.value.answers }.get()
        try await Task.sleep(for: .seconds(seconds))
        let answers = try await loop.submit { ring.value.answers }.get() - first
        let after = try Moment.now(pid: plan.pid)
        let (time, server) = (after.seconds(since: before), after.server - before.server)
        print(
            try Printed.json(
                Report(
                    connections: connections, seconds: time, answers: answers,
                    answersPerSecond: Double(answers) / time,
                    answersPerServerCPUSecond: server > 0 ? Double(answers) / server : 0, serverCPUSeconds: server,
                    loadCPUSeconds: after.load - before.load)))
    }
}

/// Answers each answer with the next frame; on the event loop only.
final class EchoRing: Audience {
    static let frame = ByteBuffer(string: #"{"type":"ping"}"#)

    private(set) var answers = 0

    func heard(_ text: ByteBuffer, on page: Page) {
        answers += 1
        page.say(Self.frame)
    }

    func ended(_ page: Page) {}
}

extension Greeting {
    /// For that many pages: the plan's visitors in turn, or plain sockets when it has none.
    static func of(_ plan: Plan, count: Int) throws -> [Greeting] {
        let known = try plan.visitors.map(Greeting.visitor)
        return (0..<count).map { known.isEmpty ? .none : known[$0 % known.count] }
    }
}
