#ifndef MAGPIE_DEMOASSETS_H
#define MAGPIE_DEMOASSETS_H

#include <stddef.h>

/// The file of the folder Demo with this name (`scripts/scripts.json`), as it was when the binary was built; NULL for
/// any other name. The bytes live as long as the process.
const unsigned char *magpie_demo_file(const char *name, size_t *length);

#endif
