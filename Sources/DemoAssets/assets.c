// The words of the demo company, embedded so that one binary is the whole product.
#include "demoassets.h"

#include <string.h>

static const unsigned char company[] = {
#embed "../../Demo/company.json"
};
static const unsigned char visitors[] = {
#embed "../../Demo/visitors.json"
};
static const unsigned char scripts[] = {
#embed "../../Demo/scripts/scripts.json"
};
static const unsigned char lexicon[] = {
#embed "../../Demo/products_lexicon.tsv"
};
static const unsigned char intents[] = {
#embed "../../Demo/intents/intents.tsv"
};
static const unsigned char train[] = {
#embed "../../Demo/intents/train.tsv"
};
static const unsigned char out_of_scope[] = {
#embed "../../Demo/intents/out_of_scope.tsv"
};

static const struct {
    const char *name;
    const unsigned char *bytes;
    size_t length;
} files[] = {
    {"company.json", company, sizeof company},
    {"visitors.json", visitors, sizeof visitors},
    {"scripts/scripts.json", scripts, sizeof scripts},
    {"products_lexicon.tsv", lexicon, sizeof lexicon},
    {"intents/intents.tsv", intents, sizeof intents},
    {"intents/train.tsv", train, sizeof train},
    {"intents/out_of_scope.tsv", out_of_scope, sizeof out_of_scope},
};

const unsigned char *magpie_demo_file(const char *name, size_t *length) {
    for (size_t index = 0; index < sizeof files / sizeof files[0]; index++) {
        if (strcmp(files[index].name, name) == 0) {
            *length = files[index].length;
            return files[index].bytes;
        }
    }
    *length = 0;
    return NULL;
}
