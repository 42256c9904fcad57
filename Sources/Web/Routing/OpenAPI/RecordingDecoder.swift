/// A decoder without data: it notes what is asked for and answers with samples.
struct RecordingDecoder: Decoder {
    let book: SchemaBook
    let notes: SchemaNotes
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RecordingFields<Key>(book: book, notes: notes))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { RecordingList(book: book, notes: notes) }

    func singleValueContainer() -> any SingleValueDecodingContainer { RecordingValue(book: book, notes: notes) }
}

private struct RecordingFields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let book: SchemaBook
    let notes: SchemaNotes
    let codingPath: [any CodingKey] = []
    let allKeys: [Key] = []

    /// Asked before an optional field is decoded.
    func contains(_ key: Key) -> Bool {
        notes.mayBeAbsent(key.stringValue)
        return true
    }

    func decodeNil(forKey key: Key) -> Bool {
        notes.mayBeAbsent(key.stringValue)
        return false
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let schema = book.schema(of: type)
        notes.field(key.stringValue, notes.isOptional(key.stringValue) ? book.nullable(schema) : schema)
        return try book.sample(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy _: Nested.Type, forKey key: Key
    ) -> KeyedDecodingContainer<Nested> {
        notes.field(key.stringValue, .fields(["type": .text("object")]))
        return KeyedDecodingContainer(RecordingFields<Nested>(book: book, notes: SchemaNotes()))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
        notes.field(key.stringValue, .fields(["type": .text("array")]))
        return RecordingList(book: book, notes: SchemaNotes())
    }

    func superDecoder() -> any Decoder { RecordingDecoder(book: book, notes: SchemaNotes()) }

    func superDecoder(forKey _: Key) -> any Decoder { superDecoder() }
}

private struct RecordingValue: SingleValueDecodingContainer {
    let book: SchemaBook
    let notes: SchemaNotes
    let codingPath: [any CodingKey] = []

    /// Only what may be anything asks a whole value whether it is null.
    func decodeNil() -> Bool {
        notes.whole = .object([])
        return false
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if notes.whole == nil { notes.whole = book.schema(of: type) }
        return try book.sample(type)
    }
}

/// A list of one element.
private struct RecordingList: UnkeyedDecodingContainer {
    let book: SchemaBook
    let notes: SchemaNotes
    let codingPath: [any CodingKey] = []
    let count: Int? = 1
    var currentIndex = 0

    init(book: SchemaBook, notes: SchemaNotes) {
        self.book = book
        self.notes = notes
        notes.whole = .fields(["type": .text("array")])
    }

    var isAtEnd: Bool { currentIndex >= 1 }

    func decodeNil() -> Bool { false }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        currentIndex += 1
        notes.whole = .fields(["type": .text("array"), "items": book.schema(of: type)])
        return try book.sample(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy _: Nested.Type) -> KeyedDecodingContainer<Nested> {
        currentIndex += 1
        return KeyedDecodingContainer(RecordingFields<Nested>(book: book, notes: SchemaNotes()))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
        currentIndex += 1
        return RecordingList(book: book, notes: SchemaNotes())
    }

    mutating func superDecoder() -> any Decoder {
        currentIndex += 1
        return RecordingDecoder(book: book, notes: SchemaNotes())
    }
}
