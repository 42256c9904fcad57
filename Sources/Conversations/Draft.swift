import Journey
import Store

/// A message before it has a number.
struct Draft {
    let text: String
    let clientId: String
    let author: Author
    let kind: Message.Kind

    init(text: String, clientId: String, author: Author, kind: Message.Kind = .text) throws(InputRefusal) {
        self.text = try accepted(text, field: "text", charactersMax: Conversations.textCharactersMax)
        self.clientId = try accepted(clientId, field: "id", charactersMax: Conversations.clientIDCharactersMax)
        self.author = author
        self.kind = kind
    }

    /// Whose ids these are: two senders may use the same one.
    var sender: String { author.id.map { "\(author.kind.rawValue)/\($0)" } ?? author.kind.rawValue }

    /// The message, if it was accepted before into this conversation; the id of one in another is refused.
    func known(of id: ConversationID, in reader: Reader) throws -> Message? {
        guard let known = try known(in: reader) else { return nil }
        guard known.conversation == id else { throw ConversationRefusal.idReused }
        return known
    }

    /// The message, if it was accepted before.
    func known(in reader: Reader) throws -> Message? {
        try ConversationStore.message(sender: sender, clientId: clientId, in: reader)
    }
}
