package org.otpwidget.server.body;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

import java.net.InetAddress;

/** The bytes of one body, while they come. */
final class Count {

    private static final long PATIENCE = 8 * 1024 * 1024;

    private final long most;
    private final InetAddress sender;
    private final LargerBodies larger;
    private long bytes;
    private boolean holds;
    private @Nullable Problem problem;

    /**
     * Nothing has come yet.
     *
     * @param most so many bytes may come
     */
    Count(long most, InetAddress sender, LargerBodies larger) {
        this.most = most;
        this.sender = sender;
        this.larger = larger;
    }

    /** Lets bytes pass until they are too many; what is larger by far is cut off. */
    void pass(DataBuffer buffer, SynchronousSink<DataBuffer> next) {
        bytes += buffer.readableByteCount();
        if (bytes > SizeLimits.USUAL && problem == null) {
            problem = judge();
        }
        if (problem == null) {
            next.next(buffer);
            return;
        }
        DataBufferUtils.release(buffer);
        if (bytes > PATIENCE) {
            next.error(problem.refused());
        }
    }

    /** What was wrong with them, at their end. */
    Mono<DataBuffer> verdict() {
        return problem == null ? Mono.empty() : problem.signal();
    }

    /** To be called when nobody needs the body any more. */
    void close() {
        if (holds) {
            larger.leave(sender);
        }
    }

    private @Nullable Problem judge() {
        if (bytes > most) {
            return Problems.tooLarge();
        }
        holds = holds || larger.take(sender);
        return holds ? null : Problems.UNAVAILABLE;
    }
}
