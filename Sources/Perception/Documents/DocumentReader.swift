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
        let first = kind.find(scan.page.lines)
        let isComplete = kind.required.allSatisfy { first[$0] != nil }
        let again = isComplete ? first.lines : Set(scan.page.lines.indices)
        var looks = [first]
        for look in [LineRecogniser.Look.wider, .tighter] {
            var lines = scan.page.lines
            for index in again.sorted() { lines[index] = try text.readAgain(lines[index], in: scan, look: look) }
            looks.append(kind.find(lines))
        }
        let verdict = Verdict(kind, looks: looks, lines: scan.page.lines, today: today)
        return DocumentReading(
            kind: kind, fields: verdict.fields, accepted: verdict.accepted, reasons: verdict.reasons, page: scan.page)
    }
}
