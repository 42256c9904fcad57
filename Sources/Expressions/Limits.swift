/// Bounds on what one condition, schema or template may ask of the engine; text beyond them is refused, never cut.
public enum ExpressionLimits {
    /// Longest condition, in UTF-8 bytes.
    public static let conditionBytesMax = 8_192
    /// Deepest nesting of brackets and operators; it also bounds the stack used to parse and to run.
    public static let depthMax = 64
    /// Most parts (literals, names and operators) in one condition.
    public static let nodesMax = 2_000
    /// Most attributes in one schema.
    public static let attributesMax = 1_000
    /// Longest template, in UTF-8 bytes.
    public static let templateBytesMax = 65_536
    /// Most placeholders in one template.
    public static let placeholdersMax = 500
    /// Most index entries one rule may take; further `IN` lists of that rule are evaluated instead of indexed.
    public static let indexPathsMax = 64
    /// Most situations that a review of rules goes through one by one.
    public static let situationsMax = 4_096
}
