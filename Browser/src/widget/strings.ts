// The widget's few sentences.

const zh = {
  title: "在线客服",
  placeholder: "输入消息…",
  send: "发送",
  close: "关闭",
  open: "打开在线客服",
  messages: "对话消息",
  connecting: "正在连接…",
  live: "在线",
  polling: "已连接（网络较慢）",
  offline: "网络已断开，消息会在恢复后自动发送",
  unavailable: "暂时无法连接客服，请稍后再试",
  sending: "发送中",
  sent: "已发送",
  delivered: "已送达",
  read: "已读",
  failed: "未发送",
  retry: "重试",
  remove: "删除",
  typing: "正在输入…",
  you: "我",
  bot: "智能助手",
  agent: "客服",
  fresh: "新的会话",
  closed: "会话已结束，继续输入可重新开始",
  full: "待发消息过多，请等网络恢复",
  privacy: "请勿发送密码或验证码",
};

const en: Record<keyof typeof zh, string> = {
  title: "Chat with us",
  placeholder: "Write a message…",
  send: "Send",
  close: "Close",
  open: "Open chat",
  messages: "Messages",
  connecting: "Connecting…",
  live: "Online",
  polling: "Connected (slow network)",
  offline: "You are offline. Messages will be sent when you are back.",
  unavailable: "We cannot be reached right now. Please try again soon.",
  sending: "Sending",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  failed: "Not sent",
  retry: "Try again",
  remove: "Remove",
  typing: "is typing…",
  you: "You",
  bot: "Assistant",
  agent: "Support",
  fresh: "New conversation",
  closed: "This conversation has ended. Write again to start a new one.",
  full: "Too many messages are waiting. Please wait for the network.",
  privacy: "Never send passwords or codes",
};

export type Strings = Record<keyof typeof zh, string>;
export type Locale = "zh-CN" | "en";

export function stringsFor(locale: Locale): Strings {
  return locale === "en" ? en : zh;
}

/** The first of the wishes that we speak; 简体中文 when none is. */
export function chooseLocale(wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    if (wish?.toLowerCase().startsWith("zh")) return "zh-CN";
    if (wish?.toLowerCase().startsWith("en")) return "en";
  }
  return "zh-CN";
}
