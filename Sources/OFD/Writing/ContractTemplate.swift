public import Foundation
import Markup

/// A contract with places to fill, written as XML.
///
/// ```xml
/// <contract title="服务合同">
///   <footer>第 {page} 页，共 {pages} 页</footer>
///   <h1>服务合同</h1>
///   <p>甲方：**{{seller}}**</p>
///   <table columns="3 1">
///     <head><row><cell>项目</cell><cell>金额</cell></row></head>
///     <row each="items"><cell>{{name}}</cell><cell align="right">{{price}}</cell></row>
///   </table>
///   <signature name="seller"/>
/// </contract>
/// ```
///
/// `each="LIST"` repeats an element for every item, whose fields then come first; `when="FIELD"` and `when="!FIELD"`
/// keep it only where the field is there or is not. What the data say is text and never becomes markup.
public struct ContractTemplate: Sendable {
    /// How the places of a text are filled: the text, and what a name stands for. Throws a sentence for a person.
    public typealias Fill = (_ text: String, _ value: (String) -> String?) throws -> String
    /// Gives the file that an `<image file="…"/>` names.
    public typealias Files = (_ name: String) throws -> Data

    let root: Element

    /// - Throws: `TemplateRefusal.template` for what is no XML, or has another root.
    public init(xml: Data) throws(TemplateRefusal) {
        do {
            root = try Element.parse(xml, limits: MarkupLimits(bytesMax: 4 << 20, depthMax: 40, elementsMax: 50_000))
        } catch {
            throw .template("\(error)")
        }
        guard root.name == "contract" else { throw .template("its root is \(root.name), not contract") }
    }

    /// The document for one set of data.
    ///
    /// - Throws: `TemplateRefusal`.
    public func document(
        for data: ContractData, filling fill: @escaping Fill, files: @escaping Files
    ) throws(TemplateRefusal) -> FlowDocument {
        var reader = TemplateReader(fill: fill, files: files)
        return try reader.document(root, data)
    }
}
