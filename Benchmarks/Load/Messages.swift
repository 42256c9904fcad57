import ArgumentParser
import NIOCore
import NIOPosix

/// `magpie-load messages`: visitors write, agents' pages follow their feeds.
struct Messages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Visitors write, agents follow; prints messages a second and the delays.")

    @OptionGroup var file: PlanFile
    @Option(help: "Visitors of the plan that take part.") var visitors = Int.max
    @Option(help: "Messages a second; 0 for as many as are acknowledged.") var rate = 0.0
    @Option(help: "Seconds before the measured time.") var warmUp = 2.0
    @Option(help: "Measured seconds.") var seconds = 10.0

    func run() async throws {
        let plan = try file.read()
        guard !plan.visitors.isEmpty, !plan.texts.isEmpty else {
            throw ValidationError("The plan has no visitors, or nothing to say.")
        }
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let done = loop.makePromise(of: Conversing.Report.self)
        let quoted = try plan.texts.map(Printed.quoted)
        let crowd = try await loop.submit { [visitors, rate] in
            NIOLoopBound(
                Conversing(plan: plan, texts: quoted, visitors: visitors, rate: rate, loop: loop, done: done),
                eventLoop: loop)
        }.get()
        let audience = try await loop.submit { NIOLoopBound<any Audience>(crowd.value, eventLoop: loop) }.get()
        let greetings = try plan.visitors.prefix(visitors).map(Greeting.visitor)
        let door = Door(plan: plan, loop: loop)
        _ = try await door.open(plan.agents.count, for: audience) { .agent(plan.agents[$0]) }
        let pages = try await door.open(greetings.count, for: audience) { greetings[$0] }
        try await loop.submit { [warmUp, seconds] in
            crowd.value.begin(pages: pages.value, agents: plan.agents.count, warmUp: warmUp, seconds: seconds)
        }.get()
        let report = try await done.futureResult.get()
        print(try Printed.json(report))
        if report.neverAcknowledged + report.neverInFeed + report.refused > 0 { throw ExitCode(2) }
    }
}
