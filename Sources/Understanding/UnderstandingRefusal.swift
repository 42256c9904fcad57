public import Journey

/// What understanding may refuse: all of it concerns files an operator gives.
public enum UnderstandingRefusal: Refusal, Equatable {
    /// A line of the list of intents cannot be read; lines count from 1.
    case badCatalogue(line: Int, why: String)
    /// A line of the list of product words cannot be read; lines count from 1.
    case badLexicon(line: Int, why: String)
    /// The training sentences cannot be read or teach nothing.
    case cannotTrain(why: String)
    /// The folder of models cannot be written.
    case cannotKeepModel(why: String)

    /// What the interface answers with.
    public var reason: RefusalReason {
        switch self {
        case .badCatalogue, .badLexicon, .cannotTrain: .badInput
        case .cannotKeepModel: .unavailable
        }
    }

    /// For whoever gave the file.
    public var sentence: Phrase {
        switch self {
        case .badCatalogue(let line, let why):
            Phrase(zh: "意图表第 \(line) 行有误：\(why)", en: "The list of intents is wrong at line \(line): \(why).")
        case .badLexicon(let line, let why):
            Phrase(zh: "产品词表第 \(line) 行有误：\(why)", en: "The list of product words is wrong at line \(line): \(why).")
        case .cannotTrain(let why):
            Phrase(zh: "意图模型无法训练：\(why)", en: "The intent model cannot be trained: \(why).")
        case .cannotKeepModel(let why):
            Phrase(zh: "意图模型无法保存：\(why)", en: "The intent model cannot be kept: \(why).")
        }
    }
}
