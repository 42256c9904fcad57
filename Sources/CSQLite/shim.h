#ifndef MAGPIE_CSQLITE_SHIM_H
#define MAGPIE_CSQLITE_SHIM_H

#include <sqlite3.h>

/// Tells SQLite to copy a bound text or blob: the C macro SQLITE_TRANSIENT is a cast that Swift cannot import.
static inline sqlite3_destructor_type magpie_sqlite_transient(void) {
    return SQLITE_TRANSIENT;
}

#endif
