import Testing

@testable import Perception

@Suite struct NumberCheckTests {
    @Test("The standard's own example passes, also with a small x")
    func knownNumbers() throws {
        // GB 11643-1999, annex B, and a number in wide use as an example.
        let number = try ResidentNumber("11010519491231002X")
        #expect(number.birth.description == "1949-12-31" && !number.isMale)
        #expect(try ResidentNumber("11010519491231002x").text == "11010519491231002X")
        #expect(try ResidentNumber("440524188001010014").isMale)
    }

    @Test("Each fault has its name")
    func faults() {
        #expect(throws: ResidentNumber.Fault.wrongCheckCharacter) { try ResidentNumber("110105194912310021") }
        #expect(throws: ResidentNumber.Fault.impossibleBirthDate("19490231")) {
            try ResidentNumber("110105194902310026")
        }
        #expect(throws: ResidentNumber.Fault.unknownProvince("990105")) { try ResidentNumber("99010519491231002X") }
        for text in ["", "1101051949123100", "11010519491231002Y", "1101051949123100２X", "１１0105194912310021"] {
            #expect(throws: ResidentNumber.Fault.notEighteenCharacters) { try ResidentNumber(text) }
        }
    }

    @Test("Every single changed digit, and every swap of unequal neighbours, is noticed")
    func singleErrors() {
        let right = Array("11010519491231002X")
        for place in 0..<17 {
            for digit in "0123456789" where digit != right[place] {
                var wrong = right
                wrong[place] = digit
                #expect(throws: ResidentNumber.Fault.self) { try ResidentNumber(String(wrong)) }
            }
            guard place < 16, right[place] != right[place + 1] else { continue }
            var swapped = right
            swapped.swapAt(place, place + 1)
            #expect(throws: ResidentNumber.Fault.self) { try ResidentNumber(String(swapped)) }
        }
    }

    @Test(
        "Luhn: known card numbers for tests pass, each single error fails",
        arguments: [
            "4111111111111111", "5555555555554444", "378282246310005", "6011111111111117", "6200000000000005",
        ])
    func luhn(number: String) {
        #expect(BankNumber.passesLuhn(number))
        var digits = Array(number)
        for place in digits.indices {
            let kept = digits[place]
            digits[place] = kept == "9" ? "0" : Character(String((kept.wholeNumberValue ?? 0) + 1))
            #expect(!BankNumber.passesLuhn(String(digits)))
            digits[place] = kept
        }
    }

    @Test("Texts that are no card numbers do not pass")
    func notNumbers() {
        for text in ["", "0", "12345", "411111111111111a", String(repeating: "0", count: 20), "４111111111111111"] {
            #expect(!BankNumber.passesLuhn(text))
        }
    }

    @Test("First digits tell the issuer and the length")
    func issuers() {
        #expect(CardIssuer.of("6222021234567890123") == CardIssuer(bank: "中国工商银行", length: 19))
        #expect(CardIssuer.of("6214831234567890")?.bank == "招商银行")
        #expect(CardIssuer.of("4111111111111111") == nil)
        #expect(CardIssuer.of("62") == nil && CardIssuer.of("") == nil)
        #expect(BankNumber.lengths(of: "6222021234567890123") == 19...19)
        #expect(BankNumber.lengths(of: "6299999999999999") == 16...19)
        #expect(BankNumber.lengths(of: "5555555555554444") == 16...16)
        #expect(BankNumber.lengths(of: "0000000000000000") == nil)
    }

    @Test("Credit codes: the sample of the standard's users passes, each single error fails")
    func creditCodes() {
        let sample = "91350100M000100Y43"
        #expect(CreditCode.isValid(sample))
        let alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        for place in 0..<18 {
            for letter in alphabet {
                var wrong = Array(sample)
                guard wrong[place] != letter else { continue }
                wrong[place] = letter
                #expect(!CreditCode.isValid(String(wrong)))
            }
        }
        for text in ["", "91350100M000100Y4", "91350100m000100y43", "9135O100M000100Y43"] {
            #expect(!CreditCode.isValid(text))
        }
        #expect(CreditCode.repaired("9135O1OOM0001O0Y43") == sample)
    }
}
