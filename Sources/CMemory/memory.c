#include "cmemory.h"

#ifdef __linux__
#include <malloc.h>
#endif

void magpie_return_memory(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
