import Foundation

@testable import OFD

/// Small documents by hand: one page with the given objects.
enum HandMadePage {
    static let namespace = "xmlns:ofd=\"http://www.ofdspec.org/2016\""

    /// - Parameters:
    ///   - resources: what stands in the list of resources besides a font with the number 3.
    ///   - files: more files, by their paths.
    static func package(
        _ objects: String, resources: String = "", common: String = "", files: [String: Data] = [:]
    ) -> OFDPackage {
        var package = OFDPackage()
        func put(_ path: String, _ xml: String) { package[path] = Data(xml.utf8) }
        put(
            "OFD.xml",
            "<ofd:OFD \(namespace)><ofd:DocBody><ofd:DocInfo><ofd:Title>t</ofd:Title></ofd:DocInfo>"
                + "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
        put(
            "Doc_0/Document.xml",
            "<ofd:Document \(namespace)><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 100 80</ofd:PhysicalBox>"
                + "</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>\(common)</ofd:CommonData>"
                + "<ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages></ofd:Document>")
        put(
            "Doc_0/PublicRes.xml",
            "<ofd:Res \(namespace) BaseLoc=\"Res\"><ofd:Fonts><ofd:Font ID=\"3\" FontName=\"宋体\"/></ofd:Fonts>"
                + "\(resources)</ofd:Res>")
        put(
            "Doc_0/Pages/Page_0/Content.xml",
            "<ofd:Page \(namespace)><ofd:Content><ofd:Layer ID=\"2\">\(objects)</ofd:Layer></ofd:Content></ofd:Page>")
        for (path, bytes) in files { package[path] = bytes }
        return package
    }

    static func text(_ text: String, x: Double = 10, y: Double = 10, attributes: String = "", deltas: String = "")
        -> String
    {
        "<ofd:TextObject ID=\"9\" Boundary=\"\(x) \(y) 50 6\" Font=\"3\" Size=\"4\" \(attributes)>"
            + "<ofd:TextCode X=\"0\" Y=\"4\" \(deltas)>\(text)</ofd:TextCode></ofd:TextObject>"
    }

    static func document(_ objects: String, resources: String = "") throws -> OFDDocument {
        try OFDDocument(package(objects, resources: resources))
    }
}
