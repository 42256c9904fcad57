#ifndef MAGPIE_COPENSSL_SHIM_H
#define MAGPIE_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Only what Swift cannot import: function-like macros, variadic functions and typed stacks.

/// An empty list of certificates. NULL without memory.
static inline STACK_OF(X509) * magpie_certificates_new(void) {
    return sk_X509_new_null();
}

/// Appends a certificate; the list owns it from then on if 1 is returned.
static inline int magpie_certificates_push(STACK_OF(X509) * list, X509 *certificate) {
    return sk_X509_push(list, certificate) > 0;
}

static inline int magpie_certificates_count(const STACK_OF(X509) * list) {
    return list == NULL ? 0 : sk_X509_num(list);
}

/// The list keeps what it gives.
static inline X509 *magpie_certificates_at(const STACK_OF(X509) * list, int index) {
    return sk_X509_value(list, index);
}

/// Frees the list and what is in it.
static inline void magpie_certificates_free(STACK_OF(X509) * list) {
    sk_X509_pop_free(list, X509_free);
}

/// A new key pair on the SM2 curve. NULL on failure. A key of type "EC" on that curve would not sign with SM2.
static inline EVP_PKEY *magpie_key_generate_sm2(void) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
}

/// A new key pair on the curve P-256. NULL on failure.
static inline EVP_PKEY *magpie_key_generate_p256(void) {
    return EVP_EC_gen("P-256");
}

/// How names are printed: as RFC 2253 has it, but with letters beyond ASCII left readable.
static inline unsigned long magpie_name_flags(void) {
    return XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;
}

/// The bytes of a memory BIO, which keeps them.
static inline long magpie_bio_bytes(BIO *bio, char **bytes) {
    return BIO_get_mem_data(bio, bytes);
}

/// The certificates inside a signed-data PKCS #7 object, which keeps them; NULL when there are none.
static inline STACK_OF(X509) * magpie_pkcs7_certificates(const PKCS7 *token) {
    return token != NULL && PKCS7_type_is_signed(token) && token->d.sign != NULL ? token->d.sign->cert : NULL;
}

#endif
