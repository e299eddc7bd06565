package org.otpwidget.server.benchmark;

/** Sends to ever new numbers, and tells when each was answered. */
record SendScript(Arrivals arrivals) implements Script {

    private static final Script FLOW = new FlowScript();

    @Override
    public int calls() {
        return 1;
    }

    @Override
    public String request(int call, long number, String answer, String code) {
        return FLOW.request(0, number, answer, code);
    }

    @Override
    public void answered(String message, long at) {
        arrivals.answered(message, at);
    }
}
