extension NextItemModel {
    /// What a file may say of a network; more would be refused even if it were there.
    private static let bounds = (features: 1...1_024, blocks: 0...16, reach: 1...10_000)

    func write(to body: inout BinaryWriter) {
        for number in [network.shape.features, network.shape.blocks, network.shape.reach] { body.write(UInt32(number)) }
        body.write(weights.values)
    }

    /// - Throws: `damagedModel` when the network does not fit the items or itself.
    init(reading reader: inout BinaryReader, items: Int) throws(LearningFailure) {
        let shape = NextItemNetwork.Shape(
            items: items, features: Int(try reader.read(UInt32.self)), blocks: Int(try reader.read(UInt32.self)),
            reach: Int(try reader.read(UInt32.self)))
        guard Self.bounds.features.contains(shape.features), shape.features % NextItemNetwork.Shape.heads == 0,
            Self.bounds.blocks.contains(shape.blocks), Self.bounds.reach.contains(shape.reach)
        else { throw .damagedModel("a network of no possible shape") }
        var plan = Weights.plan
        var random = SeededRandom(seed: 0)
        network = NextItemNetwork(shape, in: &plan, random: &random)
        weights = try plan.filled(with: try reader.readFloats())
    }
}
