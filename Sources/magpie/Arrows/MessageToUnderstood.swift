import Conversations
import Journey
import Store
import Understanding

/// A customer wrote → what does it mean?
struct MessageToUnderstood: Reaction {
    static let name = "message-to-understood"
    let interpreter: Interpreter
    let understanding: Understanding

    func prepare(_ input: Recorded<MessageAccepted>) async throws -> Interpretation? {
        guard input.payload.author.kind == .customer, input.payload.messageKind == .text else { return nil }
        return interpreter.interpret(input.payload.text)
    }

    func apply(_ meaning: Interpretation, to input: Recorded<MessageAccepted>, in tx: Transaction) throws {
        let message = input.payload
        try understanding.record(
            meaning, conversation: message.conversation, seq: message.seq, customer: message.customer,
            channel: message.channel, state: message.state, in: tx)
    }
}
