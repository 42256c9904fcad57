/// A type of FEEL (DMN 1.5, clause 10.3.2.9): built in, composed, or named by a model.
public indirect enum FEELType: Sendable {
    case any
    case null
    case number
    case string
    case boolean
    case date
    case time
    case dateTime
    case duration
    case months
    case list(FEELType)
    /// A context has at least these entries.
    case context([FEELFunction.Parameter])
    case function([FEELType], result: FEELType)
    case range(FEELType)
    /// A name that nobody gave to a type.
    case unknown(String)
    /// A type of which only the values that pass the tests count.
    case constrained(FEELType, FEELTests)

    /// Built-in types by their names.
    static let builtIn: [String: FEELType] = [
        "Any": .any, "Null": .null, "number": .number, "string": .string, "boolean": .boolean, "date": .date,
        "time": .time, "date and time": .dateTime, "dateTime": .dateTime, "days and time duration": .duration,
        "dayTimeDuration": .duration, "years and months duration": .months, "yearMonthDuration": .months,
        "list": .list(.any), "context": .context([]),
    ]
}
