import Journey
import Store
import Synchronization

/// The compiled playbook of this process, brought up to date whenever somebody looks.
final class PlaybookShelf: Sendable {
    private let kept: Mutex<Playbook>

    init(schema: ScriptSchema) { kept = Mutex(Playbook(schema: schema)) }

    /// The playbook as the reader's view of the table has it; only what has changed is compiled.
    func current(in reader: Reader) throws -> Playbook {
        var playbook = kept.withLock { $0 }
        let revision = try ScriptStore.revision(in: reader)
        guard revision > playbook.revision else { return playbook }
        let changes = try ScriptStore.changes(after: playbook.revision, in: reader)
        playbook.learn(changes, revision: revision)
        // What a transaction sees may still be undone, so only what a plain reader saw is kept.
        guard !(reader is Transaction) else { return playbook }
        kept.withLock { if $0.revision < revision { $0 = playbook } }
        return playbook
    }
}
