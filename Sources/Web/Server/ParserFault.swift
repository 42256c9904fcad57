import NIOHTTP1

/// What a request that could not be parsed is told.
enum ParserFault {
    static func refusal(_ error: any Error) -> WebRefusal {
        if let error = error as? HTTPParserError, error == .headerOverflow { return .headersTooLarge }
        return .requestMalformed
    }
}
