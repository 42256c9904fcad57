#ifndef MAGPIE_WEBASSETS_H
#define MAGPIE_WEBASSETS_H

#include <stddef.h>

/// The browser side as one pack (see Browser/README.md for its form), embedded when it was built before this file.
///
/// `length` receives the number of bytes; it is 0 in a build without pages, and the pointer is then not to be read.
/// The bytes live as long as the process and are never written.
const unsigned char *_Nonnull magpie_web_pack(size_t *_Nonnull length);

#endif
