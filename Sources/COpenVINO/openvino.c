#include "COpenVINO.h"

#include <dlfcn.h>
#include <stdio.h>

typedef struct {
    const char *name;
    size_t offset;
} entry_t;

#define ENTRY(field, symbol) {symbol, offsetof(magpie_openvino_t, field)}

static const entry_t entries[] = {
    ENTRY(core_create, "ov_core_create"),
    ENTRY(core_free, "ov_core_free"),
    ENTRY(core_read_model, "ov_core_read_model"),
    ENTRY(core_compile_model, "ov_core_compile_model"),
    ENTRY(model_free, "ov_model_free"),
    ENTRY(compiled_model_free, "ov_compiled_model_free"),
    ENTRY(compiled_model_inputs_size, "ov_compiled_model_inputs_size"),
    ENTRY(compiled_model_outputs_size, "ov_compiled_model_outputs_size"),
    ENTRY(compiled_model_create_infer_request, "ov_compiled_model_create_infer_request"),
    ENTRY(infer_request_free, "ov_infer_request_free"),
    ENTRY(infer_request_set_input_tensor_by_index, "ov_infer_request_set_input_tensor_by_index"),
    ENTRY(infer_request_infer, "ov_infer_request_infer"),
    ENTRY(infer_request_get_output_tensor_by_index, "ov_infer_request_get_output_tensor_by_index"),
    ENTRY(tensor_create, "ov_tensor_create"),
    ENTRY(tensor_get_shape, "ov_tensor_get_shape"),
    ENTRY(tensor_get_element_type, "ov_tensor_get_element_type"),
    ENTRY(tensor_data, "ov_tensor_data"),
    ENTRY(tensor_free, "ov_tensor_free"),
    ENTRY(shape_free, "ov_shape_free"),
    ENTRY(get_error_info, "ov_get_error_info"),
    ENTRY(get_last_error, "ov_get_last_err_msg"),
};

int magpie_openvino_open(const char *path, magpie_openvino_t *table, char *reason, size_t reason_length) {
    // Local symbols: another copy of the same thread pool in the process must not be mixed with this one.
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        snprintf(reason, reason_length, "%s", dlerror());
        return 1;
    }
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        void *symbol = dlsym(library, entries[i].name);
        if (symbol == NULL) {
            snprintf(reason, reason_length, "%s has no %s", path, entries[i].name);
            dlclose(library);
            return 1;
        }
        *(void **)((char *)table + entries[i].offset) = symbol;
    }
    return 0;
}

int magpie_openvino_compile(const magpie_openvino_t *table, const ov_core_t *core, const ov_model_t *model,
                            int threads, ov_compiled_model_t **compiled) {
    char count[16];
    snprintf(count, sizeof count, "%d", threads);
    return table->core_compile_model(core, model, "CPU", 6, compiled, "INFERENCE_PRECISION_HINT", "f32",
                                     "INFERENCE_NUM_THREADS", count, "PERFORMANCE_HINT", "LATENCY");
}
