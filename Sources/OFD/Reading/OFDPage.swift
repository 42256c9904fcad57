/// A page with everything that shows on it.
public struct OFDPage: Sendable {
    /// From 1.
    public let number: Int
    /// The page's number in the document.
    public let id: String
    /// The paper, in millimetres.
    public let area: ObjectBox
    /// From the back to the front.
    public let objects: [PageObject]
    let resources: DocumentResources

    /// The words on the page as a person reads them: lines from the top, their pieces from the left.
    public var text: String { PageText(objects).text }
}
