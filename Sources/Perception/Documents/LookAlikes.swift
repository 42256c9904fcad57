/// Characters that the recogniser, which also knows traditional script, prefers to the simplified ones that documents
/// of the mainland carry.
enum LookAlikes {
    /// What is put right is never quite sure: below what is accepted without a person.
    static let confidenceMax = 0.8

    /// 厦门 read as 厦內 or 厦内; a surname 曾 read as 會.
    static func repaired(_ snippet: Snippet, isName: Bool = false) -> Snippet {
        var repaired = snippet
        func put(_ character: Character, at index: Int) {
            repaired.letters[index].character = character
            repaired.letters[index].confidence = min(confidenceMax, repaired.letters[index].confidence)
        }
        for index in snippet.letters.indices {
            let (previous, here) = (
                index > 0 ? snippet.letters[index - 1].character : " ", snippet.letters[index].character
            )
            if previous == "厦", here == "內" || here == "内" { put("门", at: index) }
        }
        if isName, snippet.letters.first?.character == "會" { put("曾", at: 0) }
        return repaired
    }

    /// Without a stroke of the background before the text, read as 一: no place and no office begins like that.
    static func withoutStroke(_ snippet: Snippet) -> Snippet {
        snippet.letters.first.map { "一—-_".contains($0.character) } == true ? snippet.dropFirst(1) : snippet
    }
}
