import ArgumentParser
import Foundation
import OFD

extension Contract {
    /// `magpie contract show`: what is on the pages of an OFD file.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print the words of an OFD file, or draw its pages as SVG.",
            discussion: """
                Without --svg the words of the pages are printed. With it every page becomes a file page-N.svg in that \
                folder, seals included; what could not be drawn is named on standard error.
                """)
        @Argument(help: "An OFD file.") var file: String
        @Option(help: "Only this page, from 1.") var page: Int?
        @Option(help: "Draw into this folder; it is made when it is not there.") var svg: String?
        @Flag(help: "Print one JSON object: pages with their words and what was not drawn.") var json = false

        func run() async throws {
            let document = try ContractFile.about(file) { try OFDDocument(reading: CommandFile.data(file)) }
            let numbers = try numbers(document)
            if let svg { try AuthorityFolder.make(svg) }
            var pages: [Report.Page] = []
            for number in numbers { pages.append(try show(number, of: document)) }
            if json {
                print(try Printed.json(Report(title: document.title, pageCount: document.pageCount, pages: pages)))
            } else if svg == nil {
                print(pages.map(\.text).joined(separator: "\n\n"))
            }
        }

        private func numbers(_ document: OFDDocument) throws -> [Int] {
            guard let page else { return Array(1..<(document.pageCount + 1)) }
            guard (1..<(document.pageCount + 1)).contains(page) else {
                throw ValidationError("\(file) has \(document.pageCount) pages; there is no page \(page).")
            }
            return [page]
        }

        private func show(_ number: Int, of document: OFDDocument) throws -> Report.Page {
            let page = try ContractFile.about(file) { try document.page(number) }
            guard let svg else { return Report.Page(number: number, text: page.text, svg: nil, omissions: []) }
            let drawing = try ContractFile.about(file) { try document.drawing(ofPage: number) }
            let path = "\(svg)/page-\(number).svg"
            try CommandFile.write(Data(drawing.svg.utf8), to: path)
            for omission in drawing.omissions {
                Printed.aside("page \(number): not drawn: \(omission)")
            }
            return Report.Page(number: number, text: page.text, svg: path, omissions: drawing.omissions)
        }

        struct Report: Encodable {
            struct Page: Encodable {
                let number: Int
                let text: String
                /// Where the drawing is, if one was asked for.
                let svg: String?
                let omissions: [String]
            }

            let title: String
            let pageCount: Int
            let pages: [Page]
        }
    }
}
