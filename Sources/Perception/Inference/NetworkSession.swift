import COpenVINO
import Foundation

/// A compiled network with its one request: owns the C objects, used by one thread at a time.
final class NetworkSession {
    private let functions: magpie_openvino_t
    private let compiled: OpaquePointer
    private let request: OpaquePointer
    private let outputCount: Int
    private let inputCount: Int

    init(
        file: URL, threads: Int, functions: magpie_openvino_t, core: OpaquePointer
    ) throws(InferenceFailure) {
        func check(_ status: Int32) throws(InferenceFailure) {
            guard status == 0 else {
                throw .badModel(file: file.lastPathComponent, reason: functions.explain(status))
            }
        }
        var model: OpaquePointer?
        try check(functions.core_read_model(core, file.path, nil, &model))
        defer { functions.model_free(model) }
        var compiled: OpaquePointer?
        var request: OpaquePointer?
        var inputs = 0
        var outputs = 0
        var table = functions
        try check(magpie_openvino_compile(&table, core, model, Int32(clamping: threads), &compiled))
        do {
            try check(functions.compiled_model_inputs_size(compiled, &inputs))
            try check(functions.compiled_model_outputs_size(compiled, &outputs))
            try check(functions.compiled_model_create_infer_request(compiled, &request))
        } catch {
            functions.compiled_model_free(compiled)
            throw error
        }
        guard let compiled, let request else {
            throw .badModel(file: file.lastPathComponent, reason: "the runtime gave nothing back")
        }
        self.functions = functions
        self.compiled = compiled
        self.request = request
        inputCount = inputs
        outputCount = outputs
    }

    deinit {
        functions.infer_request_free(request)
        functions.compiled_model_free(compiled)
    }

    func run(_ inputs: [Tensor]) throws(InferenceFailure) -> [Tensor] {
        guard inputs.count == inputCount else {
            throw .cannotRun("\(inputs.count) inputs for a network that takes \(inputCount)")
        }
        for (index, input) in inputs.enumerated() { try set(input, at: index) }
        try check(functions.infer_request_infer(request))
        var outputs: [Tensor] = []
        for index in 0..<outputCount { outputs.append(try output(at: index)) }
        return outputs
    }

    private func set(_ input: Tensor, at index: Int) throws(InferenceFailure) {
        guard input.isConsistent else { throw .cannotRun("input \(index) has not as many numbers as its shape") }
        var extents = input.shape.map(Int64.init)
        let type = if case .floats = input.values { magpie_ov_f32 } else { magpie_ov_i64 }
        var tensor: OpaquePointer?
        let status = extents.withUnsafeMutableBufferPointer { extents in
            functions.tensor_create(
                Int32(type), ov_shape_t(rank: Int64(extents.count), dims: extents.baseAddress), &tensor)
        }
        try check(status)
        defer { functions.tensor_free(tensor) }
        var memory: UnsafeMutableRawPointer?
        try check(functions.tensor_data(tensor, &memory))
        guard let memory else { throw .cannotRun("the runtime gave no memory for input \(index)") }
        switch input.values {
        case .floats(let numbers): numbers.withUnsafeBytes(into(memory))
        case .integers(let numbers): numbers.withUnsafeBytes(into(memory))
        }
        // The request keeps the tensor alive; ours is only one of its owners.
        try check(functions.infer_request_set_input_tensor_by_index(request, index, tensor))
    }

    private func into(_ memory: UnsafeMutableRawPointer) -> (UnsafeRawBufferPointer) -> Void {
        { bytes in UnsafeMutableRawBufferPointer(start: memory, count: bytes.count).copyMemory(from: bytes) }
    }

    private func output(at index: Int) throws(InferenceFailure) -> Tensor {
        var tensor: OpaquePointer?
        try check(functions.infer_request_get_output_tensor_by_index(request, index, &tensor))
        defer { functions.tensor_free(tensor) }
        var shape = ov_shape_t()
        try check(functions.tensor_get_shape(tensor, &shape))
        defer { _ = functions.shape_free(&shape) }
        let extents = (0..<Int(shape.rank)).map { Int(shape.dims[$0]) }
        var type: Int32 = 0
        try check(functions.tensor_get_element_type(tensor, &type))
        guard Int(type) == magpie_ov_f32 else { throw .cannotRun("output \(index) is not of 32-bit floats") }
        var memory: UnsafeMutableRawPointer?
        try check(functions.tensor_data(tensor, &memory))
        let count = extents.reduce(1, *)
        guard count > 0, let memory else { return Tensor([Float](), shape: extents) }
        let numbers = UnsafeBufferPointer(start: memory.assumingMemoryBound(to: Float.self), count: count)
        return Tensor(Array(numbers), shape: extents)
    }

    private func check(_ status: Int32) throws(InferenceFailure) {
        guard status == 0 else { throw .cannotRun(functions.explain(status)) }
    }
}
