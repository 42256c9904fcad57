/// Bounds on what one FEEL expression may ask of the engine; what is beyond them is refused or gives null, never cut.
public enum FEELLimits {
    /// Longest expression, in UTF-8 bytes.
    public static let sourceBytesMax = 65_536
    /// Deepest nesting of brackets and operators in the text.
    public static let nestingMax = 64
    /// Most levels of evaluation inside each other, those of called functions included; it bounds the stack.
    public static let evaluationDepthMax = 400
    /// Most items a list may get, and most rounds of one `for`, `some` or `every`.
    public static let itemsMax = 100_000
    /// Most steps (terms evaluated and rounds gone) in one evaluation.
    public static let stepsMax = 5_000_000
    /// Most entries of a context that is written down.
    public static let entriesMax = 1_000
    /// Deepest nesting of lists and contexts in a value.
    public static let valueDepthMax = 200
    /// Most values inside a value, those that are shared counted each time.
    public static let valueNodesMax = 1_000_000
    /// Longest text an evaluation may build, in UTF-8 bytes.
    public static let textBytesMax = 1 << 20
    /// Longest pattern of `matches`, `replace` and `split`, in UTF-8 bytes.
    public static let patternBytesMax = 1_024
    /// Most complaints that are kept.
    public static let complaintsMax = 100
    /// Significant digits of a number, as IEEE 754 decimal128 has them.
    public static let digitsMax = 34
    /// Largest year, before and after the beginning of the era.
    public static let yearMax = 999_999_999
}
