#ifndef MAGPIE_CZLIB_SHIM_H
#define MAGPIE_CZLIB_SHIM_H

#include <zlib.h>

// zlib's ways to begin are macros that carry its version along, which Swift cannot import.

/// Begins a raw deflate stream, as ZIP holds it, without header and checksum of its own.
static inline int magpie_deflate_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}

/// Begins to unpack a raw deflate stream.
static inline int magpie_inflate_begin(z_stream *stream) {
    return inflateInit2(stream, -MAX_WBITS);
}

#endif
