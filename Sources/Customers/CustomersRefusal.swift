public import Journey

/// Why Customers says no.
public enum CustomersRefusal: Refusal, Equatable {
    /// No customer has this id.
    case unknownCustomer
    /// No deal has this id.
    case unknownDeal
    /// Somebody claims a name that another has proved to be hers.
    case identityNotProven
    /// A lost deal that says nothing teaches nothing.
    case lossNeedsReason
    /// A won deal is worth something.
    case winNeedsAmount
    /// Won and lost are final; a supervisor may open the deal again.
    case dealClosed
    /// The customer has another deal on its way.
    case anotherDealOpen
    /// Below zero, or above `Pipeline.amountMinorMax`.
    case amountOutOfRange

    public var reason: RefusalReason {
        switch self {
        case .unknownCustomer, .unknownDeal: .notFound
        case .identityNotProven: .forbidden
        case .lossNeedsReason, .winNeedsAmount, .amountOutOfRange: .badInput
        case .dealClosed, .anotherDealOpen: .conflict
        }
    }

    public var field: String? {
        switch self {
        case .lossNeedsReason: "reason"
        case .winNeedsAmount, .amountOutOfRange: "amount"
        case .dealClosed, .anotherDealOpen: "stage"
        case .unknownCustomer, .unknownDeal, .identityNotProven: nil
        }
    }

    public var sentence: Phrase {
        switch self {
        case .unknownCustomer: Phrase(zh: "没有这位客户。", en: "There is no such customer.")
        case .unknownDeal: Phrase(zh: "没有这个商机。", en: "There is no such deal.")
        case .identityNotProven:
            Phrase(zh: "该用户身份需要验证。", en: "This user's identity has to be proved.")
        case .lossNeedsReason: Phrase(zh: "请填写丢单原因。", en: "Please say why the deal was lost.")
        case .winNeedsAmount: Phrase(zh: "成交前请填写成交金额。", en: "A won deal needs an amount above zero.")
        case .dealClosed:
            Phrase(zh: "商机已关闭，只有主管可以重新打开。", en: "The deal is closed; a supervisor may open it again.")
        case .anotherDealOpen:
            Phrase(zh: "该客户已有进行中的商机。", en: "This customer has another deal on its way.")
        case .amountOutOfRange:
            Phrase(zh: "金额超出允许范围。", en: "The amount is outside the range that is allowed.")
        }
    }
}
