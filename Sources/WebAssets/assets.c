#include "webassets.h"

// `swift build` has to work before the pages are built, so an absent pack is an empty one.
#if defined(__has_embed)
#if __has_embed("web.pack") == 1
#define MAGPIE_HAS_PACK 1
#endif
#endif

#ifdef MAGPIE_HAS_PACK
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char pack[] = {
#embed "web.pack"
};
#pragma clang diagnostic pop
static const size_t pack_length = sizeof pack;
#else
static const unsigned char pack[] = {0};
static const size_t pack_length = 0;
#endif

const unsigned char *magpie_web_pack(size_t *length) {
    *length = pack_length;
    return pack;
}
