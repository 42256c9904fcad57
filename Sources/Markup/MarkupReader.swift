import CXML2
import Foundation

/// libxml2's reader as a sequence of events: it steps through a document without holding it as a tree.
///
/// Not Foundation's `XMLParser`: on Linux that one traps on some damaged documents, and strangers send us documents.
struct MarkupReader {
    /// A start tag.
    struct Start {
        let name: String
        let namespace: String?
        let attributes: [String: String]
        /// Written as `<a/>`: no end follows.
        let isEmpty: Bool
    }

    enum Event {
        case start(Start)
        case text(String)
        case end
    }

    /// The first thing that libxml2 had to say.
    private final class Complaint {
        var message: String?
    }

    /// libxml2 keeps no copy of its input.
    private let bytes: UnsafeMutableBufferPointer<CChar>
    private let reader: OpaquePointer?
    private let complaint = Complaint()

    init(_ utf8: Data) {
        bytes = .allocate(capacity: max(1, utf8.count))
        let count = utf8.copyBytes(to: bytes)
        // No network. Entities that XML itself does not define are errors, for there is no document type.
        let options = MAGPIE_XML_PARSE_NONET | MAGPIE_XML_PARSE_NOERROR | MAGPIE_XML_PARSE_NOWARNING
        reader = xmlReaderForMemory(bytes.baseAddress, Int32(count), nil, "UTF-8", Int32(options))
        xmlTextReaderSetErrorHandler(
            reader,
            { context, message, _, _ in
                guard let context, let message else { return }
                let complaint = Unmanaged<Complaint>.fromOpaque(context).takeUnretainedValue()
                complaint.message = complaint.message ?? String(cString: message)
            }, Unmanaged.passUnretained(complaint).toOpaque())
    }

    func close() {
        xmlFreeTextReader(reader)
        bytes.deallocate()
    }

    /// The next thing that matters, or `nil` at the end of a well-formed document.
    func next() throws(MarkupRefusal) -> Event? {
        while true {
            let step = xmlTextReaderRead(reader)
            if step < 0 { throw broken() }
            if step == 0 { return nil }
            switch Int(xmlTextReaderNodeType(reader)) {
            case MAGPIE_XML_ELEMENT: return .start(start())
            case MAGPIE_XML_END_ELEMENT: return .end
            case MAGPIE_XML_TEXT, MAGPIE_XML_CDATA, MAGPIE_XML_WHITESPACE, MAGPIE_XML_SIGNIFICANT_WHITESPACE:
                return .text(text(xmlTextReaderConstValue(reader)))
            case MAGPIE_XML_DOCUMENT_TYPE: throw .documentType
            case MAGPIE_XML_ENTITY_REFERENCE: throw broken("an entity that is not declared")
            default: continue
            }
        }
    }

    private func start() -> Start {
        let name = text(xmlTextReaderConstLocalName(reader))
        let namespace = xmlTextReaderConstNamespaceUri(reader).map { text($0) }
        let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
        var attributes: [String: String] = [:]
        var prefixed: [(name: String, value: String)] = []
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            if xmlTextReaderIsNamespaceDecl(reader) == 1 { continue }
            let value = text(xmlTextReaderConstValue(reader))
            let local = text(xmlTextReaderConstLocalName(reader))
            if xmlTextReaderConstPrefix(reader) == nil {
                attributes[local] = value
            } else {
                prefixed.append((local, value))
            }
        }
        for (local, value) in prefixed where attributes[local] == nil { attributes[local] = value }
        _ = xmlTextReaderMoveToElement(reader)
        return Start(name: name, namespace: namespace, attributes: attributes, isEmpty: isEmpty)
    }

    private func text(_ characters: UnsafePointer<UInt8>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }

    private func broken(_ reason: String? = nil) -> MarkupRefusal {
        let told = complaint.message?.trimmingCharacters(in: .whitespacesAndNewlines)
        return .notWellFormed(
            line: max(1, Int(xmlTextReaderGetParserLineNumber(reader))), reason: reason ?? told ?? "it ends early")
    }
}
