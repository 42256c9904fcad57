import Analytics
import Journey
import Synchronization

/// The newest pictures of the figures, shared by everyone who may see the same rows.
final class BoardPictures: Sendable {
    static let freshSeconds = 0.9
    static let keptMax = 200

    /// Who sees which rows.
    struct Key: Hashable, Sendable {
        let range: Window.Name
        let scope: Scope
    }

    private struct Picture {
        let at: Timestamp
        let board: House.Board
    }

    private let kept = Mutex<[Key: Picture]>([:])

    func fresh(_ key: Key, now: Timestamp) -> House.Board? {
        kept.withLock { kept in
            guard let picture = kept[key], now.seconds(since: picture.at) < Self.freshSeconds else { return nil }
            return picture.board
        }
    }

    func keep(_ board: House.Board, as key: Key, at now: Timestamp) {
        kept.withLock { kept in
            if kept.count >= Self.keptMax { kept.removeAll() }
            kept[key] = Picture(at: now, board: board)
        }
    }
}
