public import Journey

/// A first password for a colleague, to be read out or typed from paper (初始密码).
public enum GeneratedPassword {
    /// Groups of four with hyphens between: 16 characters of about 5.8 bits each.
    public static let charactersCount = 16
    /// No 0 O o, no 1 l I i: what looks alike in print is left out.
    static let lower = Array("abcdefghjkmnpqrstuvwxyz")
    static let upper = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
    static let digits = Array("23456789")

    /// A fresh one that satisfies ``PasswordPolicy``.
    public static func make(_ ambience: Ambience = .live) -> String {
        var chance = AmbientChance(ambience: ambience)
        let all = lower + upper + digits
        var characters = [lower, upper, digits].compactMap { $0.randomElement(using: &chance) }
        while characters.count < charactersCount {
            characters.append(contentsOf: all.randomElement(using: &chance).map { [$0] } ?? [])
        }
        characters.shuffle(using: &chance)
        return stride(from: 0, to: charactersCount, by: 4).map { String(characters[$0..<$0 + 4]) }
            .joined(separator: "-")
    }
}

/// The ambience as a source of chance for the standard library, which draws without bias from it.
private struct AmbientChance: RandomNumberGenerator {
    let ambience: Ambience

    mutating func next() -> UInt64 { ambience.random() }
}
