fun main(arguments: Array<String>) {
    val (call, first) = arguments
    val message = try {
        when (call) {
            "send" -> Verification.sendOtp(first)
            "retry" -> Verification.retryOtp(first)
            else -> Verification.verifyOtp(first, arguments[2])
        }.getString("message")
    } catch (refused: IllegalStateException) {
        refused.message
    }
    println(message)
}
