import Synchronization

/// A neural network ready to run. One run at a time: further callers wait their turn.
public final class Network: Sendable {
    private let session: Mutex<NetworkSession>
    /// The runtime must outlive what it made.
    private let runtime: InferenceRuntime

    init(_ session: sending NetworkSession, runtime: InferenceRuntime) {
        self.session = Mutex(session)
        self.runtime = runtime
    }

    /// Runs the network on inputs in their order in the model, and returns all outputs in theirs.
    public func run(_ inputs: [Tensor]) throws(InferenceFailure) -> [Tensor] {
        try session.withLock { (session) throws(InferenceFailure) in try session.run(inputs) }
    }

    /// Runs a network of one input and takes its first output.
    public func run(_ input: Tensor) throws(InferenceFailure) -> Tensor {
        guard let output = try run([input]).first else { throw .cannotRun("the network has no output") }
        return output
    }
}
