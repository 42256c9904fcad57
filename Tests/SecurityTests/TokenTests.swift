import Foundation
import Journey
import Testing

@testable import Security

@Suite("Visitor tokens") struct VisitorTokenTests {
    let key = MasterKey(bytes: Array(repeating: 9, count: 32))?.derived("visitor-token")
    let other = MasterKey(bytes: Array(repeating: 9, count: 32))?.derived("something-else")
    let now = Timestamp(microseconds: 1_770_000_000_123_456)
    let customer = CustomerID.fresh()
    let channel = ChannelID.fresh()

    @Test("A token says who and where, for thirty days to the second")
    func roundTrip() throws {
        let key = try #require(key)
        let token = VisitorToken(customer: customer, channel: channel, at: now)
        let text = token.signed(with: key)
        #expect(VisitorToken(text, key: key, at: now) == token)
        #expect(token.customer == customer && token.channel == channel)
        #expect(VisitorToken(text, key: key, at: token.expiresAt.adding(seconds: -0.001)) != nil)
        #expect(VisitorToken(text, key: key, at: token.expiresAt) == nil)
        #expect(!token.isAging(at: now) && token.isAging(at: now.adding(seconds: 16 * 86_400)))
    }

    @Test("Another key and every change of a single letter are refused")
    func tampered() throws {
        let key = try #require(key)
        let text = VisitorToken(customer: customer, channel: channel, at: now).signed(with: key)
        #expect(VisitorToken(text, key: try #require(other), at: now) == nil)
        let letters = Array(text)
        for place in letters.indices {
            for letter in "A.z_9" where letter != letters[place] {
                var changed = letters
                changed[place] = letter
                #expect(VisitorToken(String(changed), key: key, at: now) == nil)
            }
            #expect(VisitorToken(String(letters.prefix(place)), key: key, at: now) == nil)
        }
        #expect(VisitorToken(text + "A", key: key, at: now) == nil)
        #expect(VisitorToken(text + "=", key: key, at: now) == nil)
    }

    @Test("Rubbish of any shape is refused and never crashes")
    func fuzz() throws {
        let key = try #require(key)
        var chance = SeededChance(seed: 11)
        let letters = Array("v1.AZaz09-_=+/ \u{0}⟦é")
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...250, using: &chance)
            let text = String((0..<length).compactMap { _ in letters.randomElement(using: &chance) })
            #expect(VisitorToken(text, key: key, at: now) == nil)
            #expect(VisitorToken("v1." + text, key: key, at: now) == nil)
        }
        // Rightly signed nonsense, as an older or newer version of ours might write it.
        for count in [0, 1, 47, 49, 64] {
            let payload = "v1." + Base64URL.text(Array(repeating: 0xFF, count: count))
            let signed = payload + "." + Base64URL.text(key.authenticate(Array(payload.utf8)))
            #expect(VisitorToken(signed, key: key, at: now) == nil)
        }
    }
}

@Suite("The host page's proof") struct HostUserProofTests {
    @Test("RFC 4231's second example: HMAC-SHA256 of the user under the channel's secret")
    func known() {
        let proof = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        #expect(HostUserProof.make(secret: "Jefe", user: "what do ya want for nothing?") == proof)
        #expect(HostUserProof.verify(proof.uppercased(), secret: "Jefe", user: "what do ya want for nothing?"))
    }

    @Test("Another user, another secret, a cut proof and an empty secret prove nothing")
    func wrong() {
        let proof = HostUserProof.make(secret: "s", user: "u1")
        #expect(HostUserProof.verify(proof, secret: "s", user: "u1"))
        #expect(!HostUserProof.verify(proof, secret: "s", user: "u2"))
        #expect(!HostUserProof.verify(proof, secret: "t", user: "u1"))
        #expect(!HostUserProof.verify(String(proof.dropLast()), secret: "s", user: "u1"))
        #expect(!HostUserProof.verify("", secret: "s", user: "u1"))
        #expect(!HostUserProof.verify(HostUserProof.make(secret: "", user: "u"), secret: "", user: "u"))
    }
}

@Suite("Webhook signatures") struct WebhookSignatureTests {
    let now = Timestamp(microseconds: 1_770_000_000_000_000)
    let body = Array(#"{"type":"message.created","data":{"text":"你好"}}"#.utf8)

    func check(_ signature: WebhookSignature, id: String? = "m1", timestamp: String?, signatures: String?) throws {
        try signature.verify(id: id, timestamp: timestamp, signatures: signatures, body: body, at: now)
    }

    @Test("Our own headers verify, among others and after a change of keys")
    func severalSignatures() throws {
        let (old, new) = (try fresh(), try fresh())
        let seconds = "1770000000"
        let right = new.sign(id: "m1", at: now, body: body)
        let wrong = old.sign(id: "m1", at: now, body: body)
        for list in [right, "\(wrong) \(right)", "v2,xyz \(right) v1a,abc", "v1, \(right)"] {
            try check(new, timestamp: seconds, signatures: list)
        }
        for list in ["", wrong, "v1,", right.replacing("v1,", with: "v2,"), String(right.dropLast())] {
            #expect(throws: WebhookRefusal.wrongSignature) { try check(new, timestamp: seconds, signatures: list) }
        }
        let headers = Dictionary(
            uniqueKeysWithValues: new.headers(id: "m1", at: now, body: body).map { ($0.name, $0.value) })
        #expect(headers == ["webhook-id": "m1", "webhook-timestamp": seconds, "webhook-signature": right])
    }

    @Test("Five minutes either way, not a second more")
    func tolerance() throws {
        let signature = try fresh()
        for (offset, isFine) in [(0, true), (-300, true), (300, true), (-301, false), (301, false)] {
            let seconds = 1_770_000_000 + offset
            let at = Timestamp(microseconds: Int64(seconds) * 1_000_000)
            let signed = signature.sign(id: "m1", at: at, body: body)
            if isFine {
                try check(signature, timestamp: "\(seconds)", signatures: signed)
            } else {
                #expect(throws: WebhookRefusal.tooFarInTime) {
                    try check(signature, timestamp: "\(seconds)", signatures: signed)
                }
            }
        }
    }

    @Test("Missing headers, odd timestamps and bad secrets have names")
    func malformed() throws {
        let signature = try fresh()
        let signed = signature.sign(id: "m1", at: now, body: body)
        #expect(throws: WebhookRefusal.missing(header: "webhook-id")) {
            try check(signature, id: nil, timestamp: "1770000000", signatures: signed)
        }
        #expect(throws: WebhookRefusal.missing(header: "webhook-timestamp")) {
            try check(signature, timestamp: nil, signatures: signed)
        }
        #expect(throws: WebhookRefusal.missing(header: "webhook-signature")) {
            try check(signature, timestamp: "1770000000", signatures: nil)
        }
        for timestamp in ["hello", "", "1770000000.5", "99999999999999999999"] {
            #expect(throws: WebhookRefusal.badTimestamp) {
                try check(signature, timestamp: timestamp, signatures: signed)
            }
        }
        #expect(throws: WebhookRefusal.tooFarInTime) {
            try check(signature, timestamp: "\(Int64.min)", signatures: signed)
        }
        for secret in ["", "whsec_", "whsec_???", "not base 64!"] {
            #expect(throws: WebhookRefusal.badSecret) { try WebhookSignature(secret: secret) }
        }
    }

    private func fresh() throws -> WebhookSignature { try WebhookSignature(secret: WebhookSignature.freshSecret()) }
}
