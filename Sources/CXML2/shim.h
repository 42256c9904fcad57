#ifndef MAGPIE_CXML2_SHIM_H
#define MAGPIE_CXML2_SHIM_H

// The part of <libxml/xmlreader.h> that Markup uses, declared anew: libxml2's own headers bring ICU's along, which clash
// with those of Foundation. All of it has been stable since libxml2 2.6; in libxml2 an xmlChar is a byte of UTF-8.

typedef struct _xmlTextReader xmlTextReader;

enum {
    MAGPIE_XML_PARSE_NOERROR = 1 << 5,
    MAGPIE_XML_PARSE_NOWARNING = 1 << 6,
    MAGPIE_XML_PARSE_NONET = 1 << 11,
};

enum {
    MAGPIE_XML_ELEMENT = 1,
    MAGPIE_XML_TEXT = 3,
    MAGPIE_XML_CDATA = 4,
    MAGPIE_XML_ENTITY_REFERENCE = 5,
    MAGPIE_XML_DOCUMENT_TYPE = 10,
    MAGPIE_XML_WHITESPACE = 13,
    MAGPIE_XML_SIGNIFICANT_WHITESPACE = 14,
    MAGPIE_XML_END_ELEMENT = 15,
};

typedef void (*magpie_xml_error)(void *context, const char *message, int severity, void *locator);

xmlTextReader *xmlReaderForMemory(const char *bytes, int count, const char *address, const char *encoding, int options);
void xmlFreeTextReader(xmlTextReader *reader);
void xmlTextReaderSetErrorHandler(xmlTextReader *reader, magpie_xml_error handler, void *context);
int xmlTextReaderRead(xmlTextReader *reader);
int xmlTextReaderNodeType(xmlTextReader *reader);
int xmlTextReaderIsEmptyElement(xmlTextReader *reader);
int xmlTextReaderMoveToNextAttribute(xmlTextReader *reader);
int xmlTextReaderMoveToElement(xmlTextReader *reader);
int xmlTextReaderIsNamespaceDecl(xmlTextReader *reader);
int xmlTextReaderGetParserLineNumber(xmlTextReader *reader);
const unsigned char *xmlTextReaderConstLocalName(xmlTextReader *reader);
const unsigned char *xmlTextReaderConstNamespaceUri(xmlTextReader *reader);
const unsigned char *xmlTextReaderConstPrefix(xmlTextReader *reader);
const unsigned char *xmlTextReaderConstValue(xmlTextReader *reader);

#endif
