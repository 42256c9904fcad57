import ArgumentParser

/// Drives a running server over its public socket and measures it from outside.
///
/// Everything happens on one event loop, so the load takes at most one core from the server beside it.
@main
struct Load: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "magpie-load", abstract: "Drive a running server over its socket and measure it from outside.",
        subcommands: [Messages.self, Echo.self, Idle.self])
}
