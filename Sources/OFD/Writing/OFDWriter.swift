import Foundation
import Markup

/// Composed pages as the files of a package.
struct OFDWriter {
    private let pages: [PageComposer.Page]
    private let geometry: PageGeometry
    private let faces: [Typeface]
    private let pictures: [PictureFile]
    private var lastID = 0

    init(_ pages: [PageComposer.Page], on geometry: PageGeometry) {
        self.pages = pages
        self.geometry = geometry
        var used: Set<Typeface> = []
        var pictures: [PictureFile] = []
        for item in pages.flatMap(\.items) {
            switch item {
            case .text(let text): used.insert(text.face)
            case .picture(_, _, _, _, let content): if !pictures.contains(content) { pictures.append(content) }
            case .line, .box: break
            }
        }
        faces = Typeface.allCases.filter(used.contains)
        self.pictures = pictures
    }

    mutating func package(title: String, createdAt time: Date) throws(LayoutRefusal) -> OFDPackage {
        let fonts = faces.map { ($0, nextID()) }
        let media = pictures.map { ($0, nextID()) }
        var contents: [(id: Int, xml: String)] = []
        for page in pages { contents.append((nextID(), content(page, fonts, media.map(\.1)))) }
        var package = OFDPackage()
        // The entry comes first, as in every archive whose kind is told by its first file.
        package["OFD.xml"] = Data(try entry(title, time, contents.map(\.xml)).utf8)
        package["Doc_0/Document.xml"] = Data(document(contents.map(\.id)).utf8)
        package["Doc_0/PublicRes.xml"] = Data(Self.fontList(fonts).utf8)
        if !media.isEmpty { package["Doc_0/DocumentRes.xml"] = Data(Self.mediaList(media).utf8) }
        for (picture, id) in media { package["Doc_0/Res/\(Self.fileName(picture, id))"] = picture.bytes }
        for (index, content) in contents.enumerated() {
            package["Doc_0/Pages/Page_\(index)/Content.xml"] = Data(content.xml.utf8)
        }
        return package
    }

    private mutating func nextID() -> Int {
        lastID += 1
        return lastID
    }

    private mutating func content(
        _ page: PageComposer.Page, _ fonts: [(Typeface, Int)], _ media: [Int]
    ) -> String {
        let layer = nextID()
        var objects = ""
        for item in page.items {
            let id = nextID()
            switch item {
            case .text(let text):
                let font = fonts.first { $0.0 == text.face }?.1 ?? 0
                objects += OFDMarkup.text(text, id: id, font: font)
            case .line(let fromX, let fromY, let toX, let toY, let width):
                objects += OFDMarkup.line((fromX, fromY), (toX, toY), width: width, id: id)
            case .box(let x, let y, let width, let height, let grey):
                objects += OFDMarkup.ground(x, y, width, height, grey: grey, id: id)
            case .picture(let x, let y, let width, let height, let content):
                guard let place = pictures.firstIndex(of: content) else { continue }
                objects += OFDMarkup.picture(x, y, width, height, resource: media[place], id: id)
            }
            objects += "\n"
        }
        return OFDMarkup.declaration + "<ofd:Page \(OFDMarkup.namespace)><ofd:Content>"
            + "<ofd:Layer ID=\"\(layer)\" Type=\"Body\">\n\(objects)</ofd:Layer></ofd:Content></ofd:Page>\n"
    }

    private func entry(_ title: String, _ time: Date, _ contents: [String]) throws(LayoutRefusal) -> String {
        let fields = pages.enumerated().flatMap { index, page in
            page.fields.map { field in
                let box = OFDMarkup.box(field.x, field.y, field.slot.width, field.slot.height)
                let name = SignatureField.prefix + field.slot.name
                return "<ofd:CustomData Name=\"\(MarkupText.escaped(name))\">\(index + 1) \(box)</ofd:CustomData>"
            }
        }
        let custom = fields.isEmpty ? "" : "<ofd:CustomDatas>\(fields.joined())</ofd:CustomDatas>"
        var day = Date.ISO8601FormatStyle(timeZone: Self.china)
        day = day.year().month().day().dateSeparator(.dash)
        let date = time.formatted(day)
        // An identifier that hangs on the content alone: the same contract has the same one.
        let identity = try Self.identity(of: contents + [title, date, custom])
        return OFDMarkup.declaration
            + "<ofd:OFD \(OFDMarkup.namespace) Version=\"1.1\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo>"
            + "<ofd:DocID>\(identity)</ofd:DocID><ofd:Title>\(MarkupText.escaped(title))</ofd:Title>"
            + "<ofd:CreationDate>\(date)</ofd:CreationDate><ofd:Creator>Magpie</ofd:Creator>\(custom)</ofd:DocInfo>"
            + "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>\n"
    }

    /// 32 hexadecimal digits (GB/T 33190 table 3).
    private static func identity(of texts: [String]) throws(LayoutRefusal) -> String {
        do {
            let digest = try Digest.sm3.of(Array(texts.joined(separator: "\0").utf8))
            return digest.prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        } catch {
            throw .digest("\(error)")
        }
    }

    private static let china = TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt

    private func document(_ ids: [Int]) -> String {
        let list = ids.enumerated().map { index, id in
            "<ofd:Page ID=\"\(id)\" BaseLoc=\"Pages/Page_\(index)/Content.xml\"/>"
        }
        let area = OFDMarkup.box(0, 0, geometry.width, geometry.height)
        let resources = pictures.isEmpty ? "" : "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        return OFDMarkup.declaration
            + "<ofd:Document \(OFDMarkup.namespace)><ofd:CommonData><ofd:MaxUnitID>\(lastID)</ofd:MaxUnitID>"
            + "<ofd:PageArea><ofd:PhysicalBox>\(area)</ofd:PhysicalBox></ofd:PageArea>"
            + "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>\(resources)</ofd:CommonData>"
            + "<ofd:Pages>\(list.joined())</ofd:Pages></ofd:Document>\n"
    }

    private static func fontList(_ fonts: [(Typeface, Int)]) -> String {
        let list = fonts.map { face, id in
            "<ofd:Font ID=\"\(id)\" FontName=\"\(face.rawValue)\" FamilyName=\"\(face.rawValue)\"/>"
        }
        return OFDMarkup.declaration
            + "<ofd:Res \(OFDMarkup.namespace) BaseLoc=\"Res\"><ofd:Fonts>\(list.joined())</ofd:Fonts></ofd:Res>\n"
    }

    private static func mediaList(_ media: [(PictureFile, Int)]) -> String {
        let list = media.map { picture, id in
            "<ofd:MultiMedia ID=\"\(id)\" Type=\"Image\" Format=\"\(picture.format.rawValue)\">"
                + "<ofd:MediaFile>\(fileName(picture, id))</ofd:MediaFile></ofd:MultiMedia>"
        }
        return OFDMarkup.declaration
            + "<ofd:Res \(OFDMarkup.namespace) BaseLoc=\"Res\"><ofd:MultiMedias>\(list.joined())</ofd:MultiMedias>"
            + "</ofd:Res>\n"
    }

    private static func fileName(_ picture: PictureFile, _ id: Int) -> String {
        "picture_\(id).\(picture.format == .png ? "png" : "jpg")"
    }
}
