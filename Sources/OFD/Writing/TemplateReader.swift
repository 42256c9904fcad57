import Foundation
import Markup

/// Turns the elements of a template into blocks.
struct TemplateReader {
    /// After repetitions; a list of a million items is no contract.
    private static let elementsMax = 100_000

    let fill: ContractTemplate.Fill
    let files: ContractTemplate.Files
    private var elements = 0

    init(fill: @escaping ContractTemplate.Fill, files: @escaping ContractTemplate.Files) {
        self.fill = fill
        self.files = files
    }

    mutating func document(_ root: Element, _ values: ContractData) throws(TemplateRefusal) -> FlowDocument {
        let data = TemplateScope(values)
        try requireAttributes(root, ["title", "paper", "margins"])
        var document = FlowDocument(title: try filled(root.attribute("title") ?? "", data), blocks: [])
        document.page = try TemplateAttributes(root).page()
        var body: [Element] = []
        for child in root.children {
            switch child.name {
            case "header": document.header = try margin(child, data)
            case "footer": document.footer = try margin(child, data)
            default: body.append(child)
            }
        }
        document.blocks = try blocks(body, data)
        return document
    }

    private mutating func blocks(_ elements: [Element], _ data: TemplateScope) throws(TemplateRefusal) -> [FlowBlock] {
        var blocks: [FlowBlock] = []
        for element in elements {
            for scope in try scopes(of: element, data) { blocks += try block(element, scope) }
        }
        return blocks
    }

    /// The scopes under which an element appears. Counted before any is made, and before conditions are looked at: what
    /// a condition takes away has cost its time too.
    private mutating func scopes(
        of element: Element, _ data: TemplateScope
    ) throws(TemplateRefusal) -> TemplateScopes {
        let scopes = try TemplateScopes(of: element, in: data)
        elements += scopes.count
        guard elements <= Self.elementsMax else { throw .data("it makes more than \(Self.elementsMax) elements") }
        return scopes
    }

    private mutating func block(_ element: Element, _ data: TemplateScope) throws(TemplateRefusal) -> [FlowBlock] {
        let attributes = TemplateAttributes(element)
        switch element.name {
        case "h1", "h2", "h3", "h4":
            try requireAttributes(element, ["align"])
            var heading = Paragraph.heading(try runs(element, data), level: Int(element.name.dropFirst()) ?? 1)
            heading.alignment = try attributes.alignment() ?? heading.alignment
            return [.paragraph(heading)]
        case "p":
            try requireAttributes(element, ["align", "indent", "size", "font", "keep"])
            return [.paragraph(try attributes.paragraph(runs(element, data)))]
        case "list": return try list(element, data)
        case "table": return [.table(try table(element, data))]
        case "image": return [.picture(try picture(element, data))]
        case "signature":
            try requireAttributes(element, ["name", "width", "height"])
            guard let name = element.attribute("name") else { throw .template("a signature has no name") }
            let width = try attributes.number("width", 5...150) ?? 44
            let height = try attributes.number("height", 5...150) ?? 44
            return [.signature(SignatureSlot(name: try filled(name, data), width: width, height: height))]
        case "space":
            try requireAttributes(element, ["height"])
            return [.space(try attributes.number("height", 0...200) ?? 4)]
        case "rule": return [.rule]
        case "break": return [.pageBreak]
        case "section":
            try requireAttributes(element, [])
            return try blocks(element.children, data)
        default: throw .template("nothing is called \(element.name)")
        }
    }

    // MARK: Texts

    private func margin(_ element: Element, _ data: TemplateScope) throws(TemplateRefusal) -> Paragraph {
        try requireAttributes(element, ["align"])
        let alignment = try TemplateAttributes(element).alignment() ?? .center
        let text = joined(element).replacing("{page}", with: PageNumber.current)
            .replacing("{pages}", with: PageNumber.total)
        return Paragraph(try runs(text, data), size: 3.175, alignment: alignment)
    }

    private func runs(_ element: Element, _ data: TemplateScope) throws(TemplateRefusal) -> [TextRun] {
        guard element.children.isEmpty else {
            throw .template("\(element.name) holds text, not \(element.children[0].name)")
        }
        return try runs(joined(element), data)
    }

    /// Marks are read before the data come in: a value with `**` in it stays as it is.
    private func runs(_ text: String, _ data: TemplateScope) throws(TemplateRefusal) -> [TextRun] {
        var runs = TextRun.marked(text)
        for index in runs.indices { runs[index].text = try filled(runs[index].text, data) }
        return runs
    }

    /// The text as one line: a line break of the template is a blank between Latin words and nothing between Chinese.
    private func joined(_ element: Element) -> String {
        let lines = element.text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        return lines.reduce("") { text, line in
            guard let left = text.unicodeScalars.last, let right = line.unicodeScalars.first else { return text + line }
            return text + (LineBreaking.isWide(left) || LineBreaking.isWide(right) ? "" : " ") + line
        }
    }

