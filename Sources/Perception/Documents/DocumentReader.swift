/// Reads documents: finds their fields, looks at each line three times, and decides whether a person must look.
public final class DocumentReader: Sendable {
    private let text: TextReader

    /// A reader over the networks that `text` holds.
    public init(_ text: TextReader) { self.text = text }

    /// Reads one picture of one document.
    ///
    /// - Parameter today: the day of reading, against dates in the future; `nil` leaves that check out.
    public func read(
        _ picture: Picture, as kind: DocumentKind, today: CalendarDate? = nil
    ) throws(InferenceFailure) -> DocumentReading {
        let scan = try text.scan(picture)
        let page = try completed(scan, as: kind)
        let first = kind.find(page)
        let isComplete = kind.required.allSatisfy { first[$0] != nil }
        let again = isComplete ? first.lines : Set(page.indices)
        var looks = [first]
        for look in [LineRecogniser.Look.wider, .tighter] {
            var lines = page
            for index in again.sorted() { lines[index] = try text.readAgain(lines[index], in: scan, look: look) }
            looks.append(kind.find(lines))
        }
        let verdict = Verdict(kind, looks: looks, lines: page, today: today)
        return DocumentReading(
            kind: kind, fields: verdict.fields, accepted: verdict.accepted, reasons: verdict.reasons, page: scan.page)
    }

    /// The lines, after a second search for what detection overlooks most: an ethnicity of one character, alone behind
    /// its label. Read in one go with the label it is rarely missed.
    private func completed(_ scan: PageScan, as kind: DocumentKind) throws(InferenceFailure) -> [TextLine] {
        var lines = scan.page.lines
        guard kind == .idFront, kind.find(lines)["ethnicity"] == nil,
            let label = lines.firstIndex(where: { $0.text.hasSuffix("族") })
        else { return lines }
        let longer = try text.readOn(lines[label], in: scan, byHeights: Self.ethnicityHeights)
        if longer.characters.count > lines[label].characters.count { lines[label] = longer }
        return lines
    }

    /// How far behind its label an ethnicity of one character ends, in heights of the line.
    private static let ethnicityHeights = 1.9
}
