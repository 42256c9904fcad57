public import Journey

extension WebRefusal {
    public var sentence: Phrase {
        switch self {
        case .signInNeeded: Phrase(zh: "请先登录。", en: "Please sign in first.")
        case .tokenNeeded: Phrase(zh: "令牌无效或已过期。", en: "The token is missing, wrong or expired.")
        case .passwordChangeNeeded:
            Phrase(zh: "请先修改初始密码。", en: "Please change your initial password first.")
        case .csrfTokenWrong:
            Phrase(zh: "页面已过期，请刷新后重试。", en: "This page is out of date: reload it and try again.")
        case .otherOrigin:
            Phrase(zh: "不接受来自其他网站的请求。", en: "Requests from other sites are not accepted.")
        case .noSuchRoute: Phrase(zh: "没有这个接口。", en: "There is nothing at this address.")
        case .wrongMethod(let allowed):
            Phrase(
                zh: "此地址只接受 \(allowed.joined(separator: "、"))。",
                en: "This address only takes \(allowed.joined(separator: ", ")).")
        default: inputSentence
        }
    }

    private var inputSentence: Phrase {
        switch self {
        case .notJSON: Phrase(zh: "请求正文不是有效的 JSON。", en: "The body is not valid JSON.")
        case .jsonNeeded:
            Phrase(zh: "请求正文的类型必须是 application/json。", en: "The body must be sent as application/json.")
        case .fieldMissing(let field): Phrase(zh: "缺少“\(field)”。", en: "“\(field)” is missing.")
        case .fieldMalformed(let field):
            Phrase(zh: "“\(field)”的格式不正确。", en: "“\(field)” is not in the expected form.")
        case .pathMalformed: Phrase(zh: "地址的格式不正确。", en: "The address is not in a valid form.")
        case .headersTooLarge: Phrase(zh: "请求头过大。", en: "The headers are too large.")
        case .bodyTooLarge(let most):
            Phrase(zh: "请求正文最多 \(most) 字节。", en: "The body may have at most \(most) bytes.")
        case .socketNeeded:
            Phrase(zh: "此地址只接受 WebSocket 连接。", en: "This address only takes WebSocket connections.")
        case .socketMalformed:
            Phrase(zh: "WebSocket 握手不正确。", en: "The WebSocket handshake is not valid.")
        case .requestMalformed: Phrase(zh: "请求不是有效的 HTTP。", en: "The request is not valid HTTP.")
        default: limitSentence
        }
    }

    private var limitSentence: Phrase {
        switch self {
        case .tooManyRequests(let seconds):
            Phrase(zh: "请求过于频繁，请 \(seconds) 秒后再试。", en: "Too many requests: try again in \(seconds) s.")
        case .tooManyConnections:
            Phrase(zh: "连接数已达上限，请稍后再试。", en: "Too many connections: try again soon.")
        case .keyReused:
            Phrase(zh: "该幂等键已用于另一个请求。", en: "This key was already used for a different request.")
        case .keyInUse:
            Phrase(zh: "使用该幂等键的请求仍在处理中。", en: "A request with this key is still being worked on.")
        case .keyMalformed:
            Phrase(
                zh: "幂等键须为 1 至 128 个可见 ASCII 字符。", en: "The key must be 1 to 128 visible ASCII characters.")
        default: Phrase(zh: "服务器正在重启，请稍后再试。", en: "The server is restarting: try again in a moment.")
        }
    }
}
