/// What a browser should look for when a document names a font that it does not carry.
enum FontFamilies {
    /// Names of the same typeface on Windows, macOS and Linux.
    private static let known: [(names: [String], families: String)] = [
        (["宋", "song", "simsun", "ming", "serif"], "SimSun, 'Songti SC', 'Noto Serif CJK SC', serif"),
        (["楷", "kai"], "KaiTi, 'Kaiti SC', STKaiti, 'AR PL UKai CN', 'Noto Serif CJK SC', serif"),
        (["仿", "fang"], "FangSong, STFangsong, 'Noto Serif CJK SC', serif"),
        (["courier", "mono", "consol"], "'Courier New', 'Liberation Mono', monospace"),
        (["times", "georgia", "roman"], "'Times New Roman', 'Liberation Serif', 'Noto Serif CJK SC', serif"),
        (["黑", "hei", "yahei", "sans", "arial", "helvetica"], "SimHei, 'Heiti SC', 'Noto Sans CJK SC', sans-serif"),
    ]

    static func families(_ name: String, isSerif: Bool) -> String {
        let folded = name.lowercased()
        // "Sans Serif" is no serif.
        let found = known.first { entry in
            entry.names.contains { folded.contains($0) && !($0 == "serif" && folded.contains("sans")) }
        }
        let rest = found?.families ?? (isSerif ? known[0].families : "'Noto Sans CJK SC', SimSun, sans-serif")
        let own = name.unicodeScalars.filter {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == " " || $0 == "-"
        }
        return own.isEmpty ? rest : "'\(String(String.UnicodeScalarView(own)))', \(rest)"
    }
}
