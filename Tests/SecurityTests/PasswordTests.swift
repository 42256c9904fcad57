import Foundation
import Journey
import Testing

@testable import Security

@Suite("Passwords") struct PasswordTests {
    let passwords = Passwords()

    @Test("A hash is Argon2id with 19 MiB and two passes, has a fresh salt and knows its password")
    func roundTrip() async throws {
        let first = try await passwords.hash(goodPassword)
        let second = try await passwords.hash(goodPassword)
        #expect(first.text.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(first != second)
        #expect(!first.isOutdated)
        #expect(try await passwords.verify(goodPassword, against: first))
        #expect(try await !passwords.verify(goodPassword + " ", against: first))
        #expect(try await !passwords.verify("", against: first))
        #expect(try await !passwords.verify(String(repeating: "x", count: 5000), against: first))
    }

    @Test("Letters that look the same are the same, however the keyboard sends them")
    func canonical() async throws {
        let hash = try await passwords.hash("Caf\u{E9}-Nest-47")
        #expect(try await passwords.verify("Cafe\u{301}-Nest-47", against: hash))
    }

    @Test(
        "What is no Argon2id hash within our limits is not taken for one",
        arguments: [
            "", "$", "plain", "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$AAAA", "$2b$12$abcdefghijklmnopqrstuu",
            "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHQ$AAAA", "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$AAAA",
            "$argon2id$v=19$m=19456,t=9999,p=1$c29tZXNhbHQ$AAAA", "$argon2id$v=19$m=-1,t=2,p=1$c29tZXNhbHQ$AAAA",
        ])
    func notAHash(text: String) { #expect(PasswordHash(text) == nil) }

    @Test(
        "The policy names the first thing that is wrong",
        arguments: [
            ("Ab1!", PasswordRefusal.tooShort), ("abcdefghij", .tooFewKinds), ("abcdefg123", .tooFewKinds),
            ("Password1", .tooCommon), ("P@ssw0rd", .tooCommon), ("Admin@2024", .tooCommon), ("1Qaz@wsx", .tooCommon),
            ("Qwerty123!", .tooCommon), ("Huawei@123", .tooCommon), ("Li.Lei-88", .sameAsLogin),
            (String(repeating: "Aa1", count: 50), .tooLong),
        ])
    func policy(password: String, refusal: PasswordRefusal) {
        #expect(throws: refusal) { try PasswordPolicy.check(password, login: "li.lei-8") }
    }

    @Test(
        "Good passwords pass, with Chinese signs as the fourth kind",
        arguments: [
            goodPassword, "喜鹊Nest47x", "correct Horse 9", "Zx9-Kp2-Vw7",
        ])
    func good(password: String) throws { try PasswordPolicy.check(password, login: "li.lei") }

    @Test("Generated passwords are readable, pass the policy and do not repeat")
    func generated() throws {
        var seen: Set<String> = []
        for _ in 0..<500 {
            let password = GeneratedPassword.make()
            try PasswordPolicy.check(password, login: "someone")
            #expect(!password.contains { "0OoIl1i".contains($0) })
            #expect(password.count == 19)
            seen.insert(password)
        }
        #expect(seen.count == 500)
    }

    @Test("Many checks at once: four run, the rest wait, beyond the limit they are refused, all end")
    func bounded() async throws {
        let hash = try #require(
            PasswordHash("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"))
        let outcomes = await withTaskGroup(of: String.self) { group in
            for _ in 0..<(Passwords.waitingMax * 3) {
                group.addTask {
                    do {
                        return try await passwords.verify("password", against: hash) ? "right" : "wrong"
                    } catch { return "\(error)" }
                }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(outcomes["wrong"] == nil)
        #expect((outcomes["right"] ?? 0) >= Passwords.waitingMax)
        #expect((outcomes["right"] ?? 0) + (outcomes["busy"] ?? 0) == Passwords.waitingMax * 3)
    }
}
