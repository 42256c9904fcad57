extension FEELBuiltIns {
    /// Functions of days and moments (DMN 1.5, clauses 10.3.4.7 and 10.3.4.8).
    static let calendar: [FEELBuiltIn] = [
        FEELBuiltIn("day of year", "date") { $0.day(0).map { .number($0.dayOfYear) } },
        FEELBuiltIn("week of year", "date") { $0.day(0).map { .number($0.weekOfYear) } },
        FEELBuiltIn("day of week", "date") { $0.day(0).map { .string(weekdays[$0.weekday - 1]) } },
        FEELBuiltIn("month of year", "date") { $0.day(0).map { .string(months[$0.month - 1]) } },
        FEELBuiltIn("now", "") { $0.run.moment.map { .dateTime($0) } },
        FEELBuiltIn("today", "") { $0.run.moment.map { .date($0.date) } },
    ]

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
