/// How a network of next items is taught; `docs/decisions/0015-recommendation.md` says what else was tried.
struct NextItemLessons: Sendable {
    var features = 64
    var blocks = 2
    var reach = 50
    var rate: Float = 0.002
    /// Steps of histories a batch, about.
    var batchSteps = 512
    /// Items drawn beside those of the batch.
    var drawn = 512
    /// Up to this many items the softmax goes over all of them.
    var wholeItemsMax = 2_048
    /// Beyond this many items there is no network: its table, the slopes, Adam's two moments and the best so far take
    /// 51 MB each at this many.
    var itemsMax = 200_000
    /// Most passes over the data, and most steps of histories in all passes together.
    var passesMax = 60
    var stepsMax = 6_000_000
    /// Passes without a better rank of what is held back before it is given up.
    var patience = 5
    /// Share of the passes, the last ones, that grow slower where the number of passes is known.
    var slowing: Float = 0.5
    /// Shorter histories are learned by heart sooner.
    var dropouts: (short: Float, long: Float) = (0.4, 0.2)

    /// What the rate is multiplied with in one of so many passes, counted from 0: in the last ones it falls evenly.
    func pace(_ pass: Int, of passes: Int) -> Float {
        let left = Float(passes - pass) / Float(max(1, passes))
        return min(1, max(0.1, left / slowing))
    }
}