    private func filled(_ text: String, _ data: TemplateScope) throws(TemplateRefusal) -> String {
        guard text.contains("{{") || text.contains("}}") else { return text }
        do {
            return try fill(text) { data[$0].plainText }
        } catch {
            throw .data("\(error)")
        }
    }

    // MARK: Lists, tables, pictures

    private mutating func list(_ element: Element, _ data: TemplateScope) throws(TemplateRefusal) -> [FlowBlock] {
        try requireAttributes(element, ["numbered", "each", "when"])
        let numbering = try TemplateAttributes(element).numbering()
        var blocks: [FlowBlock] = []
        for item in element.children {
            guard item.name == "item" else { throw .template("a list holds items, not \(item.name)") }
            try requireAttributes(item, [])
            for scope in try scopes(of: item, data) {
                let marker = numbering.marker(blocks.count + 1)
                let text = try runs(item, scope)
                blocks.append(
                    .paragraph(Paragraph(text, indent: numbering.indent, marker: marker, spaceBefore: 0.8)))
            }
        }
        return blocks
    }

    private mutating func table(_ element: Element, _ data: TemplateScope) throws(TemplateRefusal) -> FlowTable {
        try requireAttributes(element, ["columns", "borders"])
        let attributes = TemplateAttributes(element)
        var table = FlowTable(columns: try attributes.numbers("columns"), rows: [])
        table.hasBorders = element.attribute("borders") != "none"
        for child in element.children {
            switch child.name {
            case "head":
                guard table.rows.isEmpty else { throw .template("a table's head stands first") }
                for row in child.children { table.rows += try rows(row, data, isHead: true) }
                table.headingRows = table.rows.count
            case "row": table.rows += try rows(child, data, isHead: false)
            default: throw .template("a table holds head and row, not \(child.name)")
            }
        }
        return table
    }

    private mutating func rows(
        _ element: Element, _ data: TemplateScope, isHead: Bool
    ) throws(TemplateRefusal) -> [[FlowTable.Cell]] {
        guard element.name == "row" else { throw .template("a table's head holds rows, not \(element.name)") }
        try requireAttributes(element, [])
        var rows: [[FlowTable.Cell]] = []
        for scope in try scopes(of: element, data) {
            var cells: [FlowTable.Cell] = []
            for cell in element.children {
                guard cell.name == "cell" else { throw .template("a row holds cells, not \(cell.name)") }
                for inner in try scopes(of: cell, scope) { cells.append(try self.cell(cell, inner, isHead)) }
            }
            rows.append(cells)
        }
        return rows
    }

    private mutating func cell(
        _ element: Element, _ data: TemplateScope, _ isHead: Bool
    ) throws(TemplateRefusal) -> FlowTable.Cell {
        try requireAttributes(element, ["columns", "rows", "align"])
        let attributes = TemplateAttributes(element)
        var cell = FlowTable.Cell([], isShaded: isHead)
        cell.columns = Int(try attributes.number("columns", 1...100) ?? 1)
        cell.rows = Int(try attributes.number("rows", 1...1000) ?? 1)
        if element.children.isEmpty {
            var runs = try runs(element, data)
            if isHead { for index in runs.indices { runs[index].isBold = true } }
            let alignment = try attributes.alignment() ?? (isHead ? .center : .left)
            cell.blocks = [.paragraph(Paragraph(runs, leading: 1.4, alignment: alignment))]
        } else {
            cell.blocks = try blocks(element.children, data)
        }
        return cell
    }

    private func picture(_ element: Element, _ data: TemplateScope) throws(TemplateRefusal) -> FlowPicture {
        try requireAttributes(element, ["file", "width", "align"])
        let attributes = TemplateAttributes(element)
        guard let name = element.attribute("file") else { throw .template("an image has no file") }
        let width = try attributes.number("width", 1...1000) ?? 60
        let bytes: Data
        do {
            bytes = try files(try filled(name, data))
        } catch {
            throw .template("the image \(name): \(error)")
        }
        do {
            return FlowPicture(try PictureFile(bytes), width: width, alignment: try attributes.alignment() ?? .center)
        } catch let refusal as LayoutRefusal {
            throw .layout(refusal)
        } catch let refusal as TemplateRefusal {
            throw refusal
        } catch {
            throw .template("\(error)")
        }
    }

    /// A misspelt attribute would silently do nothing.
    private func requireAttributes(_ element: Element, _ known: Set<String>) throws(TemplateRefusal) {
        let allowed = known.union(["each", "when"])
        guard let stranger = element.attributes.keys.sorted().first(where: { !allowed.contains($0) }) else { return }
        throw .template("\(element.name) has no attribute \(stranger)")
    }
}
