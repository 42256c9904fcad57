/// Reads the particulars out of a message by rules: ages, budgets, products, persons, phone and order numbers.
///
/// Pure and without a model, so that a colleague can be told exactly why something was found.
public struct EntityRules: Sendable {
    /// Characters of a message that are read; what is longer is not a customer's sentence.
    static let charactersMax = 4000
    /// Numbers of a message that are weighed: nobody names more, and reading stays quick whatever is typed.
    static let numbersMax = 40

    /// The customers' words for products.
    public let lexicon: ProductLexicon

    public init(lexicon: ProductLexicon) { self.lexicon = lexicon }

    /// The particulars in the order of the text; at most one budget and one person.
    public func find(in text: String) -> [Entity] {
        var line = FoldedLine(String(text.prefix(Self.charactersMax)))
        // What is recognised is taken out, so that no digit of a phone number is read as a budget.
        let orders = OrderNumberRule.find(in: line)
        for order in orders { line.blank(order.start..<order.end) }
        let phones = PhoneRule.find(in: line)
        for phone in phones { line.blank(phone.start..<phone.end) }
        let products = lexicon.find(in: line)
        for product in products { line.blank(product.start..<product.end) }
        let persons = PersonRule(line)
        // 老二七个月: the numeral in a person's name begins no number.
        var counted = line
        for mention in persons.mentions { counted.blank(mention.range) }
        let numbers = Array(NumberMention.all(in: counted).prefix(Self.numbersMax))
        let allAges = AgeRule.find(numbers, persons: persons, in: line)
        let person = persons.find(in: line, ages: allAges)
        let ages = AgeRule.of(person, among: allAges, in: line)
        let amounts = numbers.filter { number in !allAges.contains { $0.range.overlaps(number.range) } }
        var found = orders + phones + products + ages.map { Self.entity($0, in: line) }
        if let person { found.append(person) }
        if let budget = BudgetRule.find(amounts, in: line) { found.append(Self.entity(budget, in: line)) }
        return found.sorted { ($0.start, $0.kind.rawValue) < ($1.start, $1.kind.rawValue) }
    }

    private static func entity(_ age: AgeRule.Mention, in line: FoldedLine) -> Entity {
        Entity(
            kind: age.isMonths ? .ageMonths : .age, text: line.text(age.range), value: .number(age.value),
            start: age.range.lowerBound, end: age.range.upperBound)
    }

    private static func entity(_ budget: BudgetRule.Mention, in line: FoldedLine) -> Entity {
        Entity(
            kind: .budget, text: line.text(budget.range), value: .number(budget.yuan),
            start: budget.range.lowerBound, end: budget.range.upperBound)
    }
}
