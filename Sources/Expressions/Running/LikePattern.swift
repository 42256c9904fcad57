/// A `LIKE` pattern taken apart once: `%` is any stretch, `_` any one code point, ASCII letters match either case.
struct LikePattern: Sendable {
    private enum Piece: Sendable, Equatable {
        case stretch
        case one
        case exactly(UInt32)
    }

    private var pieces: [Piece] = []
    /// An escape sign with nothing after it matches nothing, as in SQLite.
    private var isImpossible = false

    init(_ pattern: ByteText, escape: Unicode.Scalar?) {
        var scalars = pattern.string.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            if scalar == escape {
                guard let next = scalars.next() else {
                    isImpossible = true
                    return
                }
                pieces.append(.exactly(Self.fold(next)))
            } else if scalar == "%" {
                if pieces.last != .stretch { pieces.append(.stretch) }
            } else {
                pieces.append(scalar == "_" ? .one : .exactly(Self.fold(scalar)))
            }
        }
    }

    private static func fold(_ scalar: Unicode.Scalar) -> UInt32 {
        scalar.isASCII ? UInt32(UInt8(ascii: scalar).lowercasedASCII) : scalar.value
    }

    /// Time is at most pattern length × text length, whatever the pattern: only the last `%` is ever retried.
    func matches(_ text: ByteText) -> Bool {
        if isImpossible { return false }
        let scalars = text.string.unicodeScalars
        var at = scalars.startIndex
        var piece = 0
        var retry: (text: String.Index, piece: Int)?
        while at < scalars.endIndex {
            if piece < pieces.count, pieces[piece] == .stretch {
                retry = (at, piece + 1)
                piece += 1
            } else if piece < pieces.count, pieces[piece] == .one || pieces[piece] == .exactly(Self.fold(scalars[at])) {
                at = scalars.index(after: at)
                piece += 1
            } else if let last = retry {
                at = scalars.index(after: last.text)
                retry = (at, last.piece)
                piece = last.piece
            } else {
                return false
            }
        }
        return pieces[piece...].allSatisfy { $0 == .stretch }
    }
}
