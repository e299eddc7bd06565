package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * What a vendor said in answer to one message, for an administrator who tries a provider out. It
 * travels in the subscriber's context: ordinary messages have none, and nothing is kept of them.
 */
public final class Transcript {

    private static final int LONGEST = 2000;

    private volatile @Nullable Integer status;
    private volatile String words = "";

    /** Lets what happens inside be written down here. */
    public <T> Mono<T> over(Mono<T> work) {
        return work.contextWrite(Context.of(Transcript.class, this));
    }

    /**
     * Writes down what a vendor answered, if anybody asked for that.
     *
     * @param status code of the answer, as the protocol has it; null: none
     */
    public static Mono<Void> note(@Nullable Integer status, String words) {
        return Mono.deferContextual(
                context -> {
                    context.<Transcript>getOrEmpty(Transcript.class)
                            .ifPresent(transcript -> transcript.write(status, words));
                    return Mono.empty();
                });
    }

    /** Code of the last answer; null when there was none. */
    public @Nullable Integer status() {
        return status;
    }

    /** The last answer as it came, or its beginning; may repeat secrets. */
    public String words() {
        return words;
    }

    private void write(@Nullable Integer code, String text) {
        status = code;
        words = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
