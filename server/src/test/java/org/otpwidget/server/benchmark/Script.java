package org.otpwidget.server.benchmark;

/** What a client says, call by call. */
interface Script {

    /** Calls of one run. */
    int calls();

    /** Whether this call needs the code that was sent for the request. */
    default boolean needsCode(int call) {
        return false;
    }

    /**
     * One HTTP request.
     *
     * @param number of the run, never the same twice
     * @param answer what the last call's answer said in {@code message}
     * @param code the code that was sent, where it is needed
     */
    String request(int call, long number, String answer, String code);

    /** An endpoint that does nothing. */
    Script HELLO =
            new Script() {
                @Override
                public int calls() {
                    return 1;
                }

                @Override
                public String request(int call, long number, String answer, String code) {
                    return "GET " + BenchmarkServer.HELLO + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
                }
            };
}
