import Foundation
import Journey
import Testing

@testable import Security

@Suite("Published vectors", .enabled(if: Vectors.folder != nil))
struct VectorTests {
    @Test("Argon2id: every published hash verifies, and with one letter more it does not")
    func argon2() throws {
        for vector in try Vectors.all("security.json", named: "argon2id_v19") {
            let input = try #require(vector["input"] as? [String: Any])
            let expected = try #require(vector["expected"] as? [String: Any])
            let encoded = try #require(expected["encoded"] as? String)
            let hash = try #require(PasswordHash(encoded))
            let password = try #require(input["password"] as? String)
            #expect(try hash.matches(password))
            #expect(try !hash.matches(password + "x"))
        }
    }

    @Test("Resident identity numbers: the standard's samples and their mutations")
    func residentID() throws {
        for vector in try Vectors.all("security.json", named: "cn_id_gb11643") {
            let input = try #require(vector["input"] as? [String: String])
            let expected = try #require(vector["expected"] as? [String: Bool])
            #expect(ResidentID.isValid(try #require(input["id"])) == expected["valid"])
        }
    }

    @Test("Luhn's rule: textbook numbers and their mutations")
    func luhn() throws {
        for vector in try Vectors.all("security.json", named: "luhn") {
            let input = try #require(vector["input"] as? [String: String])
            let expected = try #require(vector["expected"] as? [String: Bool])
            #expect(BankCard.isLuhn(try #require(input["number"])) == expected["valid"])
        }
    }

    @Test("Standard Webhooks: the reference signature, made and checked")
    func webhook() throws {
        for vector in try Vectors.all("webhooks_turn.json", named: "standard_webhooks_v1") {
            let input = try #require(vector["input"] as? [String: Any])
            let expected = try #require(vector["expected"] as? [String: String])
            let signature = try WebhookSignature(secret: try #require(input["secret"] as? String))
            let id = try #require(input["webhook_id"] as? String)
            let seconds = try #require(input["webhook_timestamp"] as? Int)
            let body = Array(try #require(input["payload"] as? String).utf8)
            let at = Timestamp(microseconds: Int64(seconds) * 1_000_000)
            let made = signature.sign(id: id, at: at, body: body)
            #expect(made == expected["webhook_signature"])
            try signature.verify(id: id, timestamp: "\(seconds)", signatures: made, body: body, at: at)
        }
    }

    @Test("HMAC-SHA256: the key derivation agrees with RFC 7515's signed example")
    func hmac() throws {
        for vector in try Vectors.all("security.json", named: "jws_hs256") {
            let input = try #require(vector["input"] as? [String: String])
            let secret = try #require(input["k"].flatMap(Base64URL.bytes))
            let key = try #require(PurposeKey(bytes: secret))
            let parts = try #require(input["jws"]).split(separator: ".").map(String.init)
            let code = try #require(Base64URL.bytes(parts[2]))
            #expect(key.verifies(code, of: Array("\(parts[0]).\(parts[1])".utf8)))
        }
    }
}
