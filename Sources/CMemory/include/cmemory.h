#ifndef MAGPIE_CMEMORY_H
#define MAGPIE_CMEMORY_H

/// Gives memory that was freed back to the system, where the C library would keep it (glibc's malloc_trim).
void magpie_return_memory(void);

#endif
