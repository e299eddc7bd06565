package org.otpwidget.server.benchmark;

import java.util.function.LongFunction;

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

    /**
     * Hears of each answer.
     *
     * @param message what it said in {@code message}
     * @param at time in nanoseconds
     */
    default void answered(String message, long at) {}

    /** An endpoint that does nothing. */
    Script HELLO = get(_ -> BenchmarkServer.HELLO);

    /** One message, past the outbox. */
    Script DIRECT = get(number -> DirectRoutes.ONE + "?number=" + number);

    /** One call of an address. */
    private static Script get(LongFunction<String> address) {
        return new Script() {
            @Override
            public int calls() {
                return 1;
            }

            @Override
            public String request(int call, long number, String answer, String code) {
                return "GET " + address.apply(number) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            }
        };
    }
}
