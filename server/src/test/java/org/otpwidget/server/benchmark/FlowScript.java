package org.otpwidget.server.benchmark;

/** The product's main job, with the demo's credentials: send, verify, exchange. */
final class FlowScript implements Script {

    static final long FIRST_NUMBER = 919800000000L;

    private static final String WIDGET =
            "{\"widgetId\":\"3465756a3173343636383032\",\"tokenAuth\":\"demo-token\"";

    @Override
    public int calls() {
        return 3;
    }

    @Override
    public boolean needsCode(int call) {
        return call == 1;
    }

    @Override
    public String request(int call, long number, String answer, String code) {
        return switch (call) {
            case 0 -> post("sendOtp", WIDGET + ",\"identifier\":\"" + (FIRST_NUMBER + number));
            case 1 -> post("verifyOtp", WIDGET + ",\"reqId\":\"" + answer + "\",\"otp\":\"" + code);
            default ->
                    post(
                            "verifyAccessToken",
                            "{\"authkey\":\"demo-authkey\",\"access-token\":\"" + answer);
        };
    }

    private static String post(String call, String body) {
        return "POST /api/v5/widget/"
                + call
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + (body.length() + 2)
                + "\r\n\r\n"
                + body
                + "\"}";
    }
}
