import Foundation

/// Reads the numbers an ONNX file carries as constants, in its graph and in the branches of its conditions.
///
/// As much of protobuf as that takes: ModelProto.graph (7), GraphProto.node (1), NodeProto.output (2) and
/// .attribute (5), AttributeProto.t (5) and .g (6), TensorProto.dims (1), .data_type (2), .float_data (4) and
/// .raw_data (9).
struct ModelConstants {
    private static let depthMax = 8
    private static let constantsMax = 10_000
    private static let float32 = 1

    /// By the name of what they are the output of.
    private(set) var tensors: [String: Tensor] = [:]

    init(_ bytes: Data) throws(InferenceFailure) {
        var model = ProtobufReader(bytes)
        while let field = try model.next() {
            if field.number == 7, let graph = field.bytes { try read(graph: graph, depth: 0) }
        }
    }

    private mutating func read(graph: Data, depth: Int) throws(InferenceFailure) {
        guard depth < Self.depthMax else { throw ProtobufReader.damaged }
        var reader = ProtobufReader(graph)
        while let field = try reader.next() {
            if field.number == 1, let node = field.bytes { try read(node: node, depth: depth) }
        }
    }

    private mutating func read(node: Data, depth: Int) throws(InferenceFailure) {
        var reader = ProtobufReader(node)
        var name: String?
        while let field = try reader.next() {
            guard let content = field.bytes else { continue }
            if field.number == 2, name == nil { name = String(decoding: content, as: UTF8.self) }
            guard field.number == 5 else { continue }
            var attribute = ProtobufReader(content)
            while let part = try attribute.next() {
                guard let value = part.bytes else { continue }
                if part.number == 5, let name, let tensor = try Self.tensor(value) {
                    guard tensors.count < Self.constantsMax else { throw ProtobufReader.damaged }
                    tensors[name] = tensor
                }
                if part.number == 6 { try read(graph: value, depth: depth + 1) }
            }
        }
    }

    /// A tensor of 32-bit floats; `nil` for other types.
    private static func tensor(_ bytes: Data) throws(InferenceFailure) -> Tensor? {
        var reader = ProtobufReader(bytes)
        var (shape, type, raw) = ([Int](), 0, Data())
        while let field = try reader.next() {
            switch (field.number, field.value, field.bytes) {
            case (1, let extent?, _): shape.append(Int(clamping: extent))
            // Extents may come packed.
            case (1, _, let packed?):
                var extents = ProtobufReader(packed)
                while let extent = try extents.number() { shape.append(Int(clamping: extent)) }
            case (2, let number?, _): type = Int(clamping: number)
            // Floats may come packed, in the same order of bytes.
            case (4, _, let content?), (9, _, let content?): raw += content
            default: break
            }
        }
        guard type == float32 else { return nil }
        let tensor = Tensor(floats(raw), shape: shape)
        guard tensor.isConsistent else { throw ProtobufReader.damaged }
        return tensor
    }

    private static func floats(_ raw: Data) -> [Float] {
        raw.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
            }
        }
    }
}
