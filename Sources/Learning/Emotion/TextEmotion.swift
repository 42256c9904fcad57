extension TextClassifier.Options {
    /// For emotions in texts.
    public static func emotion(effort: TextClassifier.Effort = .thorough) -> TextClassifier.Options {
        var options = TextClassifier.Options(effort: effort)
        options.register = .posts
        return options
    }
}
