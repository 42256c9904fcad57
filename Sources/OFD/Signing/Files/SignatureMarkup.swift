import Foundation
import Markup

/// What both XML files of signatures have in common.
enum SignatureMarkup {
    static let namespace = "http://www.ofdspec.org/2016"
    private static let limits = MarkupLimits(bytesMax: 4_194_304, depthMax: 16, elementsMax: 25_000)

    static func root(_ xml: Data, named name: String) throws(SigningFailure) -> Element {
        do {
            let root = try Element.parse(xml, limits: limits)
            guard root.name == name else { throw SigningFailure.signatureFile("its root is not \(name)") }
            return root
        } catch let refusal as SigningFailure {
            throw refusal
        } catch {
            throw .signatureFile("\(name).xml: \(error)")
        }
    }

    /// The only child of a name: where two could be meant, nobody can say which one was signed.
    static func only(_ name: String, in element: Element) throws(SigningFailure) -> Element {
        guard let child = try optional(name, in: element) else { throw .signatureFile("\(name) is missing") }
        return child
    }

    static func optional(_ name: String, in element: Element) throws(SigningFailure) -> Element? {
        let found = element.all(name)
        guard found.count <= 1 else { throw .signatureFile("\(name) stands there \(found.count) times") }
        return found.first
    }

    static func document(_ root: String, _ content: String) -> [UInt8] {
        let head = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
        return Array("\(head)<ofd:\(root) xmlns:ofd=\"\(namespace)\">\(content)</ofd:\(root)>\n".utf8)
    }
}
