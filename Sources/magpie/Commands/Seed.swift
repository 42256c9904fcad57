import ArgumentParser
import Foundation
import Journey

/// `magpie seed`: a company of any size, for load tests and for looking around.
struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill an empty data folder with the demo company at any size; the same sizes give the same company.")
    @OptionGroup var place: DataPlace
    @Option(help: "Customers.") var customers = 200
    @Option(help: "Days of history.") var days = 30
    @Option(help: "Conversations on an ordinary day.") var perDay = 16

    func validate() throws {
        guard (1...10_000_000).contains(customers), (0...3650).contains(days), (1...100_000).contains(perDay) else {
            throw ValidationError("--customers 1…10000000, --days 0…3650, --per-day 1…100000")
        }
    }

    func run() async throws {
        Printed.aside("seeding about \(days * perDay) conversations …")
        let size = DemoSeed.Size(customers: customers, days: days, perDay: perDay)
        guard try await DemoSeed.ifEmpty(place.options(), size: size, logger: commandLogger()) else {
            throw ValidationError("\(place.data) is in use already; seed an empty folder.")
        }
        print("\(place.data) holds the demo company.")
    }
}
