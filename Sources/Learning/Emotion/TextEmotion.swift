extension TextClassifier.Options {
    /// For emotions in texts: every opinion is asked.
    public static var emotion: TextClassifier.Options { .init(effort: .thorough) }
}
