import Conversations

/// Foundation has another `Thread`; in files that need both, this is the stage's.
typealias ConversationThread = Thread
