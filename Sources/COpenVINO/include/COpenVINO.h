// The part of OpenVINO's C interface that Magpie uses, declared here so that building needs no OpenVINO at all:
// the library is looked for when it is first used. Names and meanings are those of OpenVINO 2026's openvino/c headers.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct ov_core ov_core_t;
typedef struct ov_model ov_model_t;
typedef struct ov_compiled_model ov_compiled_model_t;
typedef struct ov_infer_request ov_infer_request_t;
typedef struct ov_tensor ov_tensor_t;

/// A tensor's shape; `dims` belongs to the library and is released by `ov_shape_free`.
typedef struct {
    int64_t rank;
    int64_t *dims;
} ov_shape_t;

/// Element types, as numbered by `ov_element_type_e`.
enum { magpie_ov_f32 = 4, magpie_ov_i64 = 10 };

/// The functions of one opened library. A status of 0 is success.
typedef struct {
    int (*core_create)(ov_core_t **core);
    void (*core_free)(ov_core_t *core);
    int (*core_read_model)(const ov_core_t *core, const char *path, const char *weights_path, ov_model_t **model);
    /// Properties follow as pairs of `const char *`, `property_count` texts in all.
    int (*core_compile_model)(const ov_core_t *core, const ov_model_t *model, const char *device,
                              size_t property_count, ov_compiled_model_t **compiled, ...);
    void (*model_free)(ov_model_t *model);
    void (*compiled_model_free)(ov_compiled_model_t *compiled);
    int (*compiled_model_inputs_size)(const ov_compiled_model_t *compiled, size_t *count);
    int (*compiled_model_outputs_size)(const ov_compiled_model_t *compiled, size_t *count);
    int (*compiled_model_create_infer_request)(const ov_compiled_model_t *compiled, ov_infer_request_t **request);
    void (*infer_request_free)(ov_infer_request_t *request);
    int (*infer_request_set_input_tensor_by_index)(ov_infer_request_t *request, size_t index,
                                                   const ov_tensor_t *tensor);
    int (*infer_request_infer)(ov_infer_request_t *request);
    int (*infer_request_get_output_tensor_by_index)(const ov_infer_request_t *request, size_t index,
                                                    ov_tensor_t **tensor);
    int (*tensor_create)(int element_type, ov_shape_t shape, ov_tensor_t **tensor);
    int (*tensor_get_shape)(const ov_tensor_t *tensor, ov_shape_t *shape);
    int (*tensor_get_element_type)(const ov_tensor_t *tensor, int *element_type);
    int (*tensor_data)(const ov_tensor_t *tensor, void **data);
    void (*tensor_free)(ov_tensor_t *tensor);
    int (*shape_free)(ov_shape_t *shape);
    const char *(*get_error_info)(int status);
    const char *(*get_last_error)(void);
} magpie_openvino_t;

/// Opens the library at `path` and fills the table.
///
/// Returns 0, or 1 with a sentence in `reason` (cut to `reason_length` bytes with its final zero). The library stays
/// open for the process's life: its worker threads outlive any one model.
int magpie_openvino_open(const char *path, magpie_openvino_t *table, char *reason, size_t reason_length);

/// Compiles for the processor with 32-bit arithmetic (the default may be 16 bits, whose outputs differ by up to 0.3)
/// and at most `threads` threads: the variadic call that Swift cannot make.
int magpie_openvino_compile(const magpie_openvino_t *table, const ov_core_t *core, const ov_model_t *model,
                            int threads, ov_compiled_model_t **compiled);
